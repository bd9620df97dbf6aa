import { decodeBase45, encodeBase45 } from './base45.ts';
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import type { JsonObject } from './json.ts';
import { MAX_ACTIVATION_QR_CHARACTERS, MAX_OFFER_LIFETIME_S } from './limits.ts';
import type { SignJws } from './ports.ts';

export const ACTIVATION_QR_TYP = 'usos-mleg+jwt';
export const DENSE_PREFIX = 'US1:';
export const OFFER_SCHEME = 'openid-credential-offer://';

/** What an activation QR says (protocol.md 1): a signed pointer to an offer, never the offer, the code or a person. */
export interface ActivationPointer {
  readonly issuer: string;
  /** Single-use identifier of this QR. */
  readonly jti: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Credential offer URI, below `issuer` (OpenID4VCI 1.0 4.1.3). */
  readonly offerUri: string;
  /** The offer itself, not read yet, where an unsigned link carries it; `offerUri` is then empty. */
  readonly offer?: JsonObject;
}

export type ActivationForm = 'jws' | 'dense' | 'unsigned-offer';

/** Which of the three forms a text claims to be by its look; null for what is not even worth judging. */
export function findActivationForm(text: string): ActivationForm | null {
  if (text.startsWith(DENSE_PREFIX)) return 'dense';
  if (text.startsWith(OFFER_SCHEME)) return 'unsigned-offer';
  // A compact JWS starts with the base64url of `{"`; three dotted runs of that alphabet are close enough to be judged as one.
  const isJwsLike = /^\s*eyJ/u.test(text) || /^[\w-]+(\.[\w-]*){2,}$/u.test(text);
  return isJwsLike ? 'jws' : null;
}

/** The activation QR as a compact JWS of at most 520 characters. Throws on content the profile forbids: that is an issuer's bug. */
export async function createActivationQr(pointer: ActivationPointer, kid: string, sign: SignJws): Promise<string> {
  if (pointer.expiresAt > pointer.issuedAt + MAX_OFFER_LIFETIME_S)
    throw new RangeError('an activation QR lives at most 30 days');
  const { issuer: iss, jti, issuedAt: iat, expiresAt: exp, offerUri: cou } = pointer;
  const payload = new TextEncoder().encode(JSON.stringify({ iss, jti, iat, exp, cou }));
  const text = await sign({ typ: ACTIVATION_QR_TYP, kid }, payload);
  if (text.length > MAX_ACTIVATION_QR_CHARACTERS) throw new RangeError(`activation QR of ${text.length} characters`);
  return text;
}

/** The dense spelling of the same JWS: base45 of its three raw parts, each behind its length in two bytes. */
export function packActivationQr(compact: string): string {
  const packed = compact.split('.').flatMap((part) => {
    const bytes = decodeBase64url(part);
    if (!bytes) throw new TypeError('not a compact JWS');
    return [bytes.length >> 8, bytes.length & 0xff, ...bytes];
  });
  return DENSE_PREFIX + encodeBase45(Uint8Array.from(packed));
}

/** The compact JWS inside a dense QR; null where the base45 or the lengths do not work out exactly. */
export function unpackActivationQr(text: string): string | null {
  const bytes = decodeBase45(text.slice(DENSE_PREFIX.length));
  if (!bytes) return null;
  const parts: string[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && parts.length < 3) {
    const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    at += 2;
    if (at + length > bytes.length) return null;
    parts.push(encodeBase64url(bytes.subarray(at, at + length)));
    at += length;
  }
  return parts.length === 3 && at === bytes.length ? parts.join('.') : null;
}
