import type { ActivationPointer } from '../protocol/activation-qr.ts';
import type { Code } from '../protocol/codes.ts';
import { type IssuerEndpoints, type OfferedConfiguration, readIssuerMetadata } from '../protocol/issuer-metadata.ts';
import { wellKnownUrl } from '../protocol/issuer-url.ts';
import { type CredentialOffer, parseOffer } from '../protocol/offer.ts';
import type { SendHttp } from '../protocol/ports.ts';
import { type Failure, type Result, succeed } from '../protocol/result.ts';
import { Checklist, type Step } from '../protocol/steps.ts';
import { type ActivationQrPorts, checkActivationQr } from './check-activation-qr.ts';
import { getJson, readRefusal } from './issuer-client.ts';

/** The end of protocol.md 7, "Activation QR": what the issuer itself says about the offer. */
const OFFER_RULES = [
  { id: 'offer-fetched', rule: 'OpenID4VCI 1.0 4.1.3: the offer stands behind cou' },
  { id: 'offer-issuer', rule: 'mleg-sim 1 §1: QR and offer name the same issuer' },
  { id: 'offer-metadata', rule: 'OpenID4VCI 1.0 12.2, RFC 8414: metadata of the same issuer, endpoints under it' },
] as const;

type Checks = Checklist<(typeof OFFER_RULES)[number]['id']>;

/** Everything needed to redeem an order once the person has the code. Holds a secret (the pre-authorized code): it stays in the host. */
export interface ActivationInHand {
  readonly issuer: string;
  /** Empty for an unsigned offer. */
  readonly jti: string;
  readonly isSigned: boolean;
  /** Seconds since 1970; null for an unsigned offer. */
  readonly expiresAt: number | null;
  readonly offer: CredentialOffer;
  readonly endpoints: IssuerEndpoints;
}

export interface RefusedActivation extends Failure {
  readonly steps: readonly Step[];
  /** Whom the QR names as its issuer; proven by nothing. */
  readonly claimedIssuer: string | null;
}

export type OpenActivationPorts = ActivationQrPorts & { readonly send: SendHttp };

/** From the text of a QR to the point where the code may be asked for: all checks of protocol.md 7, in order. */
export async function openActivation(
  text: string,
  ports: OpenActivationPorts,
): Promise<Result<ActivationInHand & { readonly steps: readonly Step[] }, RefusedActivation>> {
  const qr = await checkActivationQr(text, ports);
  const checks: Checks = new Checklist(OFFER_RULES);
  const found = qr.pointer && (await fetchOffer(qr.pointer, checks, ports.send));
  const steps = [...qr.steps, ...checks.report().steps];
  const failed = steps.find((step) => step.outcome === 'fail');
  if (failed || !qr.pointer || !found) {
    const code = failed?.code ?? 'QR_UNKNOWN_FORMAT';
    return { ok: false, code, detail: failed?.detail ?? '', steps, claimedIssuer: qr.claimedIssuer };
  }
  const { issuer, jti, expiresAt } = qr.pointer;
  const isSigned = qr.form !== 'unsigned-offer';
  return { ok: true, value: { issuer, jti, isSigned, expiresAt: isSigned ? expiresAt : null, ...found, steps } };
}

async function fetchOffer(
  { issuer, offerUri, offer: carried }: ActivationPointer,
  checks: Checks,
  send: SendHttp,
): Promise<{ offer: CredentialOffer; endpoints: IssuerEndpoints } | null> {
  const answer = carried ? succeed({ status: 200, value: carried }) : await getJson(offerUri, send, [404, 410]);
  if (!answer.ok) return refused(checks, 'offer-fetched', answer);
  if (answer.value.status !== 200) {
    return refused(checks, 'offer-fetched', readRefusal(answer.value, codeForStatus(answer.value.status)));
  }
  const offer = parseOffer(answer.value.value);
  if (!offer.ok) return refused(checks, 'offer-fetched', offer);
  const { configurationIds, ...fetched } = offer.value;
  checks.pass('offer-fetched', `configuration "${fetched.configurationId.slice(0, 60)}"`);
  if (offer.value.issuer !== issuer) {
    checks.fail('offer-issuer', 'ISSUER_MISMATCH', 'the offer names another issuer than the QR');
    return null;
  }
  checks.pass('offer-issuer', issuer);
  const offered = await fetchMetadata(issuer, configurationIds, send);
  if (!offered.ok) return refused(checks, 'offer-metadata', offered);
  const { configurationId, endpoints } = offered.value;
  checks.pass('offer-metadata', 'issuer and authorization server agree');
  return { offer: { ...fetched, configurationId }, endpoints };
}

const codeForStatus = (status: number): Code =>
  status === 404 ? 'OFFER_UNKNOWN' : status === 410 ? 'OFFER_USED' : 'ISSUER_UNREACHABLE';

function refused(checks: Checks, id: (typeof OFFER_RULES)[number]['id'], { code, detail }: Failure): null {
  checks.fail(id, code, detail ?? '');
  return null;
}

async function fetchMetadata(
  issuer: string,
  configurationIds: readonly string[],
  send: SendHttp,
): Promise<Result<OfferedConfiguration>> {
  const [issuerMetadata, serverMetadata] = await Promise.all([
    getJson(wellKnownUrl(issuer, 'openid-credential-issuer'), send),
    getJson(wellKnownUrl(issuer, 'oauth-authorization-server'), send),
  ]);
  for (const answer of [issuerMetadata, serverMetadata]) {
    if (!answer.ok) return answer;
    if (answer.value.status !== 200) return { ok: false, ...readRefusal(answer.value, 'ISSUER_UNREACHABLE') };
  }
  if (!issuerMetadata.ok || !serverMetadata.ok) throw new Error('both answers were looked at above');
  return readIssuerMetadata(issuer, configurationIds, issuerMetadata.value.value, serverMetadata.value.value);
}
