import type { Code } from '../../shared/protocol/codes.ts';
import { normaliseCode } from '../../shared/protocol/offer.ts';
import type { Issuer } from '../issuer.ts';
import { drawToken } from '../random.ts';
import { fingerprint, isSameSecret } from '../secrets.ts';
import { findOrder, type Order, readOrder } from './order.ts';
import { REDEEMABLE_STATES, sqlStates, sqlStatesBefore } from './order-states.ts';

const TOKEN_BYTES = 32;

/** What a token answer carries. Both tokens are secret, and kept only as fingerprints. */
export interface TokenGrant {
  readonly accessToken: string;
  readonly expiresInS: number;
  readonly refreshToken: string;
}

export type RedeemedCode =
  | { readonly ok: true; readonly grant: TokenGrant }
  | { readonly ok: false; readonly code: Code; readonly triesLeft?: number };

/** Why an order cannot be redeemed, in the code that a wallet shows; null where it can. */
export function findRedemptionProblem(order: Order | null): Code | null {
  if (!order) return 'OFFER_UNKNOWN';
  switch (order.state) {
    case 'waiting':
    case 'processing':
    case 'ready':
      if (!order.activation) return 'ORDER_PENDING';
      if (order.tokenExpiresAt !== null) return 'OFFER_USED';
      return order.triesLeft > 0 ? null : 'CODE_LOCKED';
    case 'collected':
      return 'OFFER_USED';
    case 'failed':
      return 'ORDER_FAILED';
    case 'cancelled':
    case 'invalidated':
      return 'ORDER_CANCELLED';
    case 'expired':
      return 'ORDER_EXPIRED';
    case 'locked':
      return 'CODE_LOCKED';
  }
}

/** Trades a pre-authorized code and the activation code for an access token. The caller has made sure that there is a code at all. */
export async function redeemCode(issuer: Issuer, preAuthorizedCode: string, given: string): Promise<RedeemedCode> {
  const found = await findOrder(issuer, 'pre_authorized_code', preAuthorizedCode);
  const problem = findRedemptionProblem(found);
  if (problem) return { ok: false, code: problem };
  const order = await spendTry(issuer, preAuthorizedCode);
  if (!order?.activation) return refuseNow(issuer, preAuthorizedCode);
  if (isSameSecret(normaliseCode(given), order.activation.activationCode))
    return grantToken(issuer, order, preAuthorizedCode);
  const { id, student, triesLeft } = order;
  if (triesLeft > 0) {
    issuer.notes.note({ kind: 'code-refused', student, detail: { order: id, tries_left: triesLeft } });
    return { ok: false, code: 'CODE_WRONG', triesLeft };
  }
  issuer.notes.note({ kind: 'code-refused', student, detail: { order: id, locked: true } });
  // Before the lock, which the database writes down by itself.
  await issuer.notes.write();
  await lockExhausted(issuer, id);
  return { ok: false, code: 'CODE_LOCKED' };
}

/**
 * SECURITY: the try is taken away BEFORE the code is looked at, in one conditional UPDATE. However many guesses arrive at once, no more
 * of them get past this line than the order has tries.
 */
async function spendTry(issuer: Issuer, preAuthorizedCode: string): Promise<Order | null> {
  const { rows } = await issuer.database.execute({
    sql: `UPDATE orders SET tries_left = tries_left - 1
          WHERE pre_authorized_code = ? AND state IN ${sqlStates(REDEEMABLE_STATES)} AND tries_left > 0 AND token_expires_at IS NULL RETURNING *`,
    args: [preAuthorizedCode],
  });
  return rows[0] ? readOrder(rows[0]) : null;
}

/** SECURITY: one conditional UPDATE, so that of two right answers at once only one gets a token. The try that was right is given back. */
async function grantToken(issuer: Issuer, order: Order, preAuthorizedCode: string): Promise<RedeemedCode> {
  const accessToken = drawToken(issuer.randomBytes, TOKEN_BYTES);
  const expiresInS = accessLifetimeS(issuer, order);
  const refreshToken = drawToken(issuer.randomBytes, TOKEN_BYTES);
  const hash = fingerprint(accessToken);
  const [move] = await issuer.database.batch(
    [
      {
        sql: `UPDATE orders SET token_hash = ?, token_expires_at = ?, tries_left = tries_left + 1
              WHERE pre_authorized_code = ? AND state IN ${sqlStates(REDEEMABLE_STATES)} AND token_expires_at IS NULL`,
        args: [hash, issuer.now() + expiresInS * 1000, preAuthorizedCode],
      },
      // What an earlier redemption of this order was given, but never used to collect the card.
      {
        sql: 'DELETE FROM refresh_tokens WHERE order_id = (SELECT id FROM orders WHERE token_hash = ?)',
        args: [hash],
      },
      {
        sql: 'INSERT INTO refresh_tokens (hash, order_id) SELECT ?, id FROM orders WHERE token_hash = ?',
        args: [fingerprint(refreshToken), hash],
      },
    ],
    'write',
  );
  const grant = { accessToken, expiresInS, refreshToken };
  return move?.rowsAffected === 1 ? { ok: true, grant } : refuseNow(issuer, preAuthorizedCode);
}

/** Seconds. A card that comes later is asked for with this very token, so it lasts until the card can have been fetched. */
export function accessLifetimeS({ now, settings }: Issuer, { state, readyAt }: Order): number {
  const isComing = state === 'waiting' || state === 'processing';
  return (isComing ? Math.ceil(Math.max(0, readyAt - now()) / 1000) : 0) + settings.accessTokenLifetimeS;
}

/** Another request was quicker; say what the order has become. */
async function refuseNow(issuer: Issuer, preAuthorizedCode: string): Promise<RedeemedCode> {
  const order = await findOrder(issuer, 'pre_authorized_code', preAuthorizedCode);
  return { ok: false, code: findRedemptionProblem(order) ?? 'OFFER_USED' };
}

async function lockExhausted(issuer: Issuer, id: string): Promise<void> {
  await issuer.database.execute({ sql: `${LOCK} AND id = ?`, args: [issuer.now(), id] });
}

/** At start: a process that was killed between taking the last try and locking left an order without tries. */
export async function lockAllExhausted({ database, now }: Pick<Issuer, 'database' | 'now'>): Promise<void> {
  await database.execute({ sql: LOCK, args: [now()] });
}

const LOCK = `UPDATE orders SET state = 'locked', changed_at = ?
  WHERE state IN ${sqlStatesBefore('locked')} AND tries_left = 0 AND token_expires_at IS NULL`;
