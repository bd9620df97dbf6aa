import { isSafeAddress } from '../protocol/issuer-url.ts';
import { parseJsonObject } from '../protocol/json.ts';
import type { Clock, SendHttp } from '../protocol/ports.ts';
import { createPresentation, type PresentationPorts } from '../protocol/presentation.ts';
import { refuse, type Result, succeed } from '../protocol/result.ts';
import type { RequestInHand } from './presentation-request.ts';
import { refuseStatus } from './verifier-answer.ts';
import type { StoredCard } from './wallet-document.ts';

/** Where the verifier would like the person to go on; null where it does not say. Opening it is for whoever asked the person. */
export interface Delivered {
  readonly redirectUri: string | null;
}

/** The cards that have everything asked for; the holder chooses among them. */
export const findFittingCards = (
  { groups }: Pick<RequestInHand, 'groups'>,
  cards: readonly StoredCard[],
): readonly StoredCard[] => cards.filter(({ photo }) => photo !== null || !groups.includes('photo'));

/**
 * Shares a card after the holder's consent (OpenID4VP 1.0 8.2): exactly the groups of the request, bound to its nonce and client. Refusals:
 * REQUEST_EXPIRED, also where consent came too late, in which case nothing is sent; REQUEST_UNKNOWN; REQUEST_UNREACHABLE.
 */
export async function answerRequest(
  request: RequestInHand,
  credential: string,
  ports: PresentationPorts & { readonly now: Clock; readonly send: SendHttp },
): Promise<Result<Delivered>> {
  const { clientId, nonce, groups, credentialId, expiresAt } = request;
  const now = Math.floor(ports.now() / 1000);
  if (expiresAt !== null && now >= expiresAt) return refuse('REQUEST_EXPIRED', 'consent came too late');
  const binding = { audience: clientId, nonce, issuedAt: now };
  const presentation = await createPresentation(credential, groups, binding, ports);
  return post(request, { vp_token: JSON.stringify({ [credentialId]: [presentation] }) }, ports.send);
}

/** Tells the verifier that the holder said no (OpenID4VP 1.0 8.5). Best effort: nothing was shared, whatever comes back. */
export const declineRequest = (request: RequestInHand, send: SendHttp): Promise<Result<Delivered>> =>
  post(request, { error: 'access_denied' }, send);

async function post(
  { responseUri, state }: RequestInHand,
  form: Readonly<Record<string, string>>,
  send: SendHttp,
): Promise<Result<Delivered>> {
  const sent = await send({
    method: 'POST',
    url: responseUri,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ ...form, state }).toString(),
  });
  if (!sent.ok) return refuse('REQUEST_UNREACHABLE', sent.why);
  const { status, text } = sent.answer;
  if (status !== 200) return refuseStatus(status);
  const answer = parseJsonObject(text);
  const redirectUri = answer.ok ? answer.value['redirect_uri'] : null;
  // Anything but an address that a browser may be sent to is left out; the card has been delivered all the same.
  return succeed({ redirectUri: typeof redirectUri === 'string' && isSafeAddress(redirectUri) ? redirectUri : null });
}
