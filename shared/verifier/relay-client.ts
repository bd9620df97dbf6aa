import { encodeBase64url } from '../protocol/base64url.ts';
import type { PrivateJwk } from '../protocol/es256.ts';
import { createEs256Signer } from '../protocol/es256.ts';
import { type JsonObject, parseJsonObject } from '../protocol/json.ts';
import { isUnderIssuer } from '../protocol/issuer-url.ts';
import { REQUEST_LIFETIME_S } from '../protocol/limits.ts';
import type { Clock, RandomBytes, SendHttp } from '../protocol/ports.ts';
import { createNonce, type Group } from '../protocol/presentation.ts';
import { createClientId, createRequestLink, createRequestObject } from '../protocol/verifier-request.ts';

/** The verifier's side of the relay (docs/protocol.md, "Verification relay"): it asks through it, and reads the answer there once. */

/** A question that the relay has taken. Nonce, state and token are secrets of the verifier. */
export interface PlacedRequest {
  readonly link: string;
  /** Six digits that lead a wallet to the same. */
  readonly code: string;
  readonly nonce: string;
  readonly audience: string;
  readonly state: string;
  readonly resultUri: string;
  readonly resultToken: string;
  /** Milliseconds, by this verifier's clock. */
  readonly expiresAt: number;
}

export type Placed =
  | { readonly kind: 'placed'; readonly request: PlacedRequest }
  | { readonly kind: 'refused' | 'unreachable'; readonly why: string };

export interface RelayPorts {
  readonly send: SendHttp;
  readonly now: Clock;
  readonly randomBytes: RandomBytes;
}

const ID_BYTES = 16;
const SIX_DIGITS = /^\d{6}$/u;

/** Asks for `groups` through the relay of `issuer`; `key` signs the question and is who asks. */
export async function placeRequest(
  issuer: string,
  groups: readonly Group[],
  key: PrivateJwk,
  { send, now, randomBytes }: RelayPorts,
): Promise<Placed> {
  const id = encodeBase64url(randomBytes(ID_BYTES));
  const [nonce, state] = [createNonce(randomBytes), createNonce(randomBytes)];
  const issuedAt = Math.floor(now() / 1000);
  const object = await createRequestObject(
    { responseUri: `${issuer}/r/${id}`, nonce, state, groups, issuedAt, expiresAt: issuedAt + REQUEST_LIFETIME_S },
    key,
    createEs256Signer(key),
  );
  const sent = await send({
    method: 'POST',
    url: `${issuer}/requests`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ request: object }),
  });
  if (!sent.ok) return { kind: 'unreachable', why: sent.why };
  const { status, text } = sent.answer;
  if (status !== 201) return { kind: status >= 500 ? 'unreachable' : 'refused', why: `HTTP ${status}` };
  const answer = parseJsonObject(text);
  const taken = answer.ok ? readTaken(answer.value, issuer) : null;
  if (!taken) return { kind: 'refused', why: 'the relay’s answer cannot be read' };
  const audience = createClientId(key);
  const link = createRequestLink(audience, taken.requestUri);
  const expiresAt = now() + Math.min(taken.expiresInS, REQUEST_LIFETIME_S) * 1000;
  return { kind: 'placed', request: { ...taken, link, audience, nonce, state, expiresAt } };
}

function readTaken(value: JsonObject, issuer: string) {
  const {
    code,
    expires_in: expiresInS,
    request_uri: requestUri,
    result_uri: resultUri,
    result_token: resultToken,
  } = value;
  if (typeof code !== 'string' || !SIX_DIGITS.test(code)) return null;
  if (typeof expiresInS !== 'number' || !(expiresInS > 0)) return null;
  if (typeof requestUri !== 'string' || typeof resultUri !== 'string' || typeof resultToken !== 'string') return null;
  // SECURITY: the token goes to the relay that gave it, and nowhere else.
  if (!isUnderIssuer(requestUri, issuer) || !isUnderIssuer(resultUri, issuer)) return null;
  return { code, expiresInS, requestUri, resultUri, resultToken };
}

/** What the relay says of a question. `unreadable`: an answer of this verifier's question that is not one document (OpenID4VP 1.0 8.1). */
export type RelayNews =
  | { readonly kind: 'waiting' | 'opened' | 'declined' | 'ended' | 'unreadable' }
  | { readonly kind: 'answered'; readonly presentation: string }
  | { readonly kind: 'unreachable'; readonly why: string };

/** Asks the relay for news beyond `seen`, which it may hold back for up to `waitS` seconds. An answer is given out once. */
export async function readNews(
  { resultUri, resultToken, state }: Pick<PlacedRequest, 'resultUri' | 'resultToken' | 'state'>,
  seen: 'waiting' | 'opened',
  waitS: number,
  send: SendHttp,
): Promise<RelayNews> {
  const url = `${resultUri}?seen=${seen}&wait=${waitS}`;
  const sent = await send({ method: 'GET', url, headers: authorize(resultToken) });
  if (!sent.ok) return { kind: 'unreachable', why: sent.why };
  const { status, text } = sent.answer;
  if (status === 404 || status === 410) return { kind: 'ended' };
  const answer = parseJsonObject(text);
  if (!answer.ok || (status !== 200 && status !== 202)) return { kind: 'unreachable', why: `HTTP ${status}` };
  if (status === 202) return { kind: answer.value['status'] === 'opened' ? 'opened' : 'waiting' };
  return readAnswer(answer.value, state);
}

function readAnswer(value: JsonObject, state: string): RelayNews {
  // SECURITY: an answer to another question, or of nobody who has seen this one.
  if (value['state'] !== state) return { kind: 'unreadable' };
  if (typeof value['error'] === 'string') return { kind: 'declined' };
  const presentation = typeof value['vp_token'] === 'string' ? readToken(value['vp_token']) : null;
  return presentation === null ? { kind: 'unreadable' } : { kind: 'answered', presentation };
}

/** `{"mlegitymacja":["…"]}`: one document under the one name that was asked with. */
function readToken(text: string): string | null {
  const token = parseJsonObject(text);
  if (!token.ok) return null;
  const [entry, ...others] = Object.entries(token.value);
  const presentations = entry?.[1];
  if (others.length > 0 || !Array.isArray(presentations) || presentations.length !== 1) return null;
  const [presentation] = presentations as unknown[];
  return typeof presentation === 'string' ? presentation : null;
}

/** Calls a question off: its link and digits lead nowhere from then on. Best effort. */
export const endRequest = async (
  { resultUri, resultToken }: Pick<PlacedRequest, 'resultUri' | 'resultToken'>,
  send: SendHttp,
): Promise<void> =>
  void (await send({
    method: 'DELETE',
    url: resultUri.slice(0, resultUri.lastIndexOf('/')),
    headers: authorize(resultToken),
  }));

const authorize = (token: string) => ({ accept: 'application/json', authorization: `Bearer ${token}` });
