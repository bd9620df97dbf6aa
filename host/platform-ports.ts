import { createHash, generateKeyPairSync } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { PrivateJwk } from '../shared/protocol/es256.ts';
import type { Inflate, Sha256 } from '../shared/protocol/ports.ts';

/** Node's implementations of the pure core's ports. */

export const sha256: Sha256 = (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest());

/** SECURITY: `maxOutputLength` makes zlib stop at the limit; without it a few kilobytes could inflate to gigabytes. */
export const inflate: Inflate = (bytes, maxBytes) => {
  try {
    return inflateSync(bytes, { maxOutputLength: maxBytes });
  } catch {
    return null;
  }
};

/** A new P-256 key for one card. */
export function createHolderKey(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y, d } = privateKey.export({ format: 'jwk' });
  if (x === undefined || y === undefined || d === undefined) throw new Error('the key has no coordinates');
  return { kty: 'EC', crv: 'P-256', x, y, d };
}
