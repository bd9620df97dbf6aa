import type { Code } from '../protocol/codes.ts';
import { isCodeOfShape, normaliseCode, PRE_AUTHORIZED_GRANT } from '../protocol/offer.ts';
import { MAX_ACCESS_TOKEN_CHARACTERS } from '../protocol/limits.ts';
import type { SendHttp } from '../protocol/ports.ts';
import { refuse, type Result, succeed } from '../protocol/result.ts';
import { readRefusal, requestJson } from './issuer-client.ts';
import type { ActivationInHand } from './open-activation.ts';

/** Both secret. */
export interface TokenGrant {
  readonly accessToken: string;
  /** Null where the issuer gives none. */
  readonly refreshToken: string | null;
}

/**
 * Exchanges the pre-authorized code and the activation code for an access token (OpenID4VCI 1.0 6.1). A code that cannot be right is
 * CODE_FORMAT and costs no try. Refusals: CODE_WRONG with tries left, CODE_LOCKED, ORDER_EXPIRED, ORDER_CANCELLED, OFFER_USED.
 */
export async function requestToken(
  activation: ActivationInHand,
  typedCode: string,
  send: SendHttp,
): Promise<Result<TokenGrant>> {
  const { offer, endpoints } = activation;
  const code = normaliseCode(typedCode);
  if (!isCodeOfShape(code, offer.code))
    return refuse('CODE_FORMAT', `${offer.code.length ?? 'a few'} characters are asked for`);
  const form = { grant_type: PRE_AUTHORIZED_GRANT, 'pre-authorized_code': offer.preAuthorizedCode, tx_code: code };
  return askForToken(endpoints.token, form, 'CODE_WRONG', send);
}

/** A refresh token for a new access token (RFC 6749 6). The old one is spent by asking. Refusals as the issuer names them, else OFFER_USED. */
export const refreshToken = (tokenEndpoint: string, token: string, send: SendHttp): Promise<Result<TokenGrant>> =>
  askForToken(tokenEndpoint, { grant_type: 'refresh_token', refresh_token: token }, 'OFFER_USED', send);

async function askForToken(
  url: string,
  form: Readonly<Record<string, string>>,
  otherwise: Code,
  send: SendHttp,
): Promise<Result<TokenGrant>> {
  const answer = await requestJson(
    {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(form).toString(),
    },
    send,
  );
  if (!answer.ok) return answer;
  if (answer.value.status !== 200) return { ok: false, ...readRefusal(answer.value, otherwise) };
  const { access_token: token, token_type: type, refresh_token: refresh } = answer.value.value;
  const isBearer = typeof type === 'string' && type.toLowerCase() === 'bearer';
  if (typeof token !== 'string' || token === '' || !isBearer)
    return refuse('CLAIM_MISSING', 'no bearer token in the answer');
  if (token.length > MAX_ACCESS_TOKEN_CHARACTERS)
    return refuse('CLAIM_TYPE', `access token of ${token.length} characters`);
  // One that is too long to keep is as good as none: the card is stored, and cannot be renewed.
  const isKept = typeof refresh === 'string' && refresh !== '' && refresh.length <= MAX_ACCESS_TOKEN_CHARACTERS;
  return succeed({ accessToken: token, refreshToken: isKept ? refresh : null });
}
