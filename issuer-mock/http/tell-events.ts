import type { MiddlewareHandler } from 'hono';
import type { Issuer } from '../issuer.ts';

/** After each request, since any may have written something: what was noted goes into the book, and listeners are told. */
export function tellEvents({ notes, feed, relay }: Issuer): MiddlewareHandler {
  return async (_c, next) => {
    try {
      await next();
    } finally {
      relay.sweep();
      await notes.write();
      feed.wake();
    }
  };
}
