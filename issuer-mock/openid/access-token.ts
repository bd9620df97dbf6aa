import type { Context } from 'hono';
import { answerError } from '../http/answers.ts';
import { readBearer } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { findOrder, type Order } from '../orders/order.ts';
import { fingerprint } from '../secrets.ts';

/** The order that the request's access token was given for; null where the token is unknown or has run out. */
export async function findOrderOfToken(c: Context, issuer: Issuer): Promise<Order | null> {
  const token = readBearer(c);
  const order = token === null ? null : await findOrder(issuer, 'token_hash', fingerprint(token));
  return order !== null && (order.tokenExpiresAt ?? 0) > issuer.now() ? order : null;
}

/** RFC 6750 3: a request without any token is told only that one is needed. */
export function answerInvalidToken(c: Context): Response {
  const hasToken = c.req.header('Authorization') !== undefined;
  c.header('WWW-Authenticate', hasToken ? 'Bearer error="invalid_token"' : 'Bearer');
  return answerError(
    c,
    401,
    'invalid_token',
    hasToken ? 'the access token is unknown or has run out' : 'an access token is needed',
  );
}
