import { beforeEach, describe, expect, it } from 'vitest';
import { type Code } from '../../../shared/protocol/codes.ts';
import { publicPart, verifyEs256 } from '../../../shared/protocol/es256.ts';
import type { ActivationInHand } from '../../../shared/wallet/open-activation.ts';
import { openActivation } from '../../../shared/wallet/open-activation.ts';
import { requestCard } from '../../../shared/wallet/request-card.ts';
import type { Redemption } from '../../../shared/wallet/wallet-document.ts';
import { requestToken } from '../../../shared/wallet/request-token.ts';
import { GOOD_CODE, PaperIssuer } from '../../support/paper-issuer.ts';
import { createPrivateKey, DAY_S, ISSUER, NOW_MS, NOW_S, sha256 } from '../../support/specimen-issuer.ts';

let paper: PaperIssuer;
beforeEach(() => {
  paper = new PaperIssuer();
});

const open = async (text?: string) =>
  openActivation(text ?? (await paper.issuer.activationQr()), {
    now: () => NOW_MS,
    verify: verifyEs256,
    send: paper.send,
    findKeys: paper.issuer.findKeys('activation-qr'),
    isUsed: () => Promise.resolve(false),
    findIssuerOf: () => Promise.resolve(null),
  });

async function openGenuine(): Promise<ActivationInHand> {
  const opened = await open();
  if (!opened.ok) throw new Error(opened.code);
  return opened.value;
}

const json = (status: number, value: Record<string, unknown>) => ({ status, value });

describe('opening an activation', () => {
  it('ends with what is needed to ask for the code, and has asked the issuer for three things', async () => {
    const { steps, ...activation } = (await openGenuine()) as ActivationInHand & { steps: readonly unknown[] };
    expect(activation).toEqual({
      issuer: ISSUER,
      jti: 'qr-jti-1',
      isSigned: true,
      expiresAt: NOW_S + 30 * DAY_S,
      offer: {
        issuer: ISSUER,
        configurationId: 'mlegitymacja',
        preAuthorizedCode: 'secret-pre-authorized-code',
        code: { length: 8, inputMode: 'text' },
      },
      endpoints: {
        credential: `${ISSUER}/credential`,
        token: `${ISSUER}/token`,
        nonce: `${ISSUER}/nonce`,
        notification: `${ISSUER}/notification`,
        deferred: `${ISSUER}/deferred`,
      },
    });
    expect(steps).toHaveLength(20);
    expect(paper.requests.map(({ method, url }) => `${method} ${url.slice(ISSUER.length)}`)).toEqual([
      'GET /o/ref1',
      'GET /.well-known/openid-credential-issuer',
      'GET /.well-known/oauth-authorization-server',
    ]);
  });

  it('asks nobody anything about a QR that fails its own checks', async () => {
    const opened = await open(`${await paper.issuer.activationQr()}\n`);
    expect(opened).toMatchObject({ ok: false, code: 'JWS_FORMAT' });
    expect(paper.requests).toEqual([]);
  });

  const METADATA = '/.well-known/openid-credential-issuer';
  const SERVER = '/.well-known/oauth-authorization-server';
  const good = {
    credential_issuer: ISSUER,
    credential_endpoint: `${ISSUER}/credential`,
    nonce_endpoint: `${ISSUER}/nonce`,
    credential_configurations_supported: { mlegitymacja: {} },
  };
  const offer = (changes: Record<string, unknown>) =>
    json(200, {
      credential_issuer: ISSUER,
      credential_configuration_ids: ['mlegitymacja'],
      grants: { 'urn:ietf:params:oauth:grant-type:pre-authorized_code': { 'pre-authorized_code': 'x', tx_code: {} } },
      ...changes,
    });

  it.each([
    ['the offer is unknown', '/o/ref1', json(404, { error: 'x' }), 'OFFER_UNKNOWN'],
    ['the offer has been used', '/o/ref1', json(410, { error: 'x' }), 'OFFER_USED'],
    ['the order is cancelled', '/o/ref1', json(410, { mleg_code: 'ORDER_CANCELLED' }), 'ORDER_CANCELLED'],
    ['a made-up code is named', '/o/ref1', json(410, { mleg_code: 'HACKED' }), 'OFFER_USED'],
    ['nobody answers', '/o/ref1', 'unreachable', 'ISSUER_UNREACHABLE'],
    ['the issuer has a fault', '/o/ref1', json(500, {}), 'ISSUER_UNREACHABLE'],
    ['it redirects', '/o/ref1', { status: 302, contentType: 'text/html', text: '' }, 'ISSUER_UNREACHABLE'],
    ['a web page comes back', '/o/ref1', { status: 200, contentType: 'text/html', text: '<p>' }, 'ISSUER_UNREACHABLE'],
    [
      'half an answer',
      '/o/ref1',
      { status: 200, contentType: 'application/json', text: '{"cred' },
      'ISSUER_UNREACHABLE',
    ],
    [
      'the offer names another issuer',
      '/o/ref1',
      offer({ credential_issuer: 'https://evil.example' }),
      'ISSUER_MISMATCH',
    ],
    ['the offer has no grant', '/o/ref1', offer({ grants: {} }), 'CLAIM_MISSING'],
    [
      'the offer asks for no code',
      '/o/ref1',
      offer({ grants: { 'urn:ietf:params:oauth:grant-type:pre-authorized_code': { 'pre-authorized_code': 'x' } } }),
      'CLAIM_MISSING',
    ],
    [
      'the metadata name another issuer',
      METADATA,
      json(200, { ...good, credential_issuer: 'https://evil.example' }),
      'ISSUER_MISMATCH',
    ],
    [
      'the configuration is not offered',
      METADATA,
      json(200, { ...good, credential_configurations_supported: {} }),
      'CLAIM_MISSING',
    ],
    [
      'the credential endpoint lies elsewhere',
      METADATA,
      json(200, { ...good, credential_endpoint: 'https://evil.example/c' }),
      'ISSUER_MISMATCH',
    ],
    [
      'the nonce endpoint lies elsewhere',
      METADATA,
      json(200, { ...good, nonce_endpoint: 'https://evil.example/n' }),
      'ISSUER_MISMATCH',
    ],
    [
      'the notification endpoint lies elsewhere',
      METADATA,
      json(200, { ...good, notification_endpoint: 'https://evil.example/n' }),
      'ISSUER_MISMATCH',
    ],
    ['the server names another issuer', SERVER, json(200, { issuer: 'https://evil.example' }), 'ISSUER_MISMATCH'],
    [
      'the token endpoint lies elsewhere',
      SERVER,
      json(200, { issuer: ISSUER, token_endpoint: 'https://evil.example/t' }),
      'ISSUER_MISMATCH',
    ],
    [
      'the configuration has an endless name',
      '/o/ref1',
      offer({ credential_configuration_ids: ['m'.repeat(201)] }),
      'CLAIM_TYPE',
    ],
    [
      'an endpoint has an endless address',
      METADATA,
      json(200, { ...good, nonce_endpoint: `${ISSUER}/${'n'.repeat(2048)}` }),
      'CLAIM_TYPE',
    ],
    [
      'the notification endpoint has an endless address',
      METADATA,
      json(200, { ...good, notification_endpoint: `${ISSUER}/${'n'.repeat(2048)}` }),
      'CLAIM_TYPE',
    ],
    ['the server metadata are not there', SERVER, json(404, {}), 'ISSUER_UNREACHABLE'],
  ] as const)('%s', async (_what, path, answer, code) => {
    paper.instead.set(path, answer);
    const opened = await open();
    expect(opened).toMatchObject({ ok: false, code });
    expect(opened.ok ? [] : opened.steps.filter(({ outcome }) => outcome === 'fail')).toHaveLength(1);
  });
});

describe('the activation code', () => {
  it.each(['Abcd2345', ' Abcd 2345 ', 'Abcd-2345', 'Ab\u2013cd\u00a023\n45'])(
    '%j is exchanged for a token',
    async (typed) => {
      expect(await requestToken(await openGenuine(), typed, paper.send)).toEqual({
        ok: true,
        value: { accessToken: 'token-1', refreshToken: null },
      });
    },
  );

  it.each(['', 'Abcd234', 'Abcd23456', 'Abcd234ż'])('%j cannot be one, and costs no try', async (typed) => {
    const activation = await openGenuine();
    const before = paper.requests.length;
    expect(await requestToken(activation, typed, paper.send)).toMatchObject({ ok: false, code: 'CODE_FORMAT' });
    expect(paper.requests.length).toBe(before);
  });

  it('says how many tries are left after a wrong one', async () => {
    const refused = await requestToken(await openGenuine(), 'Wrong234', paper.send);
    expect(refused).toEqual({ ok: false, code: 'CODE_WRONG', triesLeft: 4, detail: 'HTTP 400, invalid_grant' });
  });

  it.each([
    ['locked', json(400, { error: 'invalid_grant', mleg_code: 'CODE_LOCKED' }), 'CODE_LOCKED'],
    ['refused by a foreign issuer', json(400, { error: 'invalid_grant' }), 'CODE_WRONG'],
    ['answered without a token', json(200, { token_type: 'Bearer' }), 'CLAIM_MISSING'],
    ['answered with another kind of token', json(200, { access_token: 'x', token_type: 'DPoP' }), 'CLAIM_MISSING'],
    [
      'answered with an endless token',
      json(200, { access_token: 'x'.repeat(4097), token_type: 'Bearer' }),
      'CLAIM_TYPE',
    ],
    ['not answered', 'unreachable', 'ISSUER_UNREACHABLE'],
  ] as const)('%s', async (_what, answer, code) => {
    const activation = await openGenuine();
    paper.instead.set('/token', answer);
    expect(await requestToken(activation, GOOD_CODE, paper.send)).toMatchObject({ ok: false, code });
  });
});

describe('the card', () => {
  const holderKey = createPrivateKey();
  const redemption = async (): Promise<Redemption> => {
    const { issuer, jti, endpoints, offer } = await openGenuine();
    return {
      ...{ issuer, jti, endpoints, configurationId: offer.configurationId, accessToken: 'token-1', holderKey },
      ...{ refreshToken: null, cardId: null, deferral: null, startedAt: NOW_MS },
    };
  };
  const request = async (changes: Partial<Redemption> = {}, stages: string[] = []) =>
    requestCard(
      { ...(await redemption()), ...changes },
      {
        now: () => NOW_MS,
        verify: verifyEs256,
        sha256,
        send: paper.send,
        findKeys: paper.issuer.findKeys('credential'),
        onStage: (stage) => stages.push(stage),
      },
    );

  it('is bound to the holder’s key, and checked before anyone gets it', async () => {
    const stages: string[] = [];
    const issued = await request({}, stages);
    if (!issued.ok || issued.value.kind !== 'issued') throw new Error('no card');
    const { card } = issued.value;
    expect(card.credential.holderKey).toEqual(publicPart(holderKey));
    expect(card.credential.card?.given_name).toBe('Zofia');
    expect(card.notificationId).toBe('note-1');
    expect(stages).toEqual(['nonce', 'credential', 'check']);
  });

  it('never shows the private key to the issuer', async () => {
    await request();
    const sent = JSON.stringify(paper.requests);
    expect(sent).not.toContain(holderKey.d);
    expect(
      atob(
        sent
          .match(/eyJ[\w-]+/u)?.[0]
          .replaceAll('-', '+')
          .replaceAll('_', '/') ?? '',
      ),
    ).not.toContain('"d"');
  });

  it.each([
    ['no nonce', '/nonce', json(200, {}), 'CLAIM_MISSING'],
    ['a pending order', '/credential', json(400, { error: 'x', mleg_code: 'ORDER_PENDING' }), 'ORDER_PENDING'],
    ['a promise of nothing', '/credential', json(202, { interval: 5 }), 'CLAIM_MISSING'],
    ['nothing in the answer', '/credential', json(200, { credentials: [] }), 'CLAIM_MISSING'],
    ['a refused nonce', '/credential', json(400, { error: 'invalid_nonce' }), 'ISSUER_UNREACHABLE'],
    ['a refused proof', '/credential', json(400, { error: 'invalid_proof' }), 'ISSUER_UNREACHABLE'],
    ['a refused token', '/credential', json(401, { error: 'invalid_token' }), 'OFFER_UNKNOWN'],
    ['an expired order', '/credential', json(400, { error: 'x', mleg_code: 'ORDER_EXPIRED' }), 'ORDER_EXPIRED'],
    ['no answer', '/credential', 'unreachable', 'ISSUER_UNREACHABLE'],
  ] as const)('%s', async (_what, path, answer, code: Code) => {
    paper.instead.set(path, answer);
    expect(await request()).toMatchObject({ ok: false, code });
  });

  it('is refused when bound to somebody else’s key', async () => {
    paper.credential = await paper.issuer.credential(createPrivateKey());
    expect(await request()).toMatchObject({ ok: false, code: 'KB_SIGNATURE' });
  });

  it('is refused when it fails a check, with the steps that show which', async () => {
    paper.credential = await paper.issuer.credential(holderKey, { expiresAt: NOW_S - 100 });
    const refused = await request();
    expect(refused).toMatchObject({ ok: false, code: 'CLAIM_EXPIRED' });
    expect(!refused.ok && refused.steps?.find(({ outcome }) => outcome === 'fail')?.id).toBe('credential-time');
  });

  it('is refused without its groups', async () => {
    const [jwt] = (await paper.issuer.credential(holderKey)).split('~');
    paper.credential = `${jwt}~`;
    expect(await request()).toMatchObject({ ok: false, code: 'CLAIM_MISSING' });
  });
});
