import { decodeBase64url, encodeBase64url } from '../../shared/protocol/base64url.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from '../../shared/protocol/json.ts';
import type { Issuer } from '../issuer.ts';
import type { SigningKey } from '../keys/issuer-keys.ts';
import type { FaultTarget, TokenFaultKind } from './fault-kinds.ts';

/** Nobody answers there, and nobody trusts it. */
const OTHER_ISSUER = 'http://127.0.0.1:1';
const HOUR_S = 3600;
/** Far beyond the minute that clocks may be off. */
const PAST = { iatS: -48 * HOUR_S, expS: -24 * HOUR_S };

const keyOf = ({ keys }: Issuer, target: FaultTarget): SigningKey => {
  if (target === 'qr') return keys.current['activation-qr'];
  if (target === 'status') return keys.current.status;
  return target === 'key-set' ? keys.anchor : keys.current.credential;
};

/**
 * A signed text with one thing wrong and everything else right: except for `wrong-signature` and `alg-none` it is signed by the very key
 * that should sign it. Whatever follows a `~` (the disclosures of a credential) stays.
 */
export async function spoilToken(
  issuer: Issuer,
  target: FaultTarget,
  kind: TokenFaultKind,
  text: string,
): Promise<string> {
  const [jws = '', ...rest] = text.split('~');
  const [header = '', payload = '', signature = ''] = jws.split('.');
  if (kind === 'wrong-signature') return [`${header}.${payload}.${flipBit(signature)}`, ...rest].join('~');
  const { alg: _alg, ...members } = readPart(header);
  if (kind === 'alg-none') return [`${writePart({ alg: 'none', ...members })}.${payload}.`, ...rest].join('~');
  const key = keyOf(issuer, target);
  const kid = kind === 'unknown-kid' ? 'kid-of-nobody' : key.kid;
  const claims = spoilClaims(readPart(payload), kind, Math.floor(issuer.now() / 1000));
  const signed = await key.sign(
    'kid' in members ? { ...members, kid } : members,
    new TextEncoder().encode(JSON.stringify(claims)),
  );
  return [signed, ...rest].join('~');
}

function spoilClaims(claims: JsonObject, kind: TokenFaultKind, nowS: number): JsonObject {
  if (kind === 'expired') return { ...claims, iat: nowS + PAST.iatS, exp: nowS + PAST.expS };
  if (kind === 'future') return { ...claims, iat: nowS + HOUR_S, exp: nowS + 2 * HOUR_S };
  if (kind !== 'other-issuer') return claims;
  // A status list names no issuer but its own address.
  return 'iss' in claims ? { ...claims, iss: OTHER_ISSUER } : { ...claims, sub: `${OTHER_ISSUER}/status/1` };
}

/** A plain document in the name of another issuer; its addresses stay. */
export function renameIssuer(document: JsonObject): JsonObject {
  const named = ['credential_issuer', 'issuer'].filter((name) => name in document);
  return { ...document, ...Object.fromEntries(named.map((name) => [name, OTHER_ISSUER])) };
}

const flipBit = (part: string): string => {
  const bytes = decodeBase64url(part) ?? new Uint8Array(64);
  return encodeBase64url(bytes.map((byte, at) => (at === 10 ? byte ^ 1 : byte)));
};

const readPart = (part: string): JsonObject => {
  const parsed = parseJsonObject(new TextDecoder().decode(decodeBase64url(part) ?? new Uint8Array()));
  if (!parsed.ok || !isJsonObject(parsed.value)) throw new TypeError('our own token cannot be read');
  return parsed.value;
};

const writePart = (value: JsonObject): string => encodeBase64url(new TextEncoder().encode(JSON.stringify(value)));
