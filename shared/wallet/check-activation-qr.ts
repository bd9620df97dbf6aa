import {
  ACTIVATION_QR_TYP,
  type ActivationPointer,
  type ActivationForm,
  findActivationForm,
  unpackActivationQr,
} from '../protocol/activation-qr.ts';
import { findClaimProblem, findTimeProblem } from '../protocol/claims.ts';
import { isIssuerUrl, isUnderIssuer } from '../protocol/issuer-url.ts';
import { type JsonObject, parseJsonObject } from '../protocol/json.ts';
import { isKid, JWS_RULES, parseJwsStrictly, type ParsedJws, parsePayload, show } from '../protocol/jws.ts';
import type { SignerKey } from '../protocol/key-set.ts';
import { MAX_JTI_CHARACTERS, MAX_OFFER_LIFETIME_S, MAX_QR_CHARACTERS } from '../protocol/limits.ts';
import type { Clock, VerifyJws } from '../protocol/ports.ts';
import { Checklist, type Checks, type Report } from '../protocol/steps.ts';

/** The order of protocol.md 7, "Activation QR", as far as it goes without asking the issuer. */
export const ACTIVATION_QR_RULES = [
  { id: 'qr-size', rule: `mleg-sim 1 §7: 1 to ${MAX_QR_CHARACTERS} characters, printable ASCII` },
  { id: 'qr-form', rule: 'mleg-sim 1 §1: compact JWS, US1: or credential offer link' },
  ...JWS_RULES,
  { id: 'qr-kid', rule: 'mleg-sim 1 §6: kid is a trusted issuer’s QR key' },
  { id: 'qr-signature', rule: 'RFC 7515 5.2: ES256 signature of that key' },
  { id: 'qr-claims', rule: 'mleg-sim 1 §1: iss, jti, iat, exp, cou with their types' },
  { id: 'qr-issuer', rule: 'mleg-sim 1 §7: iss is the issuer the key belongs to' },
  { id: 'qr-time', rule: 'RFC 7519 4.1: iat, nbf, exp within 60 s of skew; at most 30 days' },
  { id: 'qr-unused', rule: 'mleg-sim 1 §7: this QR has not been used in this wallet' },
  { id: 'qr-offer-uri', rule: 'mleg-sim 1 §1: cou lies under iss' },
] as const;

type RuleId = (typeof ACTIVATION_QR_RULES)[number]['id'];

export interface ActivationQrPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  /** Activation QR keys with this `kid`, of trusted issuers only. Called with well-formed key ids only. */
  readonly findKeys: (kid: string) => Promise<readonly SignerKey[]>;
  /** Whether this wallet already stored a card from this QR; null where there is no wallet to ask, as in the inspector. */
  readonly isUsed: ((issuer: string, jti: string) => Promise<boolean>) | null;
  /** The trusted issuer that an unsigned offer address belongs to; null where there is none. */
  readonly findIssuerOf: (offerUri: string) => Promise<string | null>;
  /** Issuers on other computers may do without https (a developer's switch). */
  readonly allowsHttp?: boolean;
}

export interface ActivationQrReport extends Report {
  readonly form: ActivationForm | null;
  /** What the QR says, only if every check passed. Unsigned offers have an empty `jti` and no lifetime. */
  readonly pointer: ActivationPointer | null;
  /** Whom a refused QR names as its issuer, or the machine its offer lies on: proven by nothing. Null where it names nobody well. */
  readonly claimedIssuer: string | null;
}

/** Every check of an activation QR that needs no answer from its issuer. Never throws on bad input, whatever it is. */
export async function checkActivationQr(text: string, ports: ActivationQrPorts): Promise<ActivationQrReport> {
  const checks = new Checklist<RuleId>(ACTIVATION_QR_RULES);
  if (!checkSize(text, checks)) return { ...checks.report(), form: null, pointer: null, claimedIssuer: null };
  const form = findActivationForm(text);
  if (form === null) {
    checks.fail('qr-form', 'QR_UNKNOWN_FORMAT', describeForeign(text));
    return { ...checks.report(), form, pointer: null, claimedIssuer: null };
  }
  const pointer =
    form === 'unsigned-offer'
      ? await checkUnsignedOffer(text, checks, ports)
      : await checkSigned(text, form, checks, ports);
  const report = checks.report();
  const claimedIssuer = pointer?.issuer ?? null;
  return { ...report, form, pointer: report.code === null ? pointer : null, claimedIssuer };
}

function checkSize(text: string, checks: Checks<RuleId>): boolean {
  if (text.length === 0) return checks.fail('qr-size', 'QR_EMPTY', 'no characters');
  if (text.length > MAX_QR_CHARACTERS) return checks.fail('qr-size', 'QR_TOO_LARGE', `${text.length} characters`);
  // White space is let through here so that the part rules can name it; anything else outside ASCII is nobody's token.
  const foreign = /[^\x20-\x7e\s]|\ufeff/u.exec(text);
  if (foreign) {
    const codePoint = foreign[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    return checks.fail('qr-size', 'QR_UNKNOWN_FORMAT', `character U+${codePoint} has no place in it`);
  }
  return checks.pass('qr-size', `${text.length} characters`);
}

function describeForeign(text: string): string {
  if (/^BEGIN:VCARD/iu.test(text)) return 'a contact card (vCard)';
  const scheme = /^([a-z][a-z0-9+.-]{1,30}):/iu.exec(text)?.[1];
  return scheme ? `a "${scheme.toLowerCase()}:" code` : 'plain text';
}

async function checkSigned(
  text: string,
  form: 'jws' | 'dense',
  checks: Checks<RuleId>,
  ports: ActivationQrPorts,
): Promise<ActivationPointer | null> {
  const compact = form === 'dense' ? unpackActivationQr(text) : text;
  if (compact === null) {
    checks.fail('qr-form', 'QR_BASE45', 'the part behind US1: cannot be unpacked');
    return null;
  }
  checks.pass('qr-form', form === 'dense' ? 'dense form US1:' : 'compact JWS');
  const jws = parseJwsStrictly(compact, ACTIVATION_QR_TYP, checks);
  if (!jws) return null;
  const signer = await checkSignature(jws, checks, ports);
  return checkClaims(jws, signer, checks, ports);
}

async function checkSignature(
  jws: ParsedJws,
  checks: Checks<RuleId>,
  ports: ActivationQrPorts,
): Promise<SignerKey | null> {
  const { kid } = jws.header;
  const keys = isKid(kid) ? await ports.findKeys(kid) : [];
  if (keys.length === 0) {
    checks.fail('qr-kid', 'JWS_KID_UNKNOWN', `kid is ${show(kid)}`);
    return null;
  }
  checks.pass('qr-kid', `${show(kid)} of ${keys.map(({ issuer }) => issuer ?? 'the key given').join(', ')}`);
  if (!checks.hasPassed('jws-alg')) {
    checks.skip('qr-signature', 'not an ES256 signature');
    return null;
  }
  for (const key of keys) {
    if (await ports.verify(jws.compact, key.key)) {
      checks.pass('qr-signature', `good, by ${key.issuer ?? 'the key given'}`);
      return key;
    }
  }
  checks.fail('qr-signature', 'JWS_SIGNATURE', `not signed by key ${show(kid)}, or changed after signing`);
  return null;
}

/** Goes on without a good signature too: what an unsigned claim says decides nothing, but a person looking for the fault wants to see it. */
async function checkClaims(
  jws: ParsedJws,
  signer: SignerKey | null,
  checks: Checks<RuleId>,
  ports: ActivationQrPorts,
): Promise<ActivationPointer | null> {
  const payload = parsePayload(jws.payload);
  if (!payload.ok) {
    checks.fail('qr-claims', payload.code, payload.detail);
    return null;
  }
  const pointer = readPointer(payload.value, checks, ports.allowsHttp);
  if (!pointer) return null;
  checkIssuer(pointer, signer, checks);
  checkTime(pointer, payload.value, checks, ports);
  if (!ports.isUsed) checks.skip('qr-unused', 'no wallet to ask');
  else if (await ports.isUsed(pointer.issuer, pointer.jti))
    checks.fail('qr-unused', 'OFFER_USED', 'a card of this QR is in this wallet');
  else checks.pass('qr-unused', 'not seen before');
  if (isUnderIssuer(pointer.offerUri, pointer.issuer)) checks.pass('qr-offer-uri', pointer.offerUri);
  else checks.fail('qr-offer-uri', 'OFFER_ORIGIN', `${show(pointer.offerUri)} is not under ${show(pointer.issuer)}`);
  return pointer;
}

function readPointer(claims: JsonObject, checks: Checks<RuleId>, allowsHttp = false): ActivationPointer | null {
  const problem = findClaimProblem(claims, { iss: 'url', jti: 'text', iat: 'instant', exp: 'instant', cou: 'url' });
  const { iss, jti, iat, exp, cou } = claims as { iss: string; jti: string; iat: number; exp: number; cou: string };
  if (problem) checks.fail('qr-claims', problem.code, problem.detail);
  else if (jti.length > MAX_JTI_CHARACTERS) checks.fail('qr-claims', 'CLAIM_TYPE', `jti of ${jti.length} characters`);
  else if (!isIssuerUrl(iss, allowsHttp))
    checks.fail('qr-claims', 'CLAIM_TYPE', `iss is not an issuer address: ${show(iss)}`);
  else checks.pass('qr-claims', 'all present and well formed');
  if (!checks.hasPassed('qr-claims')) return null;
  return { issuer: iss, jti, issuedAt: iat, expiresAt: exp, offerUri: cou };
}

function checkIssuer(pointer: ActivationPointer, signer: SignerKey | null, checks: Checks<RuleId>): void {
  if (!signer) checks.skip('qr-issuer', `it calls itself ${show(pointer.issuer)}, which nothing proves`);
  else if (signer.issuer === null) checks.skip('qr-issuer', 'checked against the key given; whose it is was not asked');
  else if (signer.issuer === pointer.issuer) checks.pass('qr-issuer', pointer.issuer);
  else checks.fail('qr-issuer', 'ISSUER_MISMATCH', `signed by ${signer.issuer}, but says ${show(pointer.issuer)}`);
}

function checkTime(
  pointer: ActivationPointer,
  claims: JsonObject,
  checks: Checks<RuleId>,
  ports: ActivationQrPorts,
): void {
  const problem = findTimeProblem(claims, ports.now());
  const lifetime = pointer.expiresAt - pointer.issuedAt;
  if (problem) checks.fail('qr-time', problem.code, problem.detail);
  else if (lifetime > MAX_OFFER_LIFETIME_S) checks.fail('qr-time', 'CLAIM_TYPE', 'exp is more than 30 days after iat');
  else if (lifetime <= 0) checks.fail('qr-time', 'CLAIM_TYPE', 'exp is not after iat');
  else checks.pass('qr-time', `valid until ${new Date(pointer.expiresAt * 1000).toISOString()}`);
}

/** A foreign issuer's plain offer link: nothing is signed, so it is followed only to an issuer that is trusted already. */
async function checkUnsignedOffer(
  text: string,
  checks: Checks<RuleId>,
  ports: ActivationQrPorts,
): Promise<ActivationPointer | null> {
  const link = URL.canParse(text) ? new URL(text).searchParams : null;
  const offerUris = link?.getAll('credential_offer_uri') ?? [];
  const offers = link?.getAll('credential_offer') ?? [];
  const [offerUri] = offerUris;
  if (offerUris.length + offers.length !== 1) {
    const needed = 'a credential offer link with one credential_offer_uri or one credential_offer is needed';
    checks.fail('qr-form', 'QR_UNKNOWN_FORMAT', needed);
    return null;
  }
  if (offerUri === undefined) return checkOfferByValue(offers[0] ?? '', checks, ports);
  checks.pass('qr-form', 'unsigned offer');
  const issuer = await ports.findIssuerOf(offerUri);
  if (issuer === null) {
    checks.fail('qr-issuer', 'ISSUER_UNTRUSTED', `${show(offerUri)} belongs to no trusted issuer`);
    const origin = URL.canParse(offerUri) ? new URL(offerUri).origin : '';
    return isIssuerUrl(origin, ports.allowsHttp) ? pointTo(origin, offerUri) : null;
  }
  checks.pass('qr-issuer', issuer);
  checks.pass('qr-offer-uri', offerUri);
  return pointTo(issuer, offerUri);
}

/** OpenID4VCI 1.0 4.1.2. SECURITY: it may name any issuer, so it counts only where that very one is trusted. */
async function checkOfferByValue(
  json: string,
  checks: Checks<RuleId>,
  ports: ActivationQrPorts,
): Promise<ActivationPointer | null> {
  const offer = parseJsonObject(json);
  const issuer = offer.ok ? offer.value['credential_issuer'] : null;
  if (!offer.ok || typeof issuer !== 'string' || !isIssuerUrl(issuer, ports.allowsHttp)) {
    checks.fail('qr-form', 'QR_UNKNOWN_FORMAT', 'credential_offer is not JSON that names an issuer');
    return null;
  }
  checks.pass('qr-form', 'unsigned offer by value');
  if ((await ports.findIssuerOf(`${issuer}/`)) === issuer) checks.pass('qr-issuer', issuer);
  else checks.fail('qr-issuer', 'ISSUER_UNTRUSTED', `${show(issuer)} is no trusted issuer`);
  return { ...pointTo(issuer, ''), offer: offer.value };
}

const pointTo = (issuer: string, offerUri: string): ActivationPointer => ({
  ...{ issuer, offerUri },
  ...{ jti: '', issuedAt: 0, expiresAt: 0 },
});
