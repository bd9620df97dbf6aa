import { CARD_VCT, type CardClaims, parseCardGroup, parseIdentityGroup } from '../protocol/card.ts';
import { encodeBase64url } from '../protocol/base64url.ts';
import { findClaimProblem, findTimeProblem } from '../protocol/claims.ts';
import { CREDENTIAL_TYP, type StatusReference } from '../protocol/credential.ts';
import { isOnCurve, parsePublicJwk } from '../protocol/es256.ts';
import { isJsonObject, type JsonObject } from '../protocol/json.ts';
import { isKid, JWS_RULES, parseJwsStrictly, type ParsedJws, parsePayload, show } from '../protocol/jws.ts';
import type { SignerKey } from '../protocol/key-set.ts';
import { MAX_CREDENTIAL_CHARACTERS } from '../protocol/limits.ts';
import { checkPhoto } from '../protocol/photo.ts';
import type { Clock, PublicJwk, Sha256, VerifyJws } from '../protocol/ports.ts';
import { Checklist, type Checks, type Report } from '../protocol/steps.ts';
import { readDisclosures } from './disclosures.ts';
import { findSigners } from './find-signers.ts';

/** The issuer-signed part of protocol.md 7, "Presentation": what holds for a stored credential as well as for a shown one. */
export const CREDENTIAL_RULES = [
  { id: 'sdjwt-form', rule: 'RFC 9901 4: issuer JWT and disclosures, each ended by ~, no key binding' },
  ...JWS_RULES,
  { id: 'credential-kid', rule: 'mleg-sim 1 §6: kid is a trusted issuer’s credential key' },
  { id: 'credential-signature', rule: 'RFC 7515 5.2: ES256 signature of that key' },
  { id: 'credential-claims', rule: 'mleg-sim 1 §3: iss, iat, exp, vct, cnf, status with their types' },
  { id: 'credential-issuer', rule: 'mleg-sim 1 §7: iss is the issuer the key belongs to' },
  { id: 'credential-vct', rule: `mleg-sim 1 §3: vct is ${CARD_VCT}` },
  { id: 'credential-disclosures', rule: 'RFC 9901 7.1: each referenced once, none reserved' },
  { id: 'credential-time', rule: 'RFC 7519 4.1: iat, nbf, exp within 60 s of skew' },
  { id: 'credential-photo', rule: 'mleg-sim 1 §3: photo type, size and digest' },
] as const;

type RuleId = (typeof CREDENTIAL_RULES)[number]['id'];

export interface CredentialPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly sha256: Sha256;
  /** Credential keys with this `kid`, of trusted issuers only. */
  readonly findKeys: (kid: string) => Promise<readonly SignerKey[]>;
  /**
   * Whether this issuer is trusted, but may have keys that are not in hand and could not be asked for. An unknown key is then no sign of a
   * forgery: ISSUER_UNREACHABLE instead of JWS_KID_UNKNOWN. Left out: all keys there are are in hand.
   */
  readonly mayLackKeys?: (issuer: string) => boolean;
}

/** A credential all of whose checks passed. Instants in seconds. */
export interface CheckedCredential extends CardClaims {
  readonly issuer: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly holderKey: PublicJwk;
  readonly status: StatusReference;
}

export interface CredentialReport extends Report {
  readonly credential: CheckedCredential | null;
}

/** What a credential says of itself besides the person. */
export type PlainClaims = Omit<CheckedCredential, keyof CardClaims>;

/** SECURITY: what was read although a check may have failed. It serves to go on checking, and is trusted only as far as `report` goes. */
export interface ExaminedCredential {
  readonly report: Report;
  readonly plain: PlainClaims | null;
  readonly disclosed: CardClaims | null;
}

/** Checks an issued credential, without key binding and without its status. Never throws on bad input. */
export async function checkCredential(text: string, ports: CredentialPorts): Promise<CredentialReport> {
  const { report, plain, disclosed } = await examineCredential(text, ports);
  return { ...report, credential: report.code === null && plain && disclosed ? { ...plain, ...disclosed } : null };
}

/** The same checks, for a presentation, whose key binding is checked whatever becomes of them. */
export async function examineCredential(text: string, ports: CredentialPorts): Promise<ExaminedCredential> {
  const checks = new Checklist<RuleId>(CREDENTIAL_RULES);
  const read = await readCredential(text, checks, ports);
  return { plain: null, disclosed: null, ...read, report: checks.report() };
}

type ReadCredential = Omit<ExaminedCredential, 'report'>;

async function readCredential(
  text: string,
  checks: Checks<RuleId>,
  ports: CredentialPorts,
): Promise<ReadCredential | null> {
  const [jwt = '', ...rest] = text.slice(0, MAX_CREDENTIAL_CHARACTERS + 1).split('~');
  const last = rest.pop();
  if (text.length > MAX_CREDENTIAL_CHARACTERS) checks.fail('sdjwt-form', 'SDJWT_FORMAT', `${text.length} characters`);
  else if (last !== '')
    checks.fail('sdjwt-form', 'SDJWT_FORMAT', last === undefined ? 'no ~ in it' : 'something follows the last ~');
  else checks.pass('sdjwt-form', `${rest.length} disclosures`);
  if (!checks.hasPassed('sdjwt-form')) return null;

  const jws = parseJwsStrictly(jwt, CREDENTIAL_TYP, checks);
  if (!jws) return null;
  const payload = parsePayload(jws.payload);
  const signers = await checkSignature(jws, payload.ok ? payload.value['iss'] : null, checks, ports);
  if (!payload.ok) {
    checks.fail('credential-claims', payload.code, payload.detail);
    return null;
  }
  return checkClaims(payload.value, rest, signers, checks, ports);
}

async function checkSignature(
  jws: ParsedJws,
  claimedIssuer: unknown,
  checks: Checks<RuleId>,
  ports: CredentialPorts,
): Promise<readonly SignerKey[]> {
  const { kid } = jws.header;
  const keys = isKid(kid) ? await ports.findKeys(kid) : [];
  if (keys.length === 0) {
    const mayBeNew = isKid(kid) && typeof claimedIssuer === 'string' && ports.mayLackKeys?.(claimedIssuer) === true;
    checks.fail('credential-kid', mayBeNew ? 'ISSUER_UNREACHABLE' : 'JWS_KID_UNKNOWN', `kid is ${show(kid)}`);
    return [];
  }
  checks.pass('credential-kid', show(kid));
  const signers = checks.hasPassed('jws-alg') ? await findSigners(jws.compact, keys, ports.verify) : [];
  if (signers.length > 0)
    checks.pass(
      'credential-signature',
      `good, by ${signers.map(({ issuer }) => issuer ?? 'the key given').join(', ')}`,
    );
  else checks.fail('credential-signature', 'JWS_SIGNATURE', `not signed by key ${show(kid)}, or changed after signing`);
  return signers;
}

async function checkClaims(
  claims: JsonObject,
  disclosures: readonly string[],
  signers: readonly SignerKey[],
  checks: Checks<RuleId>,
  ports: CredentialPorts,
): Promise<ReadCredential | null> {
  const plain = checkPlainClaims(claims, checks);
  if (!plain) return null;
  const signer = signers.find(({ issuer }) => issuer === plain.issuer) ?? signers[0];
  if (!signer) checks.skip('credential-issuer', `it names ${show(plain.issuer)}, which nothing proves`);
  else if (signer.issuer === null)
    checks.skip('credential-issuer', 'checked against the key given; whose it is was not asked');
  else if (signer.issuer === plain.issuer) checks.pass('credential-issuer', plain.issuer);
  else
    checks.fail('credential-issuer', 'ISSUER_MISMATCH', `signed by ${signer.issuer}, but says ${show(plain.issuer)}`);

  if (claims['vct'] === CARD_VCT) checks.pass('credential-vct', CARD_VCT);
  else checks.fail('credential-vct', 'SDJWT_VCT', `vct is ${show(claims['vct'])}`);

  const problem = findTimeProblem(claims, ports.now());
  if (problem) checks.fail('credential-time', problem.code, problem.detail);
  else checks.pass('credential-time', `valid until ${new Date(plain.expiresAt * 1000).toISOString()}`);

  return { plain, disclosed: await checkDisclosed(disclosures, claims, checks, ports.sha256) };
}

function checkPlainClaims(claims: JsonObject, checks: Checks<RuleId>): PlainClaims | null {
  const kinds = { iss: 'url', iat: 'instant', exp: 'instant', vct: 'text', cnf: 'object', status: 'object' } as const;
  const problem = findClaimProblem(claims, kinds);
  if (problem) {
    checks.fail('credential-claims', problem.code, problem.detail);
    return null;
  }
  const holderKey = parsePublicJwk((claims['cnf'] as JsonObject)['jwk']);
  const status = readStatusReference(claims['status'] as JsonObject);
  if (!holderKey || !isOnCurve(holderKey)) {
    checks.fail('credential-claims', 'CLAIM_TYPE', 'cnf.jwk is not a public P-256 key');
    return null;
  }
  if (!status) {
    checks.fail('credential-claims', 'CLAIM_TYPE', 'status.status_list is not an index and an address');
    return null;
  }
  checks.pass('credential-claims', 'all present and well formed');
  const { iss, iat, exp } = claims as { iss: string; iat: number; exp: number };
  return { issuer: iss, issuedAt: iat, expiresAt: exp, holderKey, status };
}

function readStatusReference(status: JsonObject): StatusReference | null {
  const list = status['status_list'];
  if (!isJsonObject(list)) return null;
  const { idx, uri } = list;
  if (!Number.isSafeInteger(idx) || (idx as number) < 0 || typeof uri !== 'string' || !URL.canParse(uri)) return null;
  return { index: idx as number, uri };
}

async function checkDisclosed(
  disclosures: readonly string[],
  claims: JsonObject,
  checks: Checks<RuleId>,
  sha256: Sha256,
): Promise<CardClaims | null> {
  const disclosed = await readDisclosures(disclosures, claims, sha256);
  if (!disclosed.ok) {
    checks.fail('credential-disclosures', 'SDJWT_DISCLOSURE', disclosed.detail);
    return null;
  }
  const { values } = disclosed;
  const card = values.has('card') ? parseCardGroup(values.get('card')) : null;
  const identity = values.has('identity') ? parseIdentityGroup(values.get('identity')) : null;
  const photo = values.get('photo') ?? null;
  if (
    (values.has('card') && !card) ||
    (values.has('identity') && !identity) ||
    (photo !== null && typeof photo !== 'string')
  ) {
    checks.fail('credential-disclosures', 'CLAIM_TYPE', 'a disclosed group does not have the members of protocol §3');
    return null;
  }
  checks.pass('credential-disclosures', values.size === 0 ? 'nothing is disclosed' : [...values.keys()].join(', '));
  await checkPhotoOf({ card, identity, photo }, checks, sha256);
  return { card, identity, photo };
}

async function checkPhotoOf({ card, photo }: CardClaims, checks: Checks<RuleId>, sha256: Sha256): Promise<void> {
  if (photo === null) return checks.skip('credential-photo', 'no photo is disclosed');
  const checked = checkPhoto(photo);
  if (!checked.ok) return void checks.fail('credential-photo', checked.code, checked.detail);
  if (!card) return checks.skip('credential-photo', 'the digest is in the card group, which is not disclosed');
  const digest = encodeBase64url(await sha256(checked.bytes));
  if (digest === card.photo_digest) checks.pass('credential-photo', `${checked.bytes.length} bytes, digest matches`);
  else checks.fail('credential-photo', 'PHOTO_DIGEST', 'the photo is not the one the issuer vouched for');
}
