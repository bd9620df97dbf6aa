import { afterEach, describe, expect, it } from 'vitest';
import { createSendHttp } from '../../host/network/send-http.ts';
import { openWallet } from '../../host/wallet/open-wallet.ts';
import {
  canFail,
  FAULT_KINDS,
  FAULT_TARGETS,
  type FaultKind,
  type FaultTarget,
} from '../../issuer-mock/faults/fault-kinds.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { checkQr, fetchStatus, trust, type Verifier } from './verifier-steps.ts';
import { collectCard, orderReady } from './wallet-steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
const open = async () => (world = await openWorld());
afterEach(() => world.stop());

const add = (target: FaultTarget, kind: FaultKind, more: object = {}) =>
  world.staff('POST', '/api/faults', { target, kind, ...more });
const list = async () => (await world.staff('GET', '/api/faults')).json['faults'] as Record<string, unknown>[];

/** The wallet of the program itself, with real HTTP. */
async function openRealWallet(verifier: Verifier, timeoutMs: number) {
  const wallet = await openWallet({
    vault: new MemoryVault(),
    send: createSendHttp({ timeoutMs, maxBytes: 1024 * 1024 }),
    now: world.now,
    onChange: () => undefined,
    onStage: () => undefined,
  });
  await wallet.file.change((document) => ({ ...document, trust: [...verifier.issuers] }));
  return wallet;
}

/** How far the wallet gets with a fresh order: the code it answers with, or `stored`. */
async function activate(verifier: Verifier, timeoutMs = 10_000): Promise<string> {
  const wallet = await openRealWallet(verifier, timeoutMs);
  const { json } = await world.staff('POST', '/api/orders', { student: 'zofia' });
  const opened = await wallet.desk.open(String(json['qr']), 'camera');
  if (!opened.ok) return opened.code;
  const redeemed = await wallet.desk.redeem(opened.value.activationId, String(json['activation_code']));
  return redeemed.ok ? 'stored' : redeemed.code;
}

describe('the wallet meets', () => {
  it.each<[FaultTarget, FaultKind, object, string]>([
    ['qr', 'wrong-signature', {}, 'JWS_SIGNATURE'],
    ['qr', 'expired', {}, 'CLAIM_EXPIRED'],
    ['qr', 'future', {}, 'CLAIM_IAT_FUTURE'],
    ['qr', 'unknown-kid', {}, 'JWS_KID_UNKNOWN'],
    ['qr', 'alg-none', {}, 'JWS_ALG_FORBIDDEN'],
    ['qr', 'other-issuer', {}, 'ISSUER_MISMATCH'],
    ['offer', 'status', { status: 500 }, 'ISSUER_UNREACHABLE'],
    ['offer', 'status', { status: 404 }, 'OFFER_UNKNOWN'],
    ['offer', 'status', { status: 410 }, 'OFFER_USED'],
    ['offer', 'delay', { delay_ms: 1000 }, 'ISSUER_UNREACHABLE'],
    ['offer', 'cut', {}, 'ISSUER_UNREACHABLE'],
    ['offer', 'half', {}, 'ISSUER_UNREACHABLE'],
    ['offer', 'content-type', {}, 'ISSUER_UNREACHABLE'],
    ['offer', 'huge', {}, 'ISSUER_UNREACHABLE'],
    ['offer', 'other-issuer', {}, 'ISSUER_MISMATCH'],
    ['issuer-metadata', 'other-issuer', {}, 'ISSUER_MISMATCH'],
    ['server-metadata', 'other-issuer', {}, 'ISSUER_MISMATCH'],
    ['server-metadata', 'half', {}, 'ISSUER_UNREACHABLE'],
    ['token', 'status', { status: 503 }, 'ISSUER_UNREACHABLE'],
    ['token', 'cut', {}, 'ISSUER_UNREACHABLE'],
    ['token', 'content-type', { media_type: 'text/plain' }, 'ISSUER_UNREACHABLE'],
    ['nonce', 'half', {}, 'ISSUER_UNREACHABLE'],
    ['credential', 'huge', {}, 'ISSUER_UNREACHABLE'],
    ['credential', 'wrong-signature', {}, 'JWS_SIGNATURE'],
    ['credential', 'expired', {}, 'CLAIM_EXPIRED'],
    ['credential', 'future', {}, 'CLAIM_IAT_FUTURE'],
    ['credential', 'unknown-kid', {}, 'JWS_KID_UNKNOWN'],
    ['credential', 'alg-none', {}, 'JWS_ALG_FORBIDDEN'],
    ['credential', 'other-issuer', {}, 'ISSUER_MISMATCH'],
    ['notification', 'cut', {}, 'stored'],
  ])('%s, %s %j: %s – and the next time nothing is wrong', async (target, kind, more, code) => {
    await open();
    const verifier = await trust(world);
    expect((await add(target, kind, more)).status).toBe(201);
    expect(await activate(verifier, kind === 'delay' ? 300 : undefined)).toBe(code);
    expect(await list()).toEqual([]);
    const [order] = (await world.staff('GET', '/api/orders')).json['orders'] as { id: string }[];
    await world.staff('POST', `/api/orders/${String(order?.id)}/cancel`);
    await world.staff('DELETE', '/api/faults');
    expect(await activate(verifier)).toBe('stored');
  });
});

describe('a verifier meets a status list', () => {
  it.each<[FaultKind, string]>([
    ['expired', 'STATUS_STALE'],
    ['wrong-signature', 'STATUS_SIGNATURE'],
    ['future', 'CLAIM_IAT_FUTURE'],
    ['unknown-kid', 'JWS_KID_UNKNOWN'],
    ['alg-none', 'JWS_ALG_FORBIDDEN'],
    ['other-issuer', 'STATUS_SUBJECT'],
  ])('%s: %s', async (kind, code) => {
    await open();
    const verifier = await trust(world);
    const { credential } = await collectCard(world);
    await add('status', kind);
    const spoilt = await fetchStatus(world, verifier, credential);
    expect([spoilt.code, spoilt.status]).toEqual([code, null]);
    expect((await fetchStatus(world, verifier, credential)).status).toBe(0);
  });
});

describe('a rotation of keys in the middle', () => {
  const listKids = async () =>
    ((await world.staff('GET', '/api/keys')).json['keys'] as { kid: string; retired_at: string | null }[])
      .filter(({ retired_at: at }) => at === null)
      .map(({ kid }) => kid);

  it.each<FaultTarget>(['offer', 'token', 'nonce', 'credential', 'notification'])(
    'at %s happens just before the answer, exactly once, and the wallet gets its card',
    async (target) => {
      await open();
      const verifier = await trust(world);
      const before = await listKids();
      await add(target, 'rotate-keys');
      expect(await listKids()).toEqual(before);
      expect(await activate(verifier)).toBe('stored');
      const after = await listKids();
      expect([after.length, after.some((kid) => before.includes(kid)), await list()]).toEqual([3, false, []]);
      const { events } = (await world.staff('GET', '/api/events.json?kinds=fault-used,keys-rotated')).json;
      expect((events as { kind: string }[]).map(({ kind }) => kind)).toEqual(['fault-used', 'keys-rotated']);
    },
  );

  it('signs the very answer with the new key', async () => {
    await open();
    const { credential } = await collectCard(world);
    const before = await listKids();
    await add('status', 'rotate-keys', { times: 2 });
    for (let at = 0; at < 2; at++) {
      const { text } = await world.get('/status/1');
      const { kid } = JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
      expect([await listKids(), before]).toEqual([expect.arrayContaining([kid]), expect.not.arrayContaining([kid])]);
    }
    const kids = await listKids();
    expect((await fetchStatus(world, await trust(world), credential)).status).toBe(0);
    expect(await listKids()).toEqual(kids);
  });
});

describe('faults', () => {
  it('count down exactly, however many ask at once, and are used up in the order they were added', async () => {
    await open();
    await add('nonce', 'status', { status: 503, times: 5 });
    await add('nonce', 'status', { status: 429, times: 2 });
    const answers = await Promise.all(Array.from({ length: 4 }, () => world.post('/nonce')));
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    expect((await list()).map(({ times, times_left: left }) => [times, left])).toEqual([
      [5, 1],
      [2, 2],
    ]);
    const next = [];
    for (let at = 0; at < 4; at++) next.push((await world.post('/nonce')).status);
    expect(next).toEqual([503, 429, 429, 200]);
    expect(await list()).toEqual([]);
  });

  it('without a number happen once; until cleared, always', async () => {
    await open();
    await add('jwks', 'status');
    const { json } = await add('nonce', 'status', { times: null });
    expect([(await world.get('/jwks')).status, (await world.get('/jwks')).status]).toEqual([500, 200]);
    for (let at = 0; at < 20; at++) expect((await world.post('/nonce')).status).toBe(500);
    expect((await list()).map(({ times_left: left }) => left)).toEqual([null]);
    expect((await world.staff('DELETE', `/api/faults/${String(json['id'])}`)).status).toBe(204);
    expect((await world.post('/nonce')).status).toBe(200);
  });

  it('of the QR are for the next orders; page, picture and API show one text', async () => {
    await open();
    const verifier = await trust(world);
    await add('qr', 'wrong-signature', { times: 1 });
    const [spoilt, good] = [await orderReady(world, 'zofia'), await orderReady(world, 'jan')];
    const code = async (qr: string) => (await checkQr(verifier, qr, world.now)).code;
    expect([await code(spoilt.qr), await code(good.qr)]).toEqual(['JWS_SIGNATURE', null]);
    expect((await world.staff('GET', `/api/orders/${spoilt.id}`)).json['qr']).toBe(spoilt.qr);
    // Cleared, the order has the QR again that it should have had.
    const { json } = await add('qr', 'alg-none', { times: null });
    const third = await orderReady(world, 'hanna');
    expect(await code(third.qr)).toBe('JWS_ALG_FORBIDDEN');
    await world.staff('DELETE', `/api/faults/${String(json['id'])}`);
    expect(await code(String((await world.staff('GET', `/api/orders/${third.id}`)).json['qr']))).toBeNull();
  });

  it('half an answer comes after the deed, a cut connection before it', async () => {
    await open();
    const ask = async (order: { preAuthorizedCode: string; activationCode: string }) =>
      world.post('/token', tokenForm(order)).then(
        () => 'answered',
        () => 'broken off',
      );
    const [cut, half] = [await orderReady(world, 'zofia'), await orderReady(world, 'jan')];
    await add('token', 'cut');
    expect([await ask(cut), (await world.post('/token', tokenForm(cut))).status]).toEqual(['broken off', 200]);
    await add('token', 'half');
    const again = [await ask(half), (await world.post('/token', tokenForm(half))).json['mleg_code']];
    expect(again).toEqual(['broken off', 'OFFER_USED']);
  });

  it('huge is as huge as asked for, and a delay as long', async () => {
    await open();
    await add('jwks', 'huge', { bytes: 3_000_000 });
    const { bytes, json } = await world.get('/jwks');
    expect([bytes.length, Array.isArray(json['keys'])]).toEqual([3_000_000, true]);
    await add('jwks', 'delay', { delay_ms: 120 });
    const before = performance.now();
    expect((await world.get('/jwks')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(115);
  });

  it('do not touch the staff API, the pages or preflights, and end with a reset', async () => {
    await open();
    for (const target of FAULT_TARGETS) await add(target, target === 'qr' ? 'alg-none' : 'status', { times: null });
    for (const path of ['/api/health', '/api/docs', '/api/openapi.json', '/usosweb']) {
      expect((await world.get(path)).status).toBe(200);
    }
    const preflight = { Origin: 'https://wallet.example', 'Access-Control-Request-Method': 'POST' };
    expect((await fetch(`${world.url}/token`, { method: 'OPTIONS', headers: preflight })).status).toBe(204);
    expect((await list()).length).toBe(FAULT_TARGETS.length);
    await world.staff('POST', '/api/reset');
    expect([await list(), (await world.post('/nonce')).status]).toEqual([[], 200]);
  });

  it('can be had for every place where they can happen, and for no other', async () => {
    await open();
    for (const target of FAULT_TARGETS) {
      for (const kind of FAULT_KINDS) {
        expect([target, kind, (await add(target, kind)).status]).toEqual([
          target,
          kind,
          canFail(target, kind) ? 201 : 422,
        ]);
      }
    }
  });

  it.each([
    { target: 'orders', kind: 'status' },
    { target: 'token', kind: 'explode' },
    { target: 'token', kind: 'status', status: 200 },
    { target: 'token', kind: 'delay', delay_ms: 60_001 },
    { target: 'token', kind: 'huge', bytes: 17 * 1024 * 1024 },
    { target: 'token', kind: 'status', times: 0 },
    { target: 'token', kind: 'content-type', media_type: 'text/html\r\nSet-Cookie: x' },
    { target: 'token' },
  ])('are refused: %j', async (fault) => {
    await open();
    expect((await world.staff('POST', '/api/faults', fault)).status).toBe(400);
    expect(await list()).toEqual([]);
  });
});

const tokenForm = ({ preAuthorizedCode, activationCode }: { preAuthorizedCode: string; activationCode: string }) =>
  new URLSearchParams({
    grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
    'pre-authorized_code': preAuthorizedCode,
    tx_code: activationCode,
  });
