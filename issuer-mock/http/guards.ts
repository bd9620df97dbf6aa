import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Issuer } from '../issuer.ts';
import { answerError } from './answers.ts';

/** The most bytes a body may have: by the beginning of the path, and elsewhere. A card with its photo is answered to a verifier. */
const BODY_LIMITS: readonly (readonly [path: string, bytes: number])[] = [
  ['/r/', 256 * 1024],
  ['/requests', 16 * 1024],
  ['/', 64 * 1024],
];

/**
 * SECURITY: a page on the internet can point its own host name at 127.0.0.1 and then read this mock as its own origin (DNS rebinding);
 * only requests that name the mock by its own address are answered.
 */
export function requireOwnHost({ url, address }: Pick<Issuer, 'url' | 'address'>): MiddlewareHandler {
  const { port } = new URL(address);
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, new URL(url).host]);
  return async (c, next) => {
    if (hosts.has(c.req.header('Host')?.toLowerCase() ?? '')) return next();
    return answerError(c, 421, 'misdirected_request', `this is ${url}; it does not answer under another name`);
  };
}

const LIMITS = BODY_LIMITS.map(([path, maxSize]) => ({
  path,
  limit: bodyLimit({
    maxSize,
    onError: (c) => answerError(c, 413, 'request_too_large', `the body may have at most ${maxSize} bytes`),
  }),
}));

/** SECURITY: what strangers send is never held in memory beyond its limit. */
export const limitBody: MiddlewareHandler = async (c, next) =>
  LIMITS.find(({ path }) => c.req.path.startsWith(path))?.limit(c, next) ?? next();

/** Headers of every answer. Pages set their own, wider Content-Security-Policy. */
export const addSafetyHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('X-Content-Type-Options', 'nosniff');
  // Not `no-referrer`: browsers would then send `Origin: null` with forms, and the form guard needs it.
  c.header('Referrer-Policy', 'same-origin');
  if (!c.res.headers.has('Content-Security-Policy')) {
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  }
};
