import { createPrivateKey, sign } from 'node:crypto';
import type { PrivateJwk } from '../../shared/protocol/es256.ts';
import type { SignJws } from '../../shared/protocol/ports.ts';

/**
 * Signs with Node's own ES256 (RFC 7515, RFC 7518 3.4), on its thread pool: many cards at once use every core, and each takes a fraction of
 * the time of Web Crypto, which matters to a country.
 */
export function createNodeSigner(jwk: PrivateJwk): SignJws {
  const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' });
  return (header, payload) => {
    const protectedHeader = Buffer.from(JSON.stringify({ ...header, alg: 'ES256' })).toString('base64url');
    const input = `${protectedHeader}.${Buffer.from(payload).toString('base64url')}`;
    return new Promise((resolve, reject) => {
      sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }, (error, signature) => {
        if (error) reject(error);
        else resolve(`${input}.${signature.toString('base64url')}`);
      });
    });
  };
}
