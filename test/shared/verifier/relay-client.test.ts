import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HttpRequest, SendHttp } from '../../../shared/protocol/ports.ts';
import { placeRequest, readNews } from '../../../shared/verifier/relay-client.ts';
import { createPrivateKey, NOW_MS } from '../../support/specimen-issuer.ts';

const RELAY = 'https://relay.example';

/** A relay that answers everything with this. */
const answering =
  (status: number, body: unknown): SendHttp =>
  () =>
    Promise.resolve({
      ok: true,
      answer: { status, contentType: 'application/json', text: typeof body === 'string' ? body : JSON.stringify(body) },
    });

describe('placing a question', () => {
  const taken = {
    ...{ code: '482913', expires_in: 120, request_uri: `${RELAY}/q/1` },
    ...{ result_uri: `${RELAY}/requests/1/result`, result_token: 'token' },
  };
  const place = (send: SendHttp) =>
    placeRequest(RELAY, ['card'], createPrivateKey(), { send, now: () => NOW_MS, randomBytes });

  it('brings link, digits and end, which is never later than the question itself holds', async () => {
    const placed = await place(answering(201, { ...taken, expires_in: 100_000 }));
    expect(placed).toMatchObject({ kind: 'placed', request: { code: '482913', expiresAt: NOW_MS + 120_000 } });
  });

  it.each([
    ['no six digits', { code: '48291' }],
    ['no time to answer', { expires_in: 0 }],
    ['a question elsewhere', { request_uri: 'https://evil.example/q/1' }],
    // SECURITY: the token that reads the answer would go there.
    ['an answer elsewhere', { result_uri: 'https://relay.example.evil.example/requests/1/result' }],
    ['no token', { result_token: undefined }],
  ])('is refused where the relay names %s', async (_what, change) => {
    expect(await place(answering(201, { ...taken, ...change }))).toMatchObject({ kind: 'refused' });
  });

  it('tells a relay that will not from one that cannot', async () => {
    const kinds = await Promise.all([429, 503].map(async (status) => (await place(answering(status, {}))).kind));
    expect(kinds).toEqual(['refused', 'unreachable']);
  });
});

describe('what the relay says', () => {
  const request = { resultUri: `${RELAY}/requests/1/result`, resultToken: 'token', state: 'state-1' };
  const read = (status: number, body: unknown) => readNews(request, 'waiting', 8, answering(status, body));
  const token = (value: unknown) => ({ vp_token: JSON.stringify(value), state: 'state-1' });

  it('is asked for with the token of this question', async () => {
    const sent: HttpRequest[] = [];
    await readNews(request, 'opened', 8, (asked) => {
      sent.push(asked);
      return answering(404, {})(asked);
    });
    expect(sent).toMatchObject([
      { url: `${RELAY}/requests/1/result?seen=opened&wait=8`, headers: { authorization: 'Bearer token' } },
    ]);
  });

  it.each([
    ['one document', 200, token({ mlegitymacja: ['a~b'] }), { kind: 'answered', presentation: 'a~b' }],
    ['a refusal', 200, { error: 'access_denied', state: 'state-1' }, { kind: 'declined' }],
    ['still waiting', 202, { status: 'waiting' }, { kind: 'waiting' }],
    ['opened', 202, { status: 'opened' }, { kind: 'opened' }],
    ['unknown', 404, {}, { kind: 'ended' }],
    ['over', 410, {}, { kind: 'ended' }],
    ['something broken', 200, 'half an ans', { kind: 'unreachable', why: 'HTTP 200' }],
    ['a fault', 500, {}, { kind: 'unreachable', why: 'HTTP 500' }],
  ] as const)('is %s', async (_what, status, body, news) => {
    expect(await read(status, body)).toEqual(news);
  });

  it.each([
    ['of another question', { ...token({ mlegitymacja: ['a~b'] }), state: 'state-2' }],
    ['of nobody who has seen the question', { vp_token: JSON.stringify({ mlegitymacja: ['a~b'] }) }],
    ['refused in another’s name', { error: 'access_denied', state: 'state-2' }],
    ['of two documents', token({ mlegitymacja: ['a~b', 'c~d'] })],
    ['under two names', token({ mlegitymacja: ['a~b'], other: ['c~d'] })],
    ['of none', token({ mlegitymacja: [] })],
    ['that is no text', token({ mlegitymacja: [{}] })],
    ['that is no JSON', { vp_token: 'a~b', state: 'state-1' }],
  ])('is not read where it is an answer %s', async (_what, body) => {
    expect(await read(200, body)).toEqual({ kind: 'unreadable' });
  });
});
