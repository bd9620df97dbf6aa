import { isCodeOfShape, normaliseCode, PRE_AUTHORIZED_GRANT } from '../protocol/offer.ts';
import { MAX_ACCESS_TOKEN_CHARACTERS } from '../protocol/limits.ts';
import type { SendHttp } from '../protocol/ports.ts';
import { refuse, type Result, succeed } from '../protocol/result.ts';
import { readRefusal, requestJson } from './issuer-client.ts';
import type { ActivationInHand } from './open-activation.ts';

/**
 * Exchanges the pre-authorized code and the activation code for an access token (OpenID4VCI 1.0 6.1). A code that cannot be right is
 * CODE_FORMAT and costs no try. Refusals: CODE_WRONG with tries left, CODE_LOCKED, ORDER_EXPIRED, ORDER_CANCELLED, OFFER_USED.
 */
export async function requestToken(
  activation: ActivationInHand,
  typedCode: string,
  send: SendHttp,
): Promise<Result<string>> {
  const { offer, endpoints } = activation;
  const code = normaliseCode(typedCode);
  if (!isCodeOfShape(code, offer.code)) return refuse('CODE_FORMAT', `${offer.code.length} characters are asked for`);
  const form = { grant_type: PRE_AUTHORIZED_GRANT, 'pre-authorized_code': offer.preAuthorizedCode, tx_code: code };
  const answer = await requestJson(
    {
      method: 'POST',
      url: endpoints.token,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
    },
    send,
  );
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return { ok: false, ...readRefusal(answer.value, 'CODE_WRONG') };
  const { access_token: token, token_type: type } = answer.value.value;
  const isBearer = typeof type === 'string' && type.toLowerCase() === 'bearer';
  if (typeof token !== 'string' || token === '' || !isBearer)
    return refuse('CLAIM_MISSING', 'no bearer token in the answer');
  if (token.length > MAX_ACCESS_TOKEN_CHARACTERS)
    return refuse('CLAIM_TYPE', `access token of ${token.length} characters`);
  return succeed(token);
}
