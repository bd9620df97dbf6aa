import type { Issuer } from '../issuer.ts';
import { REDEEMABLE_STATES, sqlStates } from './order-states.ts';
import { signActivationQr } from './sign-activation-qr.ts';

/** At start: a mock at another address is another issuer by name, so QRs still waiting to be scanned must name the new one. */
export async function signQrsAnew(issuer: Issuer): Promise<void> {
  const { rows } = await issuer.database.execute({
    sql: `SELECT id, jti, ref, coalesce(offered_at, ready_at) AS offered_at, expires_at FROM orders
          WHERE state IN ${sqlStates(REDEEMABLE_STATES)} AND qr_issuer <> ?`,
    args: [issuer.url],
  });
  for (const row of rows) {
    const { id, jti, ref, offered_at: offeredAt, expires_at: expiresAt } = row;
    const { qr, kid } = await signActivationQr(issuer, {
      ...{ jti: String(jti), ref: String(ref), offeredAt: Number(offeredAt), expiresAt: Number(expiresAt) },
    });
    await issuer.database.execute({
      sql: `UPDATE orders SET qr = ?, qr_issuer = ?, qr_kid = ? WHERE id = ? AND state IN ${sqlStates(REDEEMABLE_STATES)}`,
      args: [qr, issuer.url, kid, String(id)],
    });
  }
}
