import { findTimeProblem, isNumericDate } from '../protocol/claims.ts';
import { isKid, JWS_RULES, parseJwsStrictly, parsePayload, show } from '../protocol/jws.ts';
import type { SignerKey } from '../protocol/key-set.ts';
import type { Clock, VerifyJws } from '../protocol/ports.ts';
import { Checklist, type Report } from '../protocol/steps.ts';

/** What can be said of any compact JWS, whatever it is for. */
const RULES = [
  ...JWS_RULES,
  { id: 'jws-kid', rule: 'mleg-sim 1 §6: kid is a key of a trusted issuer' },
  { id: 'jws-signature', rule: 'RFC 7515 5.2: ES256 signature of that key' },
  { id: 'jws-payload', rule: 'RFC 7519 7.2: the payload is a JSON object' },
  { id: 'jws-time', rule: 'RFC 7519 4.1: iat, nbf, exp where present, within 60 s of skew' },
] as const;

export interface JwsPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  /** Keys of any purpose with this `kid`; called with null where the header names none. */
  readonly findKeys: (kid: string | null) => Promise<readonly SignerKey[]>;
}

/** Checks a compact JWS of unknown kind: form, forbidden headers, signature, times. Never throws on bad input. */
export async function checkJws(text: string, ports: JwsPorts): Promise<Report> {
  const checks = new Checklist<(typeof RULES)[number]['id']>(RULES);
  const jws = parseJwsStrictly(text, null, checks);
  if (!jws) return checks.report();
  const { kid } = jws.header;
  const keys = kid === undefined ? await ports.findKeys(null) : isKid(kid) ? await ports.findKeys(kid) : [];
  if (keys.length === 0) checks.fail('jws-kid', 'JWS_KID_UNKNOWN', `kid is ${show(kid)}`);
  else {
    checks.pass('jws-kid', show(kid));
    const matches = await Promise.all(keys.map(({ key }) => ports.verify(text, key)));
    if (checks.hasPassed('jws-alg') && matches.includes(true)) checks.pass('jws-signature', 'good');
    else checks.fail('jws-signature', 'JWS_SIGNATURE', 'not signed by that key, or changed after signing');
  }
  const payload = parsePayload(jws.payload);
  if (!payload.ok) {
    checks.fail('jws-payload', payload.code, payload.detail);
    return checks.report();
  }
  checks.pass('jws-payload', Object.keys(payload.value).join(', '));
  const misshapen = ['iat', 'exp'].find((name) => name in payload.value && !isNumericDate(payload.value[name]));
  const problem = misshapen
    ? ({ code: 'CLAIM_TYPE', detail: `${misshapen} is not an instant` } as const)
    : findTimeProblem(payload.value, ports.now());
  if (problem) checks.fail('jws-time', problem.code, problem.detail);
  else checks.pass('jws-time', 'within its times');
  return checks.report();
}
