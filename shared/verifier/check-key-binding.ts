import { encodeBase64url } from '../protocol/base64url.ts';
import { findClaimProblem, findTimeProblem, isNumericDate } from '../protocol/claims.ts';
import type { JsonObject } from '../protocol/json.ts';
import { JWS_RULES, parseJwsStrictly, parsePayload, show } from '../protocol/jws.ts';
import { ANSWERED_PAST_S, CLOCK_SKEW_S, SHOWN_FUTURE_S, SHOWN_PAST_S } from '../protocol/limits.ts';
import type { Clock, PublicJwk, Sha256, VerifyJws } from '../protocol/ports.ts';
import { ANY_VERIFIER, hashShown, KEY_BINDING_TYP } from '../protocol/presentation.ts';
import { Checklist, type Checks, type Report } from '../protocol/steps.ts';

/** The holder's part of protocol.md 7, "Presentation". */
export const KEY_BINDING_RULES = [
  ...JWS_RULES,
  { id: 'kb-signature', rule: 'RFC 9901 7.3: ES256 signature of the key in cnf' },
  { id: 'kb-claims', rule: 'RFC 9901 4.3: iat, nonce, aud, sd_hash with their types' },
  { id: 'kb-time', rule: 'mleg-sim 1 §5: dated within the window of the way it was asked for' },
  { id: 'kb-nonce', rule: 'RFC 9901 7.3: nonce is the one that was asked with' },
  { id: 'kb-audience', rule: 'RFC 9901 7.3: aud is the verifier that asked' },
  { id: 'kb-sd-hash', rule: 'RFC 9901 7.3: sd_hash is of what is shown' },
] as const;

type RuleId = (typeof KEY_BINDING_RULES)[number]['id'];

/** How the card was asked for. SECURITY: the verifier decides this beforehand; nothing in the presentation may. */
export type Binding =
  | { readonly kind: 'any-verifier' }
  /** In answer to a request or a challenge of this verifier. */
  | { readonly kind: 'asked'; readonly nonce: string; readonly audience: string };

export interface KeyBindingPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly sha256: Sha256;
}

export interface KeyBindingReport extends Report {
  /** What this key binding is remembered by against replay; null where it could not be taken apart. */
  readonly id: string | null;
  /** Seconds, by the holder's clock. */
  readonly issuedAt: number | null;
}

/** Checks the key binding at the end of `presentation`. Without `holderKey` its signature is skipped, which is never a pass. */
export async function checkKeyBinding(
  presentation: string,
  holderKey: PublicJwk | null,
  binding: Binding,
  ports: KeyBindingPorts,
): Promise<KeyBindingReport> {
  const checks = new Checklist<RuleId>(KEY_BINDING_RULES);
  const text = presentation.slice(presentation.lastIndexOf('~') + 1);
  const jws = parseJwsStrictly(text, KEY_BINDING_TYP, checks);
  if (!jws) return { ...checks.report(), id: null, issuedAt: null };
  if (!holderKey) checks.skip('kb-signature', 'the card names no key that could be used');
  else if (checks.hasPassed('jws-alg') && (await ports.verify(text, holderKey)))
    checks.pass('kb-signature', 'good, by the key in cnf');
  else checks.fail('kb-signature', 'KB_SIGNATURE', 'not signed by the key in cnf, or changed after signing');
  const claims = readClaims(jws.payload, checks);
  if (claims) {
    checkTime(claims, binding, checks, ports.now());
    checkAsked(claims, binding, checks);
    if (claims['sd_hash'] === (await hashShown(presentation, ports.sha256)))
      checks.pass('kb-sd-hash', 'covers issuer JWT and disclosures as shown');
    else checks.fail('kb-sd-hash', 'KB_SDHASH', 'issuer JWT or disclosures are not those that were bound');
  }
  const issuedAt = claims ? (claims['iat'] as number) : null;
  return { ...checks.report(), id: await identify(text, ports.sha256), issuedAt };
}

/**
 * SECURITY: of header and payload alone. Whoever has seen an ECDSA signature (r, s) can write (r, −s), which is as good, so a copy would not
 * be known again by its whole text.
 */
const identify = async (text: string, sha256: Sha256): Promise<string> =>
  encodeBase64url(await sha256(new TextEncoder().encode(text.slice(0, text.lastIndexOf('.')))));

function readClaims(payload: Uint8Array, checks: Checks<RuleId>): JsonObject | null {
  const parsed = parsePayload(payload);
  const problem = parsed.ok
    ? findClaimProblem(parsed.value, { iat: 'instant', nonce: 'text', aud: 'text', sd_hash: 'text' })
    : parsed;
  if (problem) checks.fail('kb-claims', problem.code, problem.detail);
  else checks.pass('kb-claims', 'all present and well formed');
  return problem || !parsed.ok ? null : parsed.value;
}

/** How far back and ahead a key binding may be dated, in seconds. */
const windowOf = ({ kind }: Binding): readonly [past: number, future: number] =>
  kind === 'asked' ? [ANSWERED_PAST_S, CLOCK_SKEW_S] : [SHOWN_PAST_S, SHOWN_FUTURE_S];

/** `ageS`: this clock minus its `iat`, in seconds; negative where it is dated in the future. */
export function isDatedWithin(binding: Binding, ageS: number): boolean {
  const [past, future] = windowOf(binding);
  return ageS <= past && -ageS <= future;
}

function checkTime(claims: JsonObject, binding: Binding, checks: Checks<RuleId>, nowMs: number): void {
  const { iat, nbf, exp } = claims as { iat: number; nbf?: unknown; exp?: unknown };
  const age = nowMs / 1000 - iat;
  const [past, future] = windowOf(binding);
  const own = exp !== undefined && !isNumericDate(exp) ? 'exp is not an instant' : findTimeProblem({ nbf, exp }, nowMs);
  if (age > past) checks.fail('kb-time', 'KB_STALE', `made ${Math.round(age)} s ago; ${past} s are accepted`);
  else if (-age > future)
    checks.fail('kb-time', 'KB_STALE', `made ${Math.round(-age)} s in the future; ${future} s are accepted`);
  else if (own) checks.fail('kb-time', 'KB_STALE', typeof own === 'string' ? own : own.detail);
  else checks.pass('kb-time', `made ${Math.round(age)} s ago`);
}

function checkAsked(claims: JsonObject, binding: Binding, checks: Checks<RuleId>): void {
  const { nonce, aud } = claims;
  if (binding.kind === 'any-verifier') checks.skip('kb-nonce', 'nobody has asked: the wallet chose the nonce itself');
  else if (nonce === binding.nonce) checks.pass('kb-nonce', 'the one that was asked with');
  else checks.fail('kb-nonce', 'KB_NONCE', `it answers ${show(nonce)}`);
  const audience = binding.kind === 'any-verifier' ? ANY_VERIFIER : binding.audience;
  if (aud === audience) checks.pass('kb-audience', show(aud));
  else checks.fail('kb-audience', 'KB_AUD', `it is for ${show(aud)}`);
}
