import { type Context, Hono } from 'hono';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import { isJsonObject, type JsonObject } from '../../shared/protocol/json.ts';
import { checkKeyProof } from '../../shared/protocol/key-proof.ts';
import { CARD_CONFIGURATION_ID } from '../../shared/protocol/offer.ts';
import { answerError, answerFresh } from '../http/answers.ts';
import { readBearer, readJson } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { findOrder, type Order } from '../orders/order.ts';
import { fingerprint } from '../secrets.ts';
import { issueCard } from './issue-card.ts';
import { giveNonce, spendNonce } from './nonces.ts';
import { isNotificationEvent, noteNotification } from './notifications.ts';
import { REDEMPTION_SENTENCES } from './token-routes.ts';

/** From an access token to the card (OpenID4VCI 1.0 7, 8 and 11). */
export function createCredentialRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.post('/nonce', async (c) => answerFresh(c, { c_nonce: await giveNonce(issuer) }));
  routes.post('/credential', async (c) => {
    const order = await findOrderOfToken(c, issuer);
    return order ? answerCredentialRequest(c, issuer, order) : answerInvalidToken(c);
  });
  routes.post('/notification', async (c) => {
    const order = await findOrderOfToken(c, issuer);
    return order ? answerNotification(c, issuer, order) : answerInvalidToken(c);
  });
  return routes;
}

async function findOrderOfToken(c: Context, issuer: Issuer): Promise<Order | null> {
  const token = readBearer(c);
  const order = token === null ? null : await findOrder(issuer, 'token_hash', fingerprint(token));
  return order !== null && (order.tokenExpiresAt ?? 0) > issuer.now() ? order : null;
}

/** RFC 6750 3: a request without any token is told only that one is needed. */
function answerInvalidToken(c: Context): Response {
  const hasToken = c.req.header('Authorization') !== undefined;
  c.header('WWW-Authenticate', hasToken ? 'Bearer error="invalid_token"' : 'Bearer');
  return answerError(
    c,
    401,
    'invalid_token',
    hasToken ? 'the access token is unknown or has run out' : 'an access token is needed',
  );
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
  const issued = await issueCard(issuer, order, checked.key);
  if (!issued.ok) {
    const sentence = REDEMPTION_SENTENCES[issued.code] ?? issued.code;
    return answerError(c, 400, 'credential_request_denied', sentence, { mleg_code: issued.code });
  }
  return answerFresh(c, { credentials: [{ credential: issued.credential }], notification_id: issued.notificationId });
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
