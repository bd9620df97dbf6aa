import type { Code } from '../../shared/protocol/codes.ts';
import type { Issuer } from '../issuer.ts';
import { drawToken } from '../random.ts';
import { fingerprint } from '../secrets.ts';
import { findOrder, type Order } from './order.ts';
import { REDEEMABLE_STATES, sqlStates } from './order-states.ts';
import { accessLifetimeS, findRedemptionProblem, type TokenGrant } from './redeem-code.ts';

const TOKEN_BYTES = 32;

export type RefreshedAccess =
  | { readonly ok: true; readonly grant: TokenGrant }
  /** `code` says why where it is the order's doing; null where the token itself is unknown or was used before. */
  | { readonly ok: false; readonly code: Code | null };

/**
 * A refresh token for a new access token, with which the card can be fetched as it is now (RFC 6749 6), or, where it was promised for
 * later and the first token ran out meanwhile, for the first time. Each is good
 * once and brings its successor along; one that comes a second time ends the whole line, because somebody else may have it (RFC 9700
 * 4.14.2). It dies with its order.
 */
export async function refreshAccess(issuer: Issuer, refreshToken: string): Promise<RefreshedAccess> {
  const hash = fingerprint(refreshToken);
  const known = await findToken(issuer, hash);
  if (!known) return { ok: false, code: null };
  const order = await findOrder(issuer, 'id', known.orderId);
  const problem = findRefreshProblem(order);
  if (!order || problem) return { ok: false, code: problem };
  const grant = known.isUsed ? null : await spend(issuer, hash, order);
  if (grant) return { ok: true, grant };
  await issuer.database.execute({ sql: 'DELETE FROM refresh_tokens WHERE order_id = ?', args: [known.orderId] });
  return { ok: false, code: null };
}

async function findToken({ database }: Issuer, hash: string): Promise<{ orderId: string; isUsed: boolean } | null> {
  const { rows } = await database.execute({
    sql: 'SELECT order_id, successor FROM refresh_tokens WHERE hash = ?',
    args: [hash],
  });
  return rows[0] ? { orderId: String(rows[0]['order_id']), isUsed: rows[0]['successor'] !== null } : null;
}

/** The order is there still, and its code was right once; whether its card was fetched yet makes no difference. */
function findRefreshProblem(order: Order | null): Code | null {
  const problem = findRedemptionProblem(order);
  return problem === 'OFFER_USED' ? null : problem;
}

/** SECURITY: the token is spent in the same transaction that makes its successor, and only if nobody was quicker. */
async function spend(issuer: Issuer, hash: string, order: Order): Promise<TokenGrant | null> {
  const { database, now, randomBytes } = issuer;
  const [accessToken, refreshToken] = [drawToken(randomBytes, TOKEN_BYTES), drawToken(randomBytes, TOKEN_BYTES)];
  const successor = fingerprint(refreshToken);
  const expiresInS = accessLifetimeS(issuer, order);
  const [spent] = await database.batch(
    [
      {
        sql: `UPDATE refresh_tokens SET successor = ? WHERE hash = ? AND successor IS NULL
              AND EXISTS (SELECT 1 FROM orders WHERE id = order_id AND state IN ${sqlStates(['collected', ...REDEEMABLE_STATES])})`,
        args: [successor, hash],
      },
      {
        sql: `INSERT INTO refresh_tokens (hash, order_id) SELECT successor, order_id FROM refresh_tokens
              WHERE hash = ? AND successor = ?`,
        args: [hash, successor],
      },
      {
        sql: `UPDATE orders SET token_hash = ?, token_expires_at = ?
              WHERE id = (SELECT order_id FROM refresh_tokens WHERE hash = ?)`,
        args: [fingerprint(accessToken), now() + expiresInS * 1000, successor],
      },
    ],
    'write',
  );
  return spent?.rowsAffected === 1 ? { accessToken, expiresInS, refreshToken } : null;
}
