import { isUnderIssuer } from '../protocol/issuer-url.ts';
import { parseJsonObject } from '../protocol/json.ts';
import { normaliseCode } from '../protocol/offer.ts';
import type { SendHttp } from '../protocol/ports.ts';
import { refuse, type Result, succeed } from '../protocol/result.ts';
import { createRequestLink } from '../protocol/verifier-request.ts';
import { refuseStatus } from './verifier-answer.ts';

/** The six digits a verifier shows beside its QR code, for those who cannot scan it. */

/** The code as it was meant, spaces and dashes forgiven; null where it is not six digits. */
export function readRequestCode(typed: string): string | null {
  const code = normaliseCode(typed);
  return /^[0-9]{6}$/u.test(code) ? code : null;
}

/** `123 456`: three and three can be kept in mind. */
export const formatRequestCode = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/**
 * The link behind a code, as it stands in the verifier's QR: to be opened with `openRequest`. `relay` is an address like an issuer's, without
 * a closing slash. Refusals: REQUEST_UNKNOWN (not six digits, or nobody waits under them), REQUEST_EXPIRED, REQUEST_UNREACHABLE,
 * REQUEST_FORMAT.
 */
export async function findRequestLink(typed: string, relay: string, send: SendHttp): Promise<Result<string>> {
  const code = readRequestCode(typed);
  if (code === null) return refuse('REQUEST_UNKNOWN', 'a code has six digits');
  const sent = await send({ method: 'GET', url: `${relay}/q?code=${code}`, headers: { accept: 'application/json' } });
  if (!sent.ok) return refuse('REQUEST_UNREACHABLE', sent.why);
  if (sent.answer.status !== 200) return refuseStatus(sent.answer.status);
  const answer = parseJsonObject(sent.answer.text);
  const { client_id: clientId, request_uri: requestUri } = answer.ok ? answer.value : {};
  // SECURITY: a relay hands on what lies with itself; it cannot send the wallet to another machine.
  if (typeof clientId !== 'string' || typeof requestUri !== 'string' || !isUnderIssuer(requestUri, relay))
    return refuse('REQUEST_FORMAT', 'the relay does not say client_id and a request_uri of its own');
  return succeed(createRequestLink(clientId, requestUri));
}
