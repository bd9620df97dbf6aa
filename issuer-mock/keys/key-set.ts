import { publicPart } from '../../shared/protocol/es256.ts';
import { createKeySet, type IssuerKey, type KeyPurpose } from '../../shared/protocol/key-set.ts';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { REDEEMABLE_STATES, sqlStates } from '../orders/order-states.ts';
import { parsePrivateJwk } from './issuer-keys.ts';

const KEY_SET_LIFETIME_S = 7 * 24 * 3600;
const DAY_MS = 24 * 3600 * 1000;

export interface PublishedKey extends IssuerKey {
  /** Milliseconds; null for the key that signs now. */
  readonly retiredAt: number | null;
}

/**
 * The public keys as they travel in a key set: those that sign now, and retired ones as long as something they signed can still be shown
 * to somebody: a card to its date (cancelled ones too, so that they are called cancelled), a QR while its order waits, a list for a day.
 */
export async function listPublicKeys({ url, database, now }: Issuer): Promise<readonly PublishedKey[]> {
  const { rows } = await database.execute({
    sql: `SELECT kid, purpose, private_jwk, retired_at FROM keys WHERE purpose <> 'anchor' AND (
            retired_at IS NULL
            OR purpose = 'activation-qr' AND EXISTS (SELECT 1 FROM orders
              WHERE coalesce(qr_kid, keys.kid) = keys.kid AND expires_at > :yesterday AND state IN ${sqlStates(REDEEMABLE_STATES)})
            OR purpose = 'credential' AND EXISTS (SELECT 1 FROM cards
              WHERE coalesce(kid, keys.kid) = keys.kid AND valid_until >= :date)
            OR purpose = 'credential' AND EXISTS (SELECT 1 FROM retired_places
              WHERE coalesce(kid, keys.kid) = keys.kid AND valid_until >= :date)
            OR purpose = 'status' AND retired_at > :yesterday)
          ORDER BY purpose, retired_at IS NULL, created_at, kid`,
    // A day is added everywhere, for verifiers whose clock is behind.
    args: { date: polishDate(now() - DAY_MS), yesterday: now() - DAY_MS },
  });
  return rows.map((row) => ({
    issuer: url,
    kid: String(row['kid']),
    purpose: row['purpose'] as KeyPurpose,
    // SECURITY: the public half alone leaves this function.
    key: publicPart(parsePrivateJwk(String(row['private_jwk']))),
    retiredAt: row['retired_at'] === null ? null : Number(row['retired_at']),
  }));
}

/** The key set under the anchor's signature, good for a week. */
export async function signKeySet(issuer: Issuer): Promise<string> {
  const issuedAt = Math.floor(issuer.now() / 1000);
  const content = {
    issuer: issuer.url,
    issuedAt,
    expiresAt: issuedAt + KEY_SET_LIFETIME_S,
    keys: await listPublicKeys(issuer),
  };
  return createKeySet(content, issuer.keys.anchor.sign);
}
