import { findClaimProblem, findTimeProblem } from './claims.ts';
import { isOnCurve, parsePublicJwk, publicPart } from './es256.ts';
import type { JwsRuleId } from './jws.ts';
import { parseJwsStrictly, parsePayload } from './jws.ts';
import type { Clock, PublicJwk, SignJws, VerifyJws } from './ports.ts';
import { Checklist, type Rule } from './steps.ts';

export const KEY_PROOF_TYP = 'openid4vci-proof+jwt';

/** A holder's proof that it has the private key (OpenID4VCI 1.0 F.1). `issuedAt` in seconds; `nonce` null for an issuer that gives none. */
export const createKeyProof = (
  proof: { readonly issuer: string; readonly nonce: string | null; readonly issuedAt: number },
  key: PublicJwk,
  sign: SignJws,
): Promise<string> => {
  const payload = new TextEncoder().encode(
    JSON.stringify({ aud: proof.issuer, iat: proof.issuedAt, ...(proof.nonce !== null && { nonce: proof.nonce }) }),
  );
  return sign({ typ: KEY_PROOF_TYP, jwk: publicPart(key) }, payload);
};

export type KeyProofProblem = 'invalid_proof' | 'invalid_nonce';
export type CheckedKeyProof =
  | { readonly ok: true; readonly key: PublicJwk }
  | { readonly ok: false; readonly error: KeyProofProblem; readonly detail: string };

const RULES: readonly (Rule & { readonly id: JwsRuleId })[] = [
  { id: 'jws-parts', rule: 'RFC 7515 7.1' },
  { id: 'jws-base64url', rule: 'RFC 7515 2' },
  { id: 'jws-header', rule: 'RFC 7515 4' },
  { id: 'jws-header-members', rule: 'RFC 8725 2.4' },
  { id: 'jws-alg', rule: 'RFC 8725 3.1' },
  { id: 'jws-crit', rule: 'RFC 7515 4.1.11' },
  { id: 'jws-typ', rule: 'OpenID4VCI 1.0 F.1' },
];

/**
 * The issuer's side (OpenID4VCI 1.0 F.4). This is the one token whose header must carry a key; only `jwk` is taken, never an address.
 * `spendNonce` answers true once for each nonce that the issuer gave out and that is still fresh.
 */
export async function checkKeyProof(
  text: string,
  issuer: string,
  ports: { readonly now: Clock; readonly verify: VerifyJws; readonly spendNonce: (nonce: string) => Promise<boolean> },
): Promise<CheckedKeyProof> {
  const checks = new Checklist<JwsRuleId>(RULES);
  const jws = parseJwsStrictly(text, KEY_PROOF_TYP, checks);
  const failed = checks.report().steps.find(({ outcome }) => outcome === 'fail');
  if (!jws || failed) return fail(failed?.detail ?? 'not a JWS');
  if (['jku', 'x5u', 'x5c', 'kid'].some((name) => name in jws.header))
    return fail('the key must stand in jwk, and nowhere else');
  const key = parsePublicJwk(jws.header['jwk']);
  if (!key || !isOnCurve(key)) return fail('jwk is not a public P-256 key');
  if (!(await ports.verify(text, key))) return fail('signature');
  const payload = parsePayload(jws.payload);
  if (!payload.ok) return fail(payload.detail);
  const problem =
    findClaimProblem(payload.value, { aud: 'text', iat: 'instant' }) ?? findTimeProblem(payload.value, ports.now());
  if (problem) return fail(problem.detail);
  if (payload.value['aud'] !== issuer) return fail('aud names another issuer');
  const { nonce } = payload.value;
  if (typeof nonce !== 'string' || !(await ports.spendNonce(nonce))) {
    return { ok: false, error: 'invalid_nonce', detail: 'nonce is unknown, used or too old' };
  }
  return { ok: true, key: publicPart(key) };
}

const fail = (detail: string): CheckedKeyProof => ({ ok: false, error: 'invalid_proof', detail });
