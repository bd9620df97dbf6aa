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

/** Shape of a public P-256 JWK; whether the point is on the curve says isOnCurve. */
export function parsePublicJwk(value: unknown): PublicJwk | null {
  if (typeof value !== 'object' || value === null || 'd' in value) return null;
  const { kty, crv, x, y, kid } = value as Record<string, unknown>;
  if (kty !== 'EC' || crv !== 'P-256' || !isCoordinate(x) || !isCoordinate(y)) return null;
  if (kid !== undefined && typeof kid !== 'string') return null;
  return kid === undefined ? { kty, crv, x, y } : { kty, crv, x, y, kid };
}

const isCoordinate = (value: unknown): value is string =>
  typeof value === 'string' && decodeBase64url(value)?.length === COORDINATE_BYTES;

/** The prime of P-256's field and the b of its equation y² = x³ − 3x + b (FIPS 186-4 D.1.2.3). */
const P = 0xffffffff_00000001_00000000_00000000_00000000_ffffffff_ffffffff_ffffffffn;
const B = 0x5ac635d8_aa3a93e7_b3ebbd55_769886bc_651d06b0_cc53b0f6_3bce3c3e_27d2604bn;

/**
 * False for a key whose point is not on the curve. SECURITY: a coordinate past the prime would be another spelling of the same key. The
 * curve has no points of a smaller order, so nothing else needs to be looked at (SEC 1, 3.2.2.1).
 */
export function isOnCurve({ x, y }: PublicJwk): boolean {
  const [a, b] = [readCoordinate(x), readCoordinate(y)];
  if (a === null || b === null || a >= P || b >= P) return false;
  return (b * b - a * a * a + 3n * a - B) % P === 0n;
}

function readCoordinate(text: string): bigint | null {
  const bytes = decodeBase64url(text);
  if (bytes?.length !== COORDINATE_BYTES) return null;
  const view = new DataView(bytes.buffer);
  return [0, 8, 16, 24].reduce((number, at) => (number << 64n) | view.getBigUint64(at), 0n);
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
