import type { Context } from 'hono';
import type { Code } from '../../shared/protocol/codes.ts';
import { parsePublicJwk } from '../../shared/protocol/es256.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import { answerError, answerFresh } from '../http/answers.ts';
import type { Issuer } from '../issuer.ts';
import type { Order } from '../orders/order.ts';
import { sqlStates } from '../orders/order-states.ts';
import { drawToken } from '../random.ts';
import { type IssuedCard, issueCard } from './issue-card.ts';
import { REDEMPTION_SENTENCES } from './token-routes.ts';

const TRANSACTION_BYTES = 16;

/** A card that was asked for before its order was ready, and the key it will be bound to. */
interface Deferral {
  readonly transactionId: string;
  readonly holderKey: PublicJwk;
}

export type IssuedOrDeferred = IssuedCard | { readonly ok: true; readonly deferral: Deferral };

/**
 * The card, or the promise of one where the order is not ready yet. A promise is made to one key: the same key may ask as often as it
 * likes and gets the same answer, another one is refused, as it is for a card.
 */
export async function issueOrDefer(issuer: Issuer, order: Order, holderKey: PublicJwk): Promise<IssuedOrDeferred> {
  const promised = await findDeferral(issuer, order.id);
  if (promised && !isSameKey(promised.holderKey, holderKey)) return { ok: false, code: 'OFFER_USED' };
  const issued = await issueCard(issuer, order, holderKey);
  if (issued.ok || issued.code !== 'ORDER_PENDING') return issued;
  await storeDeferral(issuer, order.id, holderKey);
  const deferral = await findDeferral(issuer, order.id);
  // None, although the order was pending just now: it has become ready in between.
  if (!deferral) return issueCard(issuer, order, holderKey);
  return isSameKey(deferral.holderKey, holderKey) ? { ok: true, deferral } : { ok: false, code: 'OFFER_USED' };
}

/** The card that was promised, or the promise again; null where there is none under this id, or it has been kept (OpenID4VCI 1.0 9.3). */
export async function readDeferred(
  issuer: Issuer,
  order: Order,
  transactionId: string,
): Promise<IssuedOrDeferred | null> {
  const deferral = await findDeferral(issuer, order.id);
  if (deferral?.transactionId !== transactionId || order.state === 'collected') return null;
  const issued = await issueCard(issuer, order, deferral.holderKey);
  return !issued.ok && issued.code === 'ORDER_PENDING' ? { ok: true, deferral } : issued;
}

/** One for each access token: where the wallet had to redeem the offer anew, what was promised before it no longer counts. */
async function storeDeferral({ database, randomBytes }: Issuer, orderId: string, holderKey: PublicJwk): Promise<void> {
  await database.execute({
    sql: `INSERT INTO deferrals (order_id, transaction_id, token_hash, holder_key)
          SELECT id, ?, token_hash, ? FROM orders
          WHERE id = ? AND state IN ${sqlStates(['waiting', 'processing'])} AND token_hash IS NOT NULL
          ON CONFLICT (order_id) DO UPDATE
            SET transaction_id = excluded.transaction_id, token_hash = excluded.token_hash, holder_key = excluded.holder_key
            WHERE deferrals.token_hash <> excluded.token_hash`,
    args: [drawToken(randomBytes, TRANSACTION_BYTES), JSON.stringify(holderKey), orderId],
  });
}

async function findDeferral({ database }: Issuer, orderId: string): Promise<Deferral | null> {
  const { rows } = await database.execute({
    sql: `SELECT transaction_id, holder_key FROM deferrals JOIN orders ON orders.id = deferrals.order_id
          WHERE order_id = ? AND deferrals.token_hash = orders.token_hash`,
    args: [orderId],
  });
  if (!rows[0]) return null;
  const holderKey = parsePublicJwk(JSON.parse(String(rows[0]['holder_key'])));
  if (!holderKey) throw new Error('a stored holder key is not a public JWK');
  return { transactionId: String(rows[0]['transaction_id']), holderKey };
}

const isSameKey = (one: PublicJwk, other: PublicJwk): boolean => one.x === other.x && one.y === other.y;

/** 202 with what to ask with and when (OpenID4VCI 1.0 8.3 and 9.2). */
export function answerDeferral(c: Context, issuer: Issuer, order: Order, { transactionId }: Deferral): Response {
  const leftS = Math.ceil((order.readyAt - issuer.now()) / 1000);
  const interval = Math.min(Math.max(1, leftS), issuer.settings.deferredIntervalS);
  return answerFresh(c, { transaction_id: transactionId, interval }, 202);
}

/** OpenID4VCI 1.0 8.3.1.2: there will be no card, and asking again is of no use. */
export const answerDenied = (c: Context, code: Code): Response =>
  answerError(c, 400, 'credential_request_denied', REDEMPTION_SENTENCES[code] ?? code, { mleg_code: code });
