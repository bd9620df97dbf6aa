import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Issuer } from '../issuer.ts';
import { answerError } from './answers.ts';

const MAX_BODY_BYTES = 64 * 1024;

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

export const limitBody: MiddlewareHandler = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => answerError(c, 413, 'request_too_large', `the body may have at most ${MAX_BODY_BYTES} bytes`),
});

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
