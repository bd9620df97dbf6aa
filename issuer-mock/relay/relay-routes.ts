import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import { REQUEST_LIFETIME_S } from '../../shared/protocol/limits.ts';
import { REQUEST_OBJECT_TYPE } from '../../shared/protocol/verifier-request.ts';
import { answerError, answerFresh } from '../http/answers.ts';
import { readForm, readJson } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { answerOver, answerResult, answerUnknown, refuseHead, withdrawRequest } from './own-request.ts';
import { readRequestObject } from './read-request.ts';
import type { RequestAnswer } from './relay.ts';

/** A verifier asks for a card through here, a wallet answers (protocol.md 2, OpenID4VP 1.0 8.2). */
export function createRelayRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.post('/requests', (c) => placeRequest(c, issuer));
  routes.get('/q', (c) => findByCode(c, issuer));
  routes.get('/q/:id', (c) => answerRequestObject(c, issuer, c.req.param('id')));
  routes.post('/r/:id', (c) => takeAnswer(c, issuer, c.req.param('id')));
  routes.get('/requests/:id/result', (c) => answerResult(c, issuer, c.req.param('id')));
  routes.delete('/requests/:id', (c) => withdrawRequest(c, issuer, c.req.param('id')));
  return routes;
}

async function placeRequest(c: Context, { url, now, relay }: Issuer): Promise<Response> {
  const body = await readJson(c);
  if (!body.ok) return answerError(c, 400, 'invalid_request', body.why);
  const { request: text } = body.value;
  if (typeof text !== 'string')
    return answerError(c, 400, 'invalid_request', 'request, a signed request object, is missing');
  const request = await readRequestObject(text, { url, now, verify: verifyEs256 });
  if (!request.ok) return answerError(c, 400, 'invalid_request', request.why);
  const { id } = request.value;
  const placed = relay.place(request.value);
  if (placed === 'known') return answerError(c, 409, 'request_known', 'there is, or was, a request with this id');
  if ('retryAfterS' in placed)
    return answerTooMany(c, placed.retryAfterS, 'too_many_requests', 'as many requests are open as may be');
  const members = {
    ...{ code: placed.code, expires_in: REQUEST_LIFETIME_S, request_uri: `${url}/q/${id}` },
    ...{ result_uri: `${url}/requests/${id}/result`, result_token: placed.token },
  };
  return answerFresh(c, members, 201);
}

function answerTooMany(c: Context, retryAfterS: number, error: string, description: string): Response {
  c.header('Retry-After', String(retryAfterS));
  return answerError(c, 429, error, description);
}

/** Once for each code, so a request for the headers alone must not use it up. */
function findByCode(c: Context, { url, relay, codeTries }: Issuer): Response {
  if (c.req.method === 'HEAD') return refuseHead(c);
  // SECURITY: who is at the other end of the connection, never what a header says of it.
  const address = (c.env as HttpBindings).incoming.socket.remoteAddress ?? '';
  const waitS = codeTries.findWaitS(address);
  if (waitS !== null) return answerTooMany(c, waitS, 'too_many_tries', 'too many wrong codes; try again later');
  const found = relay.spendCode(c.req.query('code') ?? '');
  if (found === 'over') return answerOver(c);
  if (found !== 'unknown') return answerFresh(c, { client_id: found.clientId, request_uri: `${url}/q/${found.id}` });
  codeTries.noteWrong(address);
  return answerError(c, 404, 'code_unknown', 'nobody waits under this code, or it has been used');
}

function answerRequestObject(c: Context, { relay }: Issuer, id: string): Response {
  const request = relay.read(id, c.req.method === 'GET');
  if (request === 'unknown') return answerUnknown(c);
  if (request === 'over') return answerOver(c);
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', REQUEST_OBJECT_TYPE);
  return c.body(request.text);
}

/** An error name as RFC 6749 4.1.2.1 writes it. */
const ERROR_NAME = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,100}$/u;

function readAnswer(form: ReadonlyMap<string, string>): RequestAnswer | null {
  const [vpToken, error] = [form.get('vp_token'), form.get('error')];
  if ((vpToken === undefined) === (error === undefined)) return null;
  if (vpToken !== undefined) return { kind: 'shared', vpToken };
  return error !== undefined && ERROR_NAME.test(error) ? { kind: 'declined', error } : null;
}

async function takeAnswer(c: Context, { relay }: Issuer, id: string): Promise<Response> {
  const known = relay.read(id, false);
  if (known === 'unknown') return answerUnknown(c);
  if (known === 'over') return answerOver(c);
  const form = await readForm(c);
  if (!form.ok) return answerError(c, 400, 'invalid_request', form.why);
  const answer = readAnswer(form.value);
  if (!answer) return answerError(c, 400, 'invalid_request', 'exactly one of vp_token and error is needed');
  switch (relay.answer(id, form.value.get('state') ?? '', answer)) {
    case 'unknown':
      return answerUnknown(c);
    case 'over':
      return answerOver(c);
    case 'wrong-state':
      return answerError(c, 400, 'invalid_request', 'state is not that of the request');
    case 'taken':
      return answerFresh(c, {});
  }
}
