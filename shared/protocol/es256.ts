import { CompactSign, compactVerify, importJWK } from 'jose';
import { decodeBase64url } from './base64url.ts';
import type { PublicJwk, SignJws, VerifyJws } from './ports.ts';

/** A private P-256 key in JWK form. It exists only in vaults and in the issuer's database. */
export interface PrivateJwk extends PublicJwk {
  readonly d: string;
}

const COORDINATE_BYTES = 32;

/** Exactly the public half: no `d`, no extra members (security.md: "private JWK in cnf or proof"). */
export const publicPart = ({ kty, crv, x, y }: PublicJwk): PublicJwk => ({ kty, crv, x, y });

/** Shape of a public P-256 JWK; whether the point is on the curve is found out by importing it. */
export function parsePublicJwk(value: unknown): PublicJwk | null {
  if (typeof value !== 'object' || value === null || 'd' in value) return null;
  const { kty, crv, x, y, kid } = value as Record<string, unknown>;
  if (kty !== 'EC' || crv !== 'P-256' || !isCoordinate(x) || !isCoordinate(y)) return null;
  if (kid !== undefined && typeof kid !== 'string') return null;
  return kid === undefined ? { kty, crv, x, y } : { kty, crv, x, y, kid };
}

const isCoordinate = (value: unknown): value is string =>
  typeof value === 'string' && decodeBase64url(value)?.length === COORDINATE_BYTES;

/** False for a key whose point is not on the curve. */
export async function isOnCurve(key: PublicJwk): Promise<boolean> {
  try {
    await importJWK({ ...publicPart(key) }, 'ES256');
    return true;
  } catch {
    return false;
  }
}

/** The default VerifyJws, by jose. SECURITY: the algorithm is pinned here, whatever the header says (RFC 8725 3.1). */
export const verifyEs256: VerifyJws = async (compact, key) => {
  try {
    await compactVerify(compact, await importJWK({ ...publicPart(key) }, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
};

/** A signer holding one private key. */
export function createEs256Signer(key: PrivateJwk): SignJws {
  const imported = importJWK({ ...key }, 'ES256');
  return async (header, payload) =>
    new CompactSign(payload).setProtectedHeader({ ...header, alg: 'ES256' }).sign(await imported);
}
