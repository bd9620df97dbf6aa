import { decodeBase64url } from '../protocol/base64url.ts';
import { findClaimProblem, findTimeProblem } from '../protocol/claims.ts';
import type { Code } from '../protocol/codes.ts';
import type { StatusReference } from '../protocol/credential.ts';
import { isUnderIssuer } from '../protocol/issuer-url.ts';
import { isJsonObject, type JsonObject } from '../protocol/json.ts';
import { isKid, JWS_RULES, parseJwsStrictly, parsePayload, show } from '../protocol/jws.ts';
import type { SignerKey } from '../protocol/key-set.ts';
import { MAX_STATUS_LIST_BYTES } from '../protocol/limits.ts';
import type { Clock, Inflate, VerifyJws } from '../protocol/ports.ts';
import { BITS_PER_CARD, STATUS_LIST_TYP, unpackStatus } from '../protocol/status-list.ts';
import { Checklist, type Checks, type Report } from '../protocol/steps.ts';

/** Token Status List 8.3, with protocol.md 4 on top. */
export const STATUS_LIST_RULES = [
  ...JWS_RULES,
  { id: 'status-kid', rule: 'mleg-sim 1 §6: kid is a trusted issuer’s status key' },
  { id: 'status-signature', rule: 'RFC 7515 5.2: ES256 signature of that key' },
  { id: 'status-claims', rule: 'Token Status List 5.1: sub, iat, exp, status_list' },
  { id: 'status-subject', rule: 'Token Status List 8.3: sub is the address it was asked for, under its issuer' },
  { id: 'status-time', rule: 'mleg-sim 1 §4: not past exp; ttl alone guarantees nothing' },
  { id: 'status-size', rule: `Token Status List 4: 2 bits, zlib, at most ${MAX_STATUS_LIST_BYTES} bytes inflated` },
  { id: 'status-index', rule: 'Token Status List 8.3: the index lies in the list' },
] as const;

type RuleId = (typeof STATUS_LIST_RULES)[number]['id'];

export interface StatusListPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly inflate: Inflate;
  /** Status keys with this `kid`, of trusted issuers only. */
  readonly findKeys: (kid: string) => Promise<readonly SignerKey[]>;
}

export interface StatusListReport extends Report {
  /** 0 valid, 1 invalid, 2 suspended; null where the list could not be relied on, or none was asked for. */
  readonly status: number | null;
  /** Seconds; null where the token could not be read. */
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
  /** For how long it need not be fetched again, in seconds; null where it does not say, or could not be read. */
  readonly ttlS: number | null;
}

/** Checks a status list token; with `reference` also that it is the list meant, and reads that card's status. Never throws on bad input. */
export async function checkStatusList(
  text: string,
  reference: StatusReference | null,
  ports: StatusListPorts,
): Promise<StatusListReport> {
  const checks = new Checklist<RuleId>(STATUS_LIST_RULES);
  const jws = parseJwsStrictly(text, STATUS_LIST_TYP, checks);
  const signer = jws && (await findSigner(text, jws.header['kid'], checks, ports));
  const claims = jws && readClaims(jws.payload, checks);
  if (!claims) return { ...checks.report(), status: null, issuedAt: null, expiresAt: null, ttlS: null };
  checkSubject(claims, reference, signer?.issuer ?? null, checks);
  const problem = findTimeProblem(claims, ports.now());
  if (problem) checks.fail('status-time', staleOr(problem.code), problem.detail);
  else checks.pass('status-time', `signed ${instant(claims['iat'])}, holds until ${instant(claims['exp'])}`);
  const status = readStatus(claims['status_list'] as JsonObject, reference, checks, ports.inflate);
  const report = checks.report();
  const { iat, exp, ttl } = claims as { iat: number; exp: number; ttl?: unknown };
  const ttlS = typeof ttl === 'number' && Number.isFinite(ttl) && ttl > 0 ? ttl : null;
  return { ...report, status: report.code === null ? status : null, issuedAt: iat, expiresAt: exp, ttlS };
}

const instant = (seconds: unknown): string => new Date((seconds as number) * 1000).toISOString();

/** A list past its `exp` is old, not forged: the answer is "cannot tell", not "invalid". */
const staleOr = (code: Code): Code => (code === 'CLAIM_EXPIRED' ? 'STATUS_STALE' : code);

async function findSigner(
  text: string,
  kid: unknown,
  checks: Checks<RuleId>,
  ports: StatusListPorts,
): Promise<SignerKey | null> {
  const keys = isKid(kid) ? await ports.findKeys(kid) : [];
  if (keys.length === 0) {
    checks.fail('status-kid', 'JWS_KID_UNKNOWN', `kid is ${show(kid)}`);
    return null;
  }
  checks.pass('status-kid', show(kid));
  for (const key of checks.hasPassed('jws-alg') ? keys : []) {
    if (!(await ports.verify(text, key.key))) continue;
    checks.pass('status-signature', `good, by ${key.issuer ?? 'the key given'}`);
    return key;
  }
  checks.fail('status-signature', 'STATUS_SIGNATURE', `not signed by key ${show(kid)}, or changed after signing`);
  return null;
}

function readClaims(payload: Uint8Array, checks: Checks<RuleId>): JsonObject | null {
  const parsed = parsePayload(payload);
  const problem = parsed.ok
    ? findClaimProblem(parsed.value, { sub: 'url', iat: 'instant', exp: 'instant', status_list: 'object' })
    : parsed;
  if (problem) checks.fail('status-claims', problem.code, problem.detail);
  else checks.pass('status-claims', 'all present and well formed');
  return problem || !parsed.ok ? null : parsed.value;
}

function checkSubject(
  claims: JsonObject,
  reference: StatusReference | null,
  issuer: string | null,
  checks: Checks<RuleId>,
): void {
  const subject = claims['sub'] as string;
  if (reference && subject !== reference.uri)
    checks.fail('status-subject', 'STATUS_SUBJECT', `it is the list ${show(subject)}`);
  else if (issuer !== null && !isUnderIssuer(subject, issuer)) {
    checks.fail('status-subject', 'STATUS_SUBJECT', `${show(subject)} is not under ${issuer}`);
  } else checks.pass('status-subject', subject);
}

function readStatus(
  list: JsonObject,
  reference: StatusReference | null,
  checks: Checks<RuleId>,
  inflate: Inflate,
): number | null {
  const packed = isJsonObject(list) && typeof list['lst'] === 'string' ? decodeBase64url(list['lst']) : null;
  const bytes = packed && inflate(packed, MAX_STATUS_LIST_BYTES);
  if (list['bits'] !== BITS_PER_CARD || !bytes) {
    checks.fail(
      'status-size',
      'STATUS_SIZE',
      bytes ? `${show(list['bits'])} bits a card` : 'does not inflate within the limit',
    );
    return null;
  }
  checks.pass('status-size', `${bytes.length} bytes, ${bytes.length * 4} cards`);
  if (!reference) {
    checks.skip('status-index', 'no card is asked for');
    return null;
  }
  const status = unpackStatus(bytes, reference.index);
  if (status === null)
    checks.fail('status-index', 'STATUS_INDEX', `card ${reference.index} is past the end of the list`);
  else checks.pass('status-index', `card ${reference.index} has status ${status}`);
  return status;
}
