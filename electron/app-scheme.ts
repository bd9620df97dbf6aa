import { protocol } from 'electron';
import { contentSecurityPolicy } from '../host/content-security-policy.ts';
import { readStaticFile } from '../host/web/static-files.ts';
import { APP_HOST, APP_SCHEME } from './page-address.ts';

/** Before `ready`: an origin with storage, workers and the camera like https, and no right to step around the CSP. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** After `ready`: answers the page's requests from `folder`. `frameSource` is asked anew for each page, since the mock may move. */
export function serveAppScheme(folder: string, frameSource: () => string | null): void {
  protocol.handle(APP_SCHEME, (request) => answerPageRequest(folder, frameSource(), request));
}

async function answerPageRequest(folder: string, frameSource: string | null, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== APP_HOST) return refuse(404);
  if (request.method !== 'GET') return refuse(405, { allow: 'GET' });
  const file = await readStaticFile(folder, url.pathname);
  if (!file) return refuse(404);
  return new Response(file.bytes, {
    headers: {
      'content-type': file.contentType,
      'content-security-policy': contentSecurityPolicy(frameSource),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      // The policy inside is for one address of the mock; a kept copy would be for another.
      'cache-control': 'no-store',
    },
  });
}

const refuse = (status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status, headers: { ...headers, 'content-security-policy': "default-src 'none'" } });
