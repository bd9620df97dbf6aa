import { createKeySet, type IssuerKey, KEY_PURPOSES } from '../../shared/protocol/key-set.ts';
import type { Issuer } from '../issuer.ts';

const KEY_SET_LIFETIME_S = 7 * 24 * 3600;

/** The public keys as they travel in a key set. */
export const listPublicKeys = ({ url, keys }: Issuer): readonly IssuerKey[] =>
  KEY_PURPOSES.map((purpose) => {
    const { kid, publicKey } = keys.current[purpose];
    return { issuer: url, kid, purpose, key: publicKey };
  });

/** The key set under the anchor's signature, good for a week. */
export function signKeySet(issuer: Issuer): Promise<string> {
  const issuedAt = Math.floor(issuer.now() / 1000);
  const content = {
    issuer: issuer.url,
    issuedAt,
    expiresAt: issuedAt + KEY_SET_LIFETIME_S,
    keys: listPublicKeys(issuer),
  };
  return createKeySet(content, issuer.keys.anchor.sign);
}
