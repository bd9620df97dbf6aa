import { findClaimProblem, findTimeProblem } from './claims.ts';
import { parsePublicJwk, publicPart } from './es256.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { isKid, JWS_RULES, parseJwsStrictly, parsePayload } from './jws.ts';
import type { Clock, PublicJwk, SignJws, VerifyJws } from './ports.ts';
import { refuse, type Result, succeed } from './result.ts';
import { Checklist } from './steps.ts';

/** What one of an issuer's keys may sign. SECURITY: a key is good for one purpose only (protocol.md 6). */
export type KeyPurpose = 'activation-qr' | 'credential' | 'status';
export const KEY_PURPOSES: readonly KeyPurpose[] = ['activation-qr', 'credential', 'status'];

export interface IssuerKey {
  readonly issuer: string;
  readonly kid: string;
  readonly purpose: KeyPurpose;
  readonly key: PublicJwk;
}

/** A key to check a signature with. `issuer` is null for a key that a person handed in and nobody vouches for. */
export interface SignerKey {
  readonly issuer: string | null;
  readonly key: PublicJwk;
}

export const KEY_SET_TYP = 'jwks+jwt';
export const MAX_KEYS = 64;

export interface KeySetContent {
  readonly issuer: string;
  /** Seconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly keys: readonly IssuerKey[];
}

/** The issuer's keys under its anchor's signature (protocol.md 6). Purpose travels as the JWK member `mleg_use`. */
export const createKeySet = (content: KeySetContent, signWithAnchor: SignJws): Promise<string> => {
  const keys = content.keys.map(({ key, kid, purpose }) => ({
    ...{ kty: key.kty, crv: key.crv, x: key.x, y: key.y },
    ...{ kid, use: 'sig', alg: 'ES256', mleg_use: purpose },
  }));
  const claims = { iss: content.issuer, iat: content.issuedAt, exp: content.expiresAt, keys };
  return signWithAnchor({ typ: KEY_SET_TYP }, new TextEncoder().encode(JSON.stringify(claims)));
};

/** A key set of which everything is checked but its times. SECURITY: those are to be looked at each time it is used. */
export interface OpenedKeySet extends KeySetContent {
  /** `nbf` as it stands there; undefined where it does not. */
  readonly notBefore: unknown;
}

/** Whose key set it has to be. */
export interface KeySetOwner {
  readonly issuer: string;
  readonly anchor: PublicJwk;
}

/** Reads a key set of `issuer`, signed by `anchor`. Refused: any other signer, name or purpose, or a set past its `exp`. */
export async function readKeySet(
  text: string,
  owner: KeySetOwner,
  ports: { readonly now: Clock; readonly verify: VerifyJws },
): Promise<Result<KeySetContent>> {
  const opened = await openKeySet(text, owner, ports.verify);
  const problem = opened.ok ? findKeySetProblem(opened.value, ports.now()) : null;
  return problem ? refuse(problem.code, `key set: ${problem.detail}`) : opened;
}

export const findKeySetProblem = ({ issuedAt, notBefore, expiresAt }: OpenedKeySet, nowMs: number) =>
  findTimeProblem({ iat: issuedAt, nbf: notBefore, exp: expiresAt }, nowMs);

/** What of readKeySet does not depend on the time, so that one text needs it once. */
export async function openKeySet(
  text: string,
  expected: KeySetOwner,
  verify: VerifyJws,
): Promise<Result<OpenedKeySet>> {
  const checks = new Checklist(JWS_RULES);
  const jws = parseJwsStrictly(text, KEY_SET_TYP, checks);
  const { code } = checks.report();
  if (!jws || code !== null) return refuse(code ?? 'JWS_FORMAT', 'key set');
  if (!(await verify(text, expected.anchor))) return refuse('JWS_SIGNATURE', 'key set is not signed by the anchor');
  const payload = parsePayload(jws.payload);
  if (!payload.ok) return refuse(payload.code, payload.detail);
  const claims = payload.value;
  const problem = findClaimProblem(claims, { iss: 'text', iat: 'instant', exp: 'instant' });
  if (problem) return refuse(problem.code, `key set: ${problem.detail}`);
  if (claims['iss'] !== expected.issuer) return refuse('ISSUER_MISMATCH', 'key set names another issuer');
  const keys = readKeys(claims, expected.issuer);
  if (!keys) return refuse('CLAIM_TYPE', 'key set: keys');
  return succeed({
    issuer: expected.issuer,
    issuedAt: claims['iat'] as number,
    notBefore: claims['nbf'],
    expiresAt: claims['exp'] as number,
    keys,
  });
}

/** Keys of purposes not known here are left out; a known one that is malformed spoils the set. */
function readKeys(claims: JsonObject, issuer: string): IssuerKey[] | null {
  const list = claims['keys'];
  if (!Array.isArray(list) || list.length > MAX_KEYS) return null;
  const keys: IssuerKey[] = [];
  for (const member of list as unknown[]) {
    if (!isJsonObject(member)) return null;
    const purpose = KEY_PURPOSES.find((known) => known === member['mleg_use']);
    if (!purpose) continue;
    const key = parsePublicJwk(member);
    if (!key || !isKid(key.kid)) return null;
    keys.push({ issuer, kid: key.kid, purpose, key: publicPart(key) });
  }
  return keys;
}
