import type { BrowserContext } from 'playwright-core';
import { STAND_IN_SITE } from './addresses.ts';
import type { Events } from './events.ts';
import type { World } from './world.ts';

interface PausedResponse {
  readonly requestId: string;
  readonly request: { readonly url: string };
  readonly resourceType: string;
  readonly responseStatusCode?: number;
  readonly responseHeaders?: readonly { readonly name: string; readonly value: string }[];
}

/** Shows main the headers of every answer of a program on this machine, and every redirect in one, before Chromium acts on them. */
export async function watchResponses(world: World, context: BrowserContext, events: Events): Promise<void> {
  const session = await world.browser.newBrowserCDPSession();
  const pass = async (paused: PausedResponse): Promise<void> => {
    const { requestId, responseStatusCode: status } = paused;
    // A request that failed has no headers to show.
    if (status === undefined) return void (await session.send('Fetch.continueRequest', { requestId }));
    const url = paused.request.url;
    const headers = await world.session.changeHeaders(url, collect(paused.responseHeaders ?? []));
    const [location] = headers['location'] ?? [];
    if (paused.resourceType === 'Document' && status >= 300 && status < 400 && location !== undefined) {
      const target = world.addresses.toElectron(new URL(location, url).href);
      if (events.emitPreventable('will-redirect', { url: target, isMainFrame: false }))
        return void (await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }));
    }
    for (const cookie of headers['set-cookie'] ?? []) await keepPartitioned(context, url, cookie);
    const responseHeaders = Object.entries(headers).flatMap(([name, values]) =>
      values.map((value) => ({ name, value })),
    );
    await session.send('Fetch.continueResponse', { requestId, responseCode: status, responseHeaders });
  };
  // The page may be closed while one of its answers is shown around.
  session.on('Fetch.requestPaused', (paused: PausedResponse) => void pass(paused).catch(() => undefined));
  await session.send('Fetch.enable', { patterns: [{ urlPattern: 'http://127.0.0.1:*', requestStage: 'Response' }] });
}

const collect = (headers: readonly { name: string; value: string }[]): Record<string, string[]> => {
  const collected: Record<string, string[]> = {};
  for (const { name, value } of headers) (collected[name.toLowerCase()] ??= []).push(value);
  return collected;
};

/**
 * Chromium's cookie store has seen the answer before DevTools could change it, and dropped what a third party may not keep. So a cookie
 * that main has marked for a partitioned jar is put there by hand, as the store does with one that a server marks so (tried out).
 */
async function keepPartitioned(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
  const marks = attributes.map((attribute) => attribute.toLowerCase());
  if (!['partitioned', 'secure', 'samesite=none'].every((mark) => marks.includes(mark))) return;
  const [name = '', ...value] = pair.split('=');
  const httpOnly = marks.includes('httponly');
  await context.addCookies([
    { name, value: value.join('='), url, httpOnly, secure: true, sameSite: 'None', partitionKey: STAND_IN_SITE },
  ]);
}
