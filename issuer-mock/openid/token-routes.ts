import { type Context, Hono } from 'hono';
import type { Code } from '../../shared/protocol/codes.ts';
import {
  CARD_CONFIGURATION_ID,
  type CodeShape,
  createOffer,
  PRE_AUTHORIZED_GRANT,
} from '../../shared/protocol/offer.ts';
import { answerError, answerFresh } from '../http/answers.ts';
import { readForm } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { findOrder } from '../orders/order.ts';
import { findRedemptionProblem, redeemCode, type TokenGrant } from '../orders/redeem-code.ts';
import { refreshAccess } from '../orders/refresh-access.ts';
import { REFRESH_GRANT } from './metadata.ts';

/** Why an order cannot be redeemed, for the person reading a log. */
export const REDEMPTION_SENTENCES: Partial<Record<Code, string>> = {
  OFFER_UNKNOWN: 'there is no such offer',
  OFFER_USED: 'this offer has been used; one order makes one card',
  ORDER_PENDING: 'the order is not ready yet',
  ORDER_FAILED: 'the order has failed; place a new one',
  ORDER_CANCELLED: 'the order was cancelled; place a new one',
  ORDER_EXPIRED: 'the order was not collected in time; place a new one',
  CODE_LOCKED: 'too many wrong codes have locked the order; place a new one',
};

/** From the scanned offer to an access token (OpenID4VCI 1.0 4.1.3 and 6), and to a new one for a card that was collected. */
export function createTokenRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.get('/o/:ref', (c) => answerOffer(c, issuer, c.req.param('ref')));
  routes.post('/token', (c) => answerTokenRequest(c, issuer));
  return routes;
}

async function answerOffer(c: Context, issuer: Issuer, ref: string): Promise<Response> {
  const order = await findOrder(issuer, 'ref', ref);
  const problem = findRedemptionProblem(order);
  if (!order?.activation || problem) {
    const code = problem ?? 'OFFER_UNKNOWN';
    const isGone = code !== 'OFFER_UNKNOWN';
    return answerError(c, isGone ? 410 : 404, isGone ? 'offer_gone' : 'offer_unknown', sentenceOf(code), {
      mleg_code: code,
    });
  }
  const offer = createOffer({
    issuer: issuer.url,
    configurationId: CARD_CONFIGURATION_ID,
    preAuthorizedCode: order.activation.preAuthorizedCode,
    code: shapeOf(order.activation.activationCode),
  });
  return answerFresh(c, offer);
}

/** As the order's own code was drawn: the settings may have changed since. */
const shapeOf = (code: string): CodeShape => ({
  length: code.length,
  inputMode: /^\d+$/u.test(code) ? 'numeric' : 'text',
});

async function answerTokenRequest(c: Context, issuer: Issuer): Promise<Response> {
  const form = await readForm(c);
  if (!form.ok) return answerError(c, 400, 'invalid_request', form.why);
  const grant = form.value.get('grant_type');
  const preAuthorizedCode = form.value.get('pre-authorized_code');
  const activationCode = form.value.get('tx_code');
  if (grant === undefined) return answerError(c, 400, 'invalid_request', 'grant_type is missing');
  if (grant === REFRESH_GRANT) return answerRefreshRequest(c, issuer, form.value.get('refresh_token'));
  if (grant !== PRE_AUTHORIZED_GRANT) {
    const description = `the grants here are ${PRE_AUTHORIZED_GRANT} and ${REFRESH_GRANT}`;
    return answerError(c, 400, 'unsupported_grant_type', description);
  }
  if (preAuthorizedCode === undefined) return answerError(c, 400, 'invalid_request', 'pre-authorized_code is missing');
  if (activationCode === undefined) return answerMissingCode(c, issuer, preAuthorizedCode);
  const redeemed = await redeemCode(issuer, preAuthorizedCode, activationCode);
  if (!redeemed.ok) return answerRefusal(c, redeemed.code, redeemed.triesLeft);
  return answerGrant(c, redeemed.grant);
}

/** RFC 6749 6: a wallet that has a card asks for access to it again, to renew it. */
async function answerRefreshRequest(c: Context, issuer: Issuer, refreshToken: string | undefined): Promise<Response> {
  if (refreshToken === undefined) return answerError(c, 400, 'invalid_request', 'refresh_token is missing');
  const refreshed = await refreshAccess(issuer, refreshToken);
  if (refreshed.ok) return answerGrant(c, refreshed.grant);
  if (refreshed.code === null) return answerError(c, 400, 'invalid_grant', 'the refresh token is unknown, or was used');
  return answerRefusal(c, refreshed.code);
}

/** RFC 6749 5.1. */
const answerGrant = (c: Context, { accessToken, expiresInS, refreshToken }: TokenGrant): Response =>
  answerFresh(c, {
    ...{ access_token: accessToken, token_type: 'Bearer', expires_in: expiresInS, refresh_token: refreshToken },
  });

/** A code left out costs no try. An order that no code could redeem is told apart, so that nobody is asked for one in vain. */
async function answerMissingCode(c: Context, issuer: Issuer, preAuthorizedCode: string): Promise<Response> {
  const problem = findRedemptionProblem(await findOrder(issuer, 'pre_authorized_code', preAuthorizedCode));
  if (problem) return answerRefusal(c, problem);
  return answerError(c, 400, 'invalid_request', 'tx_code, the activation code, is missing', {
    mleg_code: 'CODE_FORMAT',
  });
}

function answerRefusal(c: Context, code: Code, triesLeft?: number): Response {
  if (triesLeft === undefined) return answerError(c, 400, 'invalid_grant', sentenceOf(code), { mleg_code: code });
  const tries = triesLeft === 1 ? '1 try left' : `${triesLeft} tries left`;
  const members = { mleg_code: code, tries_left: triesLeft } as const;
  return answerError(c, 400, 'invalid_grant', `the activation code is wrong; ${tries}`, members);
}

const sentenceOf = (code: Code): string => REDEMPTION_SENTENCES[code] ?? code;
