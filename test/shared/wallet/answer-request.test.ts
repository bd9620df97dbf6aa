import { describe, expect, it } from 'vitest';
import { createEs256Signer } from '../../../shared/protocol/es256.ts';
import type { HttpRequest, SendHttp } from '../../../shared/protocol/ports.ts';
import { splitSdJwt } from '../../../shared/protocol/presentation.ts';
import { createClientId, createRequestLink } from '../../../shared/protocol/verifier-request.ts';
import { answerRequest, declineRequest, findFittingCards } from '../../../shared/wallet/answer-request.ts';
import type { RequestInHand } from '../../../shared/wallet/presentation-request.ts';
import { findRequestLink, formatRequestCode, readRequestCode } from '../../../shared/wallet/request-code.ts';
import type { StoredCard } from '../../../shared/wallet/wallet-document.ts';
import { createPrivateKey, NOW_MS, NOW_S, sha256, SpecimenIssuer } from '../../support/specimen-issuer.ts';

const holder = createPrivateKey();
const request: RequestInHand = {
  asked: { who: 'verifier.example', isNamed: false, host: 'verifier.example', fields: [] },
  ...{ clientId: 'redirect_uri:https://verifier.example/r/1', responseUri: 'https://verifier.example/r/1' },
  ...{ nonce: 'nonce-1', state: 'state-1', credentialId: 'query-7', groups: ['card'], expiresAt: NOW_S + 120 },
};

function network(status = 200, text = '{}') {
  const sent: HttpRequest[] = [];
  const send = (asked: HttpRequest) => {
    sent.push(asked);
    return Promise.resolve({ ok: true, answer: { status, contentType: 'application/json', text } } as const);
  };
  return { sent, send };
}
const answer = async ({ send }: { readonly send: SendHttp }, asked = request, nowMs = NOW_MS) => {
  const credential = await new SpecimenIssuer().credential(holder);
  return answerRequest(asked, credential, { sign: createEs256Signer(holder), sha256, now: () => nowMs, send });
};

describe('sharing a card', () => {
  it('posts one presentation under the name of the query, with the state, bound to nonce and client', async () => {
    const net = network();
    expect(await answer(net)).toEqual({ ok: true, value: { redirectUri: null } });
    const { method, url, headers, body } = net.sent[0]!;
    expect([method, url, headers?.['content-type']]).toEqual([
      'POST',
      'https://verifier.example/r/1',
      'application/x-www-form-urlencoded',
    ]);
    const form = new URLSearchParams(body);
    expect([[...form.keys()].sort(), form.get('state')]).toEqual([['state', 'vp_token'], 'state-1']);
    const token = JSON.parse(form.get('vp_token') ?? '') as Record<string, string[]>;
    expect(Object.keys(token)).toEqual(['query-7']);
    const parts = splitSdJwt(token['query-7']?.[0] ?? '');
    expect(parts?.disclosures).toHaveLength(1);
    const claims: unknown = JSON.parse(Buffer.from(parts?.keyBinding?.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ aud: request.clientId, nonce: 'nonce-1', iat: NOW_S });
  });

  it.each([
    ['{"redirect_uri":"https://verifier.example/done?x=1"}', 'https://verifier.example/done?x=1'],
    ['{"redirect_uri":"javascript:alert(1)"}', null],
    ['{"redirect_uri":"http://verifier.example/done"}', null],
    ['{"redirect_uri":7}', null],
    ['', null],
  ])('hands back from %s the address to go on to: %s', async (text, redirectUri) => {
    expect(await answer(network(200, text))).toEqual({ ok: true, value: { redirectUri } });
  });

  it.each([
    [404, 'REQUEST_UNKNOWN'],
    [410, 'REQUEST_EXPIRED'],
    [400, 'REQUEST_UNREACHABLE'],
  ])('is told of HTTP %i as %s', async (status, code) => {
    expect(await answer(network(status))).toMatchObject({ ok: false, code });
    const silent = { send: () => Promise.resolve({ ok: false, why: 'nothing answers' } as const) };
    expect(await answer(silent)).toMatchObject({ ok: false, code: 'REQUEST_UNREACHABLE' });
  });

  it('sends nothing where consent came too late', async () => {
    const net = network();
    expect(await answer(net, request, NOW_MS + 120_000)).toMatchObject({ ok: false, code: 'REQUEST_EXPIRED' });
    expect(net.sent).toEqual([]);
    expect(await answer(net, { ...request, expiresAt: null }, NOW_MS + 120_000)).toMatchObject({ ok: true });
  });
});

describe('declining', () => {
  it('says so and shares nothing', async () => {
    const net = network();
    expect(await declineRequest(request, net.send)).toMatchObject({ ok: true });
    expect(net.sent.map(({ body }) => body)).toEqual(['error=access_denied&state=state-1']);
  });
});

describe('choosing a card', () => {
  it('offers all that have what is asked for', () => {
    const [plain, pictured] = [
      { id: 'a', photo: null },
      { id: 'b', photo: 'data:' },
    ] as unknown as StoredCard[];
    const cards = [plain, pictured] as StoredCard[];
    expect(findFittingCards({ groups: ['card', 'identity'] }, cards)).toEqual(cards);
    expect(findFittingCards({ groups: ['photo'] }, cards)).toEqual([pictured]);
  });
});

describe('six digits', () => {
  const RELAY = 'http://127.0.0.1:47801';
  const clientId = createClientId(createPrivateKey());
  const found = (requestUri: unknown): string => JSON.stringify({ client_id: clientId, request_uri: requestUri });

  it.each([
    ['123456', '123456'],
    [' 123 456\n', '123456'],
    ['123-456', '123456'],
    ['12–34–56', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['١٢٣٤٥٦', null],
    ['', null],
  ])('%j is read as %s', (typed, code) => expect(readRequestCode(typed)).toBe(code));

  it('are shown as three and three, and read again', () => {
    expect(formatRequestCode('012345')).toBe('012 345');
    expect(readRequestCode(formatRequestCode('012345'))).toBe('012345');
  });

  it('lead to the link that the QR code holds', async () => {
    const net = network(200, found(`${RELAY}/q/abc`));
    expect(await findRequestLink('123 456', RELAY, net.send)).toEqual({
      ok: true,
      value: createRequestLink(clientId, `${RELAY}/q/abc`),
    });
    expect(net.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([`GET ${RELAY}/q?code=123456`]);
  });

  it.each([
    ['an address elsewhere', 200, found('https://evil.example/q/abc'), 'REQUEST_FORMAT'],
    ['no address', 200, found(undefined), 'REQUEST_FORMAT'],
    ['no JSON', 200, '<html>', 'REQUEST_FORMAT'],
    ['nobody waiting', 404, '{}', 'REQUEST_UNKNOWN'],
    ['a code used up', 410, '{}', 'REQUEST_EXPIRED'],
    ['too many tries', 429, '{}', 'REQUEST_UNREACHABLE'],
  ])('end with %s in a refusal', async (_what, status, text, code) => {
    expect(await findRequestLink('123456', RELAY, network(status, text).send)).toMatchObject({ ok: false, code });
  });

  it('ask nobody where they are not six', async () => {
    const net = network();
    expect(await findRequestLink('12345', RELAY, net.send)).toMatchObject({ ok: false, code: 'REQUEST_UNKNOWN' });
    expect(net.sent).toEqual([]);
  });

  it('are given up where the relay cannot be reached', async () => {
    const send = () => Promise.resolve({ ok: false, why: 'nothing answers' } as const);
    expect(await findRequestLink('123456', RELAY, send)).toMatchObject({ ok: false, code: 'REQUEST_UNREACHABLE' });
  });
});
