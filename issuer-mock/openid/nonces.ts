import type { Issuer } from '../issuer.ts';
import { drawToken } from '../random.ts';

const NONCE_BYTES = 24;

/** A fresh c_nonce (OpenID4VCI 1.0 7.2). Those past their time are cleared away on the way. */
export async function giveNonce({ database, now, randomBytes, settings }: Issuer): Promise<string> {
  const nonce = drawToken(randomBytes, NONCE_BYTES);
  await database.batch(
    [
      { sql: 'DELETE FROM nonces WHERE expires_at <= ?', args: [now()] },
      {
        sql: 'INSERT INTO nonces (nonce, expires_at) VALUES (?, ?)',
        args: [nonce, now() + settings.nonceLifetimeS * 1000],
      },
    ],
    'write',
  );
  return nonce;
}

/** True once for each nonce given out and still fresh. SECURITY: found and deleted in one statement, so that two requests cannot share it. */
export async function spendNonce({ database, now }: Issuer, nonce: string): Promise<boolean> {
  const { rowsAffected } = await database.execute({
    sql: 'DELETE FROM nonces WHERE nonce = ? AND expires_at > ?',
    args: [nonce, now()],
  });
  return rowsAffected === 1;
}
