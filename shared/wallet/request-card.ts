import { createEs256Signer } from '../protocol/es256.ts';
import { isJsonObject, type JsonObject } from '../protocol/json.ts';
import { createKeyProof } from '../protocol/key-proof.ts';
import type { Code } from '../protocol/codes.ts';
import { MAX_NOTIFICATION_ID_CHARACTERS, MAX_TRANSACTION_ID_CHARACTERS } from '../protocol/limits.ts';
import type { SendHttp } from '../protocol/ports.ts';
import { type Failure, refuse, type Result, succeed } from '../protocol/result.ts';
import type { Step } from '../protocol/steps.ts';
import { checkCredential, type CheckedCredential, type CredentialPorts } from '../verifier/check-credential.ts';
import { readRefusal, requestJson } from './issuer-client.ts';
import type { Redemption } from './wallet-document.ts';

export interface IssuedCard {
  readonly text: string;
  readonly credential: CheckedCredential;
  readonly notificationId: string | null;
}

export interface RequestCardPorts extends CredentialPorts {
  readonly send: SendHttp;
  readonly onStage: (stage: 'nonce' | 'credential' | 'check') => void;
}

/** A refusal; with `notificationId` where a credential had been issued, so that the issuer can be told of its end. */
export interface CardRefusal extends Failure {
  readonly steps?: readonly Step[];
  readonly notificationId?: string | null;
}

/** The issuer will have the card later (OpenID4VCI 1.0 8.3): what to ask with, and how many seconds to wait before each asking. */
export interface Deferral {
  readonly transactionId: string;
  readonly intervalS: number;
}

export type CardAnswer =
  { readonly kind: 'issued'; readonly card: IssuedCard } | { readonly kind: 'deferred'; readonly deferral: Deferral };

/**
 * Nonce, key proof, credential (OpenID4VCI 1.0 7 and 8), or the card that was promised before (9), then every check of the credential
 * before anyone may store it. May be called again with the same redemption: the issuer answers the same holder key with the same card.
 */
export async function requestCard(
  redemption: Redemption,
  ports: RequestCardPorts,
): Promise<Result<CardAnswer, CardRefusal>> {
  const answer = redemption.deferral
    ? await requestPromised(redemption, redemption.deferral.transactionId, ports)
    : await requestNew(redemption, ports);
  if (!answer.ok) return answer;
  if ('transactionId' in answer.value) return succeed({ kind: 'deferred', deferral: answer.value });
  ports.onStage('check');
  const checked = await checkIssued(answer.value, redemption, ports);
  return checked.ok ? succeed({ kind: 'issued', card: checked.value }) : checked;
}

type RawAnswer = Result<Omit<IssuedCard, 'credential'> | Deferral>;

async function requestNew(redemption: Redemption, ports: RequestCardPorts): Promise<RawAnswer> {
  ports.onStage('nonce');
  const nonce = await requestNonce(redemption, ports.send);
  if (!nonce.ok) return nonce;
  ports.onStage('credential');
  return requestCredential(redemption, nonce.value, ports);
}

/** OpenID4VCI 1.0 9.1. */
async function requestPromised(
  redemption: Redemption,
  transactionId: string,
  { send, onStage }: RequestCardPorts,
): Promise<RawAnswer> {
  onStage('credential');
  const url = redemption.endpoints.deferred;
  if (url === null) return refuse('CLAIM_MISSING', 'deferred_credential_endpoint');
  const body = { transaction_id: transactionId };
  return postForCard(redemption, url, body, 'OFFER_UNKNOWN', send);
}

/** Null where the issuer wants none (OpenID4VCI 1.0 7: it then names no endpoint for them). */
async function requestNonce({ endpoints }: Redemption, send: SendHttp): Promise<Result<string | null>> {
  if (endpoints.nonce === null) return succeed(null);
  const answer = await requestJson({ method: 'POST', url: endpoints.nonce }, send);
  if (!answer.ok) return answer;
  const { c_nonce: nonce } = answer.value.value;
  if (answer.value.status !== 200) return { ok: false, ...readRefusal(answer.value, 'ISSUER_UNREACHABLE') };
  return typeof nonce === 'string' ? succeed(nonce) : refuse('CLAIM_MISSING', 'c_nonce');
}

async function requestCredential(
  redemption: Redemption,
  nonce: string | null,
  ports: RequestCardPorts,
): Promise<RawAnswer> {
  const { issuer, holderKey, configurationId, endpoints } = redemption;
  const claims = { issuer, nonce, issuedAt: Math.floor(ports.now() / 1000) };
  const proof = await createKeyProof(claims, holderKey, createEs256Signer(holderKey));
  const body = { credential_configuration_id: configurationId, proofs: { jwt: [proof] } };
  return postForCard(redemption, endpoints.credential, body, 'OFFER_UNKNOWN', ports.send);
}

/** The detail of a refusal that a refresh token may still mend. */
export const ACCESS_RAN_OUT = 'the access token has run out';

/** What `/credential` and `/deferred` have in common: a card, a promise (202), or a refusal. */
async function postForCard(
  { accessToken }: Redemption,
  url: string,
  body: JsonObject,
  otherwise: Code,
  send: SendHttp,
): Promise<RawAnswer> {
  const headers = {
    ...{ 'content-type': 'application/json', accept: 'application/json' },
    authorization: `Bearer ${accessToken}`,
  };
  const answer = await requestJson({ method: 'POST', url, headers, body: JSON.stringify(body) }, send, [401]);
  if (!answer.ok) return answer;
  const { status, value } = answer.value;
  if (status === 202) return readDeferral(value);
  if (status === 401) return refuse('OFFER_UNKNOWN', ACCESS_RAN_OUT);
  if (status !== 200)
    return { ok: false, ...readRefusal(answer.value, isProofRefused(value) ? 'ISSUER_UNREACHABLE' : otherwise) };
  const { credentials, notification_id: id } = value;
  const first: unknown = Array.isArray(credentials) ? credentials[0] : null;
  const text = isJsonObject(first) ? first['credential'] : null;
  if (typeof text !== 'string') return refuse('CLAIM_MISSING', 'credentials[0].credential');
  const isNamed = typeof id === 'string' && id.length <= MAX_NOTIFICATION_ID_CHARACTERS;
  return succeed({ text, notificationId: isNamed ? id : null });
}

/** An issuer may say "in a year"; then it is asked once a day all the same. Without an interval, and below it, every five seconds. */
const [MIN_INTERVAL_S, MAX_INTERVAL_S] = [1, 24 * 3600];
const DEFAULT_INTERVAL_S = 5;

/** OpenID4VCI 1.0 8.3 and 9.2: `transaction_id` and `interval`. */
function readDeferral({ transaction_id: id, interval }: JsonObject): Result<Deferral> {
  if (typeof id !== 'string' || id === '' || id.length > MAX_TRANSACTION_ID_CHARACTERS)
    return refuse('CLAIM_MISSING', 'transaction_id');
  const seconds = typeof interval === 'number' && Number.isFinite(interval) ? interval : DEFAULT_INTERVAL_S;
  const intervalS = Math.ceil(Math.min(Math.max(seconds, MIN_INTERVAL_S), MAX_INTERVAL_S));
  return succeed({ transactionId: id, intervalS });
}

/** A used nonce, or clocks that differ: the next try makes another proof and may well succeed, so the order is not given up. */
const isProofRefused = ({ error }: JsonObject): boolean => error === 'invalid_nonce' || error === 'invalid_proof';

async function checkIssued(
  issued: Omit<IssuedCard, 'credential'>,
  redemption: Redemption,
  ports: RequestCardPorts,
): Promise<Result<IssuedCard, CardRefusal>> {
  const { credential, code, steps } = await checkCredential(issued.text, ports);
  const { notificationId } = issued;
  const fail = (failure: Failure): { readonly ok: false } & CardRefusal => ({
    ok: false,
    ...failure,
    steps,
    notificationId,
  });
  if (!credential) {
    return fail({
      code: code ?? 'SDJWT_FORMAT',
      detail: steps.find(({ outcome }) => outcome === 'fail')?.detail ?? '',
    });
  }
  if (credential.issuer !== redemption.issuer)
    return fail({ code: 'ISSUER_MISMATCH', detail: 'the card names another issuer than the QR' });
  const [ours, theirs] = [redemption.holderKey, credential.holderKey];
  if (ours.x !== theirs.x || ours.y !== theirs.y)
    return fail({ code: 'KB_SIGNATURE', detail: 'the card is bound to another key than ours' });
  if (!credential.card || !credential.identity)
    return fail({ code: 'CLAIM_MISSING', detail: 'the card lacks a group' });
  return succeed({ ...issued, credential });
}

export type NotificationEvent = 'credential_accepted' | 'credential_failure' | 'credential_deleted';

/**
 * Tells the issuer how it ended (OpenID4VCI 1.0 11); true once the issuer has answered that it knows. Best effort where a card was stored or
 * refused: that stands whatever comes back.
 */
export async function notifyIssuer(
  { endpoints, accessToken }: Pick<Redemption, 'endpoints' | 'accessToken'>,
  notificationId: string,
  event: NotificationEvent,
  send: SendHttp,
): Promise<boolean> {
  const url = endpoints.notification;
  if (url === null) return false;
  const sent = await send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ notification_id: notificationId, event }),
  });
  return sent.ok && sent.answer.status >= 200 && sent.answer.status < 300;
}
