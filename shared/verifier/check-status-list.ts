import { decodeBase64url } from '../protocol/base64url.ts';
import { findClaimProblem, findTimeProblem } from '../protocol/claims.ts';
import type { Code } from '../protocol/codes.ts';
import type { StatusReference } from '../protocol/credential.ts';
import { isUnderIssuer } from '../protocol/issuer-url.ts';
import type { JsonObject } from '../protocol/json.ts';
import { isKid, JWS_RULES, parseJwsStrictly, type ParsedJws, parsePayload, show } from '../protocol/jws.ts';
import type { SignerKey } from '../protocol/key-set.ts';
import { MAX_STATUS_LIST_BYTES } from '../protocol/limits.ts';
import type { Clock, Inflate, VerifyJws } from '../protocol/ports.ts';
import { BITS_PER_CARD, STATUS_LIST_TYP, unpackStatus } from '../protocol/status-list.ts';
import { Checklist, type Checks, type Report, type Step } from '../protocol/steps.ts';
import { findSigners } from './find-signers.ts';

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

/**
 * A status list token once everything was checked that depends neither on a card nor on the time, so that a host may keep it and ask it about
 * one card after another. SECURITY: nothing in it may be relied on where `code` is not null, nor once its signer is trusted no more.
 */
export interface OpenedStatusList {
  /** The first failure so far; null where every check made so far has passed. */
  readonly code: Code | null;
  /** All steps in the table's order; those about card and time are not reached yet. */
  readonly steps: readonly Step[];
  readonly kid: string | null;
  /** Whose signature it is; null where it is no known one's. */
  readonly signer: SignerKey | null;
  /** `sub`: the list's own address. This and the rest are null where the token could not be read. */
  readonly uri: string | null;
  /** Seconds. */
  readonly issuedAt: number | null;
  readonly expiresAt: number | null;
  /** `nbf` as it stands there; undefined where it does not. */
  readonly notBefore: unknown;
  /** For how long it need not be fetched again, in seconds; null where it does not say. */
  readonly ttlS: number | null;
  /** Two bits a card; null where it does not inflate within the limit. */
  readonly bytes: Uint8Array | null;
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

/** A card's place in a list, and whose card it is; where that is left out, whoever the list's address lies under may have signed it. */
export interface CardReference extends StatusReference {
  readonly issuer?: string;
}

/** Checks a status list token; with `reference` also that it is the list meant, and reads that card's status. Never throws on bad input. */
export const checkStatusList = async (
  text: string,
  reference: CardReference | null,
  ports: StatusListPorts,
): Promise<StatusListReport> => readStatus(await openStatusList(text, ports), reference, ports.now());

/** The costly half of checkStatusList: form, signature, claims, and the list inflated. Never throws on bad input. */
export async function openStatusList(text: string, ports: Omit<StatusListPorts, 'now'>): Promise<OpenedStatusList> {
  const checks = new Checklist<RuleId>(STATUS_LIST_RULES);
  const jws = parseJwsStrictly(text, STATUS_LIST_TYP, checks);
  const kid = isKid(jws?.header['kid']) ? jws.header['kid'] : null;
  const signers = jws ? await checkSignature(jws, checks, ports) : [];
  const claims = jws && readClaims(jws.payload, checks);
  const bytes = claims && inflateList(claims['status_list'] as JsonObject, checks, ports.inflate);
  const { code, steps } = checks.report();
  const { sub, iat, exp, nbf, ttl } = (claims ?? {}) as { sub?: string; iat?: number; exp?: number } & JsonObject;
  return {
    ...{ code, steps, kid, bytes, notBefore: nbf, signer: pickSigner(signers, sub) },
    ...{ uri: sub ?? null, issuedAt: iat ?? null, expiresAt: exp ?? null },
    ttlS: typeof ttl === 'number' && Number.isFinite(ttl) && ttl > 0 ? ttl : null,
  };
}

/**
 * SECURITY: a kept list is good only while the key that signed it is. An opened list as it would be if it were opened now: one whose key
 * was withdrawn meanwhile, or whose issuer was taken off the trust list, fails.
 */
export async function recheckSigner(
  opened: OpenedStatusList,
  findKeys: StatusListPorts['findKeys'],
): Promise<OpenedStatusList> {
  const { kid, signer } = opened;
  if (kid === null || signer === null) return opened;
  const keys = await findKeys(kid);
  if (keys.some(({ issuer, key }) => issuer === signer.issuer && key.x === signer.key.x && key.y === signer.key.y))
    return opened;
  const checks = new Checklist<RuleId>(STATUS_LIST_RULES, opened.steps);
  checks.fail('status-kid', 'JWS_KID_UNKNOWN', `${kid} is no trusted issuer’s status key any more`);
  const { code, steps } = checks.report();
  return { ...opened, code, steps, signer: null };
}

/** The other half: the list's address and times, and with `reference` that card's status. */
export function readStatus(opened: OpenedStatusList, reference: CardReference | null, nowMs: number): StatusListReport {
  const checks = new Checklist<RuleId>(STATUS_LIST_RULES, opened.steps);
  const { uri, issuedAt, expiresAt, ttlS } = opened;
  if (uri === null || issuedAt === null || expiresAt === null)
    return { ...checks.report(), status: null, issuedAt, expiresAt, ttlS };
  checkSubject(uri, reference, opened.signer?.issuer ?? null, checks);
  const problem = findTimeProblem({ iat: issuedAt, nbf: opened.notBefore, exp: expiresAt }, nowMs);
  if (problem) checks.fail('status-time', staleOr(problem.code), problem.detail);
  else checks.pass('status-time', `signed ${instant(issuedAt)}, holds until ${instant(expiresAt)}`);
  const status = opened.bytes && findStatus(opened.bytes, reference, checks);
  const report = checks.report();
  return { ...report, status: report.code === null ? status : null, issuedAt, expiresAt, ttlS };
}

const instant = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** A list past its `exp` is old, not forged: the answer is "cannot tell", not "invalid". */
const staleOr = (code: Code): Code => (code === 'CLAIM_EXPIRED' ? 'STATUS_STALE' : code);

async function checkSignature(
  { compact, header: { kid } }: ParsedJws,
  checks: Checks<RuleId>,
  ports: Pick<StatusListPorts, 'verify' | 'findKeys'>,
): Promise<readonly SignerKey[]> {
  const keys = isKid(kid) ? await ports.findKeys(kid) : [];
  if (keys.length === 0) {
    checks.fail('status-kid', 'JWS_KID_UNKNOWN', `kid is ${show(kid)}`);
    return [];
  }
  checks.pass('status-kid', show(kid));
  const signers = checks.hasPassed('jws-alg') ? await findSigners(compact, keys, ports.verify) : [];
  if (signers.length > 0)
    checks.pass('status-signature', `good, by ${signers.map(({ issuer }) => issuer ?? 'the key given').join(', ')}`);
  else checks.fail('status-signature', 'STATUS_SIGNATURE', `not signed by key ${show(kid)}, or changed after signing`);
  return signers;
}

/** Of several with one key, the one whose list this can be: the nearest above its address. */
function pickSigner(signers: readonly SignerKey[], subject: string | undefined): SignerKey | null {
  const lengthAbove = ({ issuer }: SignerKey): number =>
    issuer !== null && subject !== undefined && isUnderIssuer(subject, issuer) ? issuer.length : 0;
  return [...signers].sort((a, b) => lengthAbove(b) - lengthAbove(a))[0] ?? null;
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
  subject: string,
  reference: CardReference | null,
  issuer: string | null,
  checks: Checks<RuleId>,
): void {
  if (reference && subject !== reference.uri)
    checks.fail('status-subject', 'STATUS_SUBJECT', `it is the list ${show(subject)}`);
  else if (issuer !== null && !isUnderIssuer(subject, issuer)) {
    checks.fail('status-subject', 'STATUS_SUBJECT', `${show(subject)} is not under ${issuer}`);
  } else if (issuer !== null && reference?.issuer !== undefined && issuer !== reference.issuer) {
    // SECURITY: an address may lie under two issuers of one host; only the card's own may say what has become of it.
    checks.fail('status-subject', 'STATUS_SUBJECT', `signed by ${issuer}, but the card is of ${reference.issuer}`);
  } else checks.pass('status-subject', subject);
}

function inflateList(list: JsonObject, checks: Checks<RuleId>, inflate: Inflate): Uint8Array | null {
  const packed = typeof list['lst'] === 'string' ? decodeBase64url(list['lst']) : null;
  const bytes = packed && inflate(packed, MAX_STATUS_LIST_BYTES);
  if (list['bits'] === BITS_PER_CARD && bytes) {
    checks.pass('status-size', `${bytes.length} bytes, ${bytes.length * 4} cards`);
    return bytes;
  }
  const problem = bytes ? `${show(list['bits'])} bits a card` : 'does not inflate within the limit';
  checks.fail('status-size', 'STATUS_SIZE', problem);
  return null;
}

function findStatus(bytes: Uint8Array, reference: StatusReference | null, checks: Checks<RuleId>): number | null {
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
