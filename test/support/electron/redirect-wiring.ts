import type { Events } from './events.ts';
import type { World } from './world.ts';

interface PausedResponse {
  readonly requestId: string;
  readonly request: { readonly url: string };
  readonly resourceType: string;
  readonly responseStatusCode?: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

/** Tells main of every redirect of a document that a program on this machine answers with, before Chromium follows it. */
export async function watchRedirects(world: World, events: Events): Promise<void> {
  const session = await world.browser.newBrowserCDPSession();
  const judge = async (paused: PausedResponse): Promise<void> => {
    const { requestId, request, resourceType, responseHeaders = [] } = paused;
    const location = responseHeaders.find(({ name }) => name.toLowerCase() === 'location')?.value;
    const target = location === undefined ? null : world.addresses.toElectron(new URL(location, request.url).href);
    const isPrevented =
      resourceType === 'Document' &&
      target !== null &&
      events.emitPreventable('will-redirect', { url: target, isMainFrame: false });
    if (isPrevented) await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    else await session.send('Fetch.continueResponse', { requestId });
  };
  // The page may be closed while one of its answers is judged.
  session.on('Fetch.requestPaused', (paused: PausedResponse) => void judge(paused).catch(() => undefined));
  await session.send('Fetch.enable', { patterns: [{ urlPattern: 'http://127.0.0.1:*', requestStage: 'Response' }] });
}
