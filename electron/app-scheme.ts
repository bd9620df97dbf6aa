import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentSecurityPolicy } from '../host/content-security-policy.ts';
import { APP_HOST, APP_SCHEME } from './page-address.ts';

/** What the page's bundle may hold. Anything else is not served. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

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
  const file = resolveInside(folder, url.pathname);
  const contentType = file && CONTENT_TYPES[path.extname(file)];
  const body = file && contentType ? await readFile(file).catch(() => null) : null;
  if (!body || !contentType) return refuse(404);
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': contentType,
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

/** The file below `folder` that a request path names; null for a path that leads out of it or is no path. */
function resolveInside(folder: string, pathname: string): string | null {
  const decoded = decodePath(pathname);
  if (decoded === null || decoded.includes('\0')) return null;
  const file = path.join(folder, decoded);
  const inside = path.relative(folder, file);
  // SECURITY: judged after joining, on the path that will be opened; a look at the text alone misses `..%2f`, `..\` and doubled encodings.
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? null : file;
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}

const refuse = (status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status, headers: { ...headers, 'content-security-policy': "default-src 'none'" } });
