import { createEs256Signer, type PrivateJwk } from '../protocol/es256.ts';
import { isJsonObject, type JsonObject } from '../protocol/json.ts';
import { createKeyProof } from '../protocol/key-proof.ts';
import type { SendHttp } from '../protocol/ports.ts';
import { type Failure, refuse, type Result, succeed } from '../protocol/result.ts';
import type { Step } from '../protocol/steps.ts';
import { checkCredential, type CheckedCredential, type CredentialPorts } from '../verifier/check-credential.ts';
import { readRefusal, requestJson } from './issuer-client.ts';
import type { ActivationInHand } from './open-activation.ts';

/** What is left to do once the code was right; kept in the vault until the card is stored, so that a crash in between loses nothing. */
export interface Redemption {
  readonly issuer: string;
  readonly jti: string;
  readonly configurationId: string;
  readonly endpoints: ActivationInHand['endpoints'];
  /** Secret. */
  readonly accessToken: string;
  /** Secret; made for this card and no other. */
  readonly holderKey: PrivateJwk;
}

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

/**
 * Nonce, key proof, credential (OpenID4VCI 1.0 7 and 8), then every check of the credential before anyone may store it. May be called
 * again with the same redemption: the issuer answers the same holder key with the same card.
 */
export async function requestCard(
  redemption: Redemption,
  ports: RequestCardPorts,
): Promise<Result<IssuedCard, CardRefusal>> {
  ports.onStage('nonce');
  const nonce = await requestNonce(redemption, ports.send);
  if (!nonce.ok) return nonce;
  ports.onStage('credential');
  const answer = await requestCredential(redemption, nonce.value, ports);
  if (!answer.ok) return answer;
  ports.onStage('check');
  return checkIssued(answer.value, redemption, ports);
}

async function requestNonce({ endpoints }: Redemption, send: SendHttp): Promise<Result<string>> {
  const answer = await requestJson({ method: 'POST', url: endpoints.nonce }, send);
  if (!answer.ok) return answer;
  const { c_nonce: nonce } = answer.value.value;
  if (answer.value.status !== 200) return { ok: false, ...readRefusal(answer.value, 'ISSUER_UNREACHABLE') };
  return typeof nonce === 'string' ? succeed(nonce) : refuse('CLAIM_MISSING', 'c_nonce');
}

async function requestCredential(
  redemption: Redemption,
  nonce: string,
  ports: RequestCardPorts,
): Promise<Result<Omit<IssuedCard, 'credential'>>> {
  const { issuer, holderKey, configurationId, accessToken, endpoints } = redemption;
  const claims = { issuer, nonce, issuedAt: Math.floor(ports.now() / 1000) };
  const proof = await createKeyProof(claims, holderKey, createEs256Signer(holderKey));
  const answer = await requestJson(
    {
      method: 'POST',
      url: endpoints.credential,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${accessToken}`,
      },
      body: JSON.stringify({ credential_configuration_id: configurationId, proofs: { jwt: [proof] } }),
    },
    ports.send,
  );
  if (!answer.ok) return answer;
  const { status, value } = answer.value;
  if (status === 202) return refuse('ORDER_PENDING', 'the issuer will have the card later');
  if (status !== 200)
    return { ok: false, ...readRefusal(answer.value, isProofRefused(value) ? 'ISSUER_UNREACHABLE' : 'OFFER_UNKNOWN') };
  const { credentials, notification_id: id } = value;
  const first: unknown = Array.isArray(credentials) ? credentials[0] : null;
  const text = isJsonObject(first) ? first['credential'] : null;
  if (typeof text !== 'string') return refuse('CLAIM_MISSING', 'credentials[0].credential');
  return succeed({ text, notificationId: typeof id === 'string' ? id : null });
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

/** Tells the issuer how it ended (OpenID4VCI 1.0 11). Best effort: the card is stored or not whatever comes back. */
export async function notifyIssuer(
  redemption: Redemption,
  notificationId: string,
  event: 'credential_accepted' | 'credential_failure',
  send: SendHttp,
): Promise<void> {
  const url = redemption.endpoints.notification;
  if (url === null) return;
  await send({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${redemption.accessToken}` },
    body: JSON.stringify({ notification_id: notificationId, event }),
  });
}
