import { type Context, Hono } from 'hono';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import { isJsonObject, type JsonObject } from '../../shared/protocol/json.ts';
import { checkKeyProof } from '../../shared/protocol/key-proof.ts';
import { CARD_CONFIGURATION_ID } from '../../shared/protocol/offer.ts';
import { answerError, answerFresh } from '../http/answers.ts';
import { readJson } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import type { Order } from '../orders/order.ts';
import { answerInvalidToken, findOrderOfToken } from './access-token.ts';
import { answerDenied, answerDeferral, issueOrDefer, readDeferred } from './deferred-issuance.ts';
import { giveNonce, spendNonce } from './nonces.ts';
import { isNotificationEvent, noteNotification } from './notifications.ts';

/** From an access token to the card (OpenID4VCI 1.0 7, 8, 9 and 11). */
export function createCredentialRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.post('/nonce', async (c) => answerFresh(c, { c_nonce: await giveNonce(issuer) }));
  routes.post('/credential', async (c) => {
    const order = await findOrderOfToken(c, issuer);
    return order ? answerCredentialRequest(c, issuer, order) : answerInvalidToken(c);
  });
  routes.post('/deferred', async (c) => {
    const order = await findOrderOfToken(c, issuer);
    return order ? answerDeferredRequest(c, issuer, order) : answerInvalidToken(c);
  });
  routes.post('/notification', async (c) => {
    const order = await findOrderOfToken(c, issuer);
    return order ? answerNotification(c, issuer, order) : answerInvalidToken(c);
  });
  return routes;
}

async function answerCredentialRequest(c: Context, issuer: Issuer, order: Order): Promise<Response> {
  const body = await readJson(c);
  if (!body.ok) return answerError(c, 400, 'invalid_credential_request', body.why);
  const problem = findRequestProblem(body.value);
  if (problem) return answerError(c, 400, problem.error, problem.description);
  const proof = readSingleProof(body.value['proofs']);
  if (!proof.ok) return answerError(c, 400, 'invalid_proof', proof.why);
  const checked = await checkKeyProof(proof.jwt, issuer.url, {
    now: issuer.now,
    verify: verifyEs256,
    spendNonce: (nonce) => spendNonce(issuer, nonce),
  });
  if (!checked.ok) return answerError(c, 400, checked.error, checked.detail);
  const issued = await issueOrDefer(issuer, order, checked.key);
  if (!issued.ok) return answerDenied(c, issued.code);
  if ('deferral' in issued) return answerDeferral(c, issuer, order, issued.deferral);
  return answerFresh(c, { credentials: [{ credential: issued.credential }], notification_id: issued.notificationId });
}

/** OpenID4VCI 1.0 9: asks again for a card that was to come later. */
async function answerDeferredRequest(c: Context, issuer: Issuer, order: Order): Promise<Response> {
  const body = await readJson(c);
  if (!body.ok) return answerError(c, 400, 'invalid_credential_request', body.why);
  const { transaction_id: id } = body.value;
  if (typeof id !== 'string') return answerError(c, 400, 'invalid_credential_request', 'transaction_id is missing');
  const issued = await readDeferred(issuer, order, id);
  if (!issued) return answerError(c, 400, 'invalid_transaction_id', 'nothing waits under that transaction_id');
  if (!issued.ok) return answerDenied(c, issued.code);
  if ('deferral' in issued) return answerDeferral(c, issuer, order, issued.deferral);
  // No notification_id, which OpenID4VCI 1.0 9.2 leaves open: a widespread client refuses it here. /credential gives it.
  return answerFresh(c, { credentials: [{ credential: issued.credential }] });
}

/** OpenID4VCI 1.0 8.2: exactly one of the two names of what is wanted. Members not named in the specification are ignored. */
function findRequestProblem(request: JsonObject): { readonly error: string; readonly description: string } | null {
  const { credential_configuration_id: configuration, credential_identifier: identifier } = request;
  if ((configuration === undefined) === (identifier === undefined)) {
    const description = 'exactly one of credential_configuration_id and credential_identifier is needed';
    return { error: 'invalid_credential_request', description };
  }
  if (configuration !== undefined && configuration !== CARD_CONFIGURATION_ID) {
    return { error: 'unknown_credential_configuration', description: `the only one is ${CARD_CONFIGURATION_ID}` };
  }
  if (identifier !== undefined && identifier !== CARD_CONFIGURATION_ID) {
    return { error: 'unknown_credential_identifier', description: `the only one is ${CARD_CONFIGURATION_ID}` };
  }
  if (request['credential_response_encryption'] !== undefined) {
    return { error: 'invalid_encryption_parameters', description: 'answers are not encrypted here' };
  }
  return null;
}

type SingleProof = { readonly ok: true; readonly jwt: string } | { readonly ok: false; readonly why: string };

function readSingleProof(proofs: unknown): SingleProof {
  const list = isJsonObject(proofs) ? proofs['jwt'] : undefined;
  if (!Array.isArray(list)) return { ok: false, why: 'proofs.jwt, a list of key proofs, is missing' };
  const [jwt, ...more] = list as unknown[];
  if (typeof jwt !== 'string' || more.length > 0) return { ok: false, why: 'exactly one key proof is needed' };
  return { ok: true, jwt };
}

async function answerNotification(c: Context, issuer: Issuer, order: Order): Promise<Response> {
  const body = await readJson(c);
  if (!body.ok) return answerError(c, 400, 'invalid_notification_request', body.why);
  const { notification_id: id, event } = body.value;
  if (typeof id !== 'string' || !isNotificationEvent(event)) {
    return answerError(c, 400, 'invalid_notification_request', 'notification_id and a known event are needed');
  }
  const isKnown = await noteNotification(issuer, order, id, event);
  if (!isKnown) return answerError(c, 400, 'invalid_notification_id', 'no card of this token has that notification_id');
  return c.body(null, 204);
}
