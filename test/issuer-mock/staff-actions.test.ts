import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterEach, describe, expect, it } from 'vitest';
import { drawQrPng, planQr } from '../../issuer-mock/orders/qr-image.ts';
import { QR_CORRECTIONS } from '../../issuer-mock/orders/qr-forms.ts';
import { checkCard, checkQr, fetchStatus, trust } from './verifier-steps.ts';
import { askToken, collectCard, orderReady, wrongCode } from './wallet-steps.ts';
import { DAY_MS, openWorld, SECOND_MS, type World, type WorldOptions } from './world.ts';

let world: World;
const open = async (options?: WorldOptions) => (world = await openWorld(options));
afterEach(() => world.stop());

const readOrder = async (id: unknown) => (await world.staff('GET', `/api/orders/${String(id)}`)).json;
const place = async (student: string) => (await world.staff('POST', '/api/orders', { student })).json;
const set = (settings: object) => world.staff('PUT', '/api/settings', settings);

describe('the list of orders', () => {
  it('is newest first, of one student, in one state, and as long as asked for', async () => {
    await open();
    const orders = [await place('zofia'), await place('jan'), await place('hanna')].map(({ id }) => id);
    await world.staff('POST', `/api/orders/${String(orders[1])}/cancel`);
    const list = async (query: string) =>
      ((await world.staff('GET', `/api/orders${query}`)).json['orders'] as { id: string }[]).map(({ id }) => id);
    expect(await list('')).toEqual([...orders].reverse());
    expect(await list('?student=jan')).toEqual([orders[1]]);
    expect(await list('?state=ready')).toEqual([orders[2], orders[0]]);
    expect(await list('?state=ready&student=jan')).toEqual([]);
    expect(await list('?limit=1')).toEqual([orders[2]]);
    for (const query of ['?limit=1001', '?limit=x', '?state=lost', '?colour=red']) {
      expect((await world.staff('GET', `/api/orders${query}`)).status).toBe(400);
    }
  });
});

describe('advancing an order', () => {
  it('takes it one move on at a time, and leaves one that waits for nothing', async () => {
    await open({ isSlow: true });
    const { id } = await place('zofia');
    const advance = () => world.staff('POST', `/api/orders/${String(id)}/advance`);
    world.wait(SECOND_MS);
    expect((await advance()).json['state']).toBe('processing');
    // It is processed as long as any other.
    world.wait(2999);
    expect((await readOrder(id))['state']).toBe('processing');
    expect((await advance()).json['state']).toBe('ready');
    const again = await advance();
    expect([again.status, again.json['from'], again.json['to']]).toEqual([409, 'ready', 'ready']);
  });

  it('once, however many ask at once', async () => {
    await open({ isSlow: true });
    const { id } = await place('zofia');
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => world.staff('POST', `/api/orders/${String(id)}/advance`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409]);
  });
});

describe('settings', () => {
  it('change the waiting, the code, its tries and its lifetime for the orders that follow', async () => {
    await open({ isSlow: true });
    const changes = { waiting_ms: 0, processing_ms: 60_000, offer_lifetime_s: 3600 };
    const code = { code_length: 6, code_alphabet: '0123456789', code_attempts: 2 };
    const { status, json } = await set({ ...changes, ...code });
    const untouched = { regime: 'legacy', offers_before_ready: false, qr_form: 'compact', qr_error_correction: 'auto' };
    expect([status, json]).toEqual([200, { ...changes, ...code, ...untouched }]);
    const { id, state } = await place('zofia');
    expect(state).toBe('processing');
    world.wait(60 * SECOND_MS);
    const ready = await readOrder(id);
    expect(ready).toMatchObject({ state: 'ready', activation_code: expect.stringMatching(/^\d{6}$/u), tries_left: 2 });
    expect(Date.parse(String(ready['expires_at'])) - world.now()).toBe(3600 * SECOND_MS);
    world.wait(3600 * SECOND_MS);
    expect((await readOrder(id))['state']).toBe('expired');
  });

  it('leave an order that is ready the code it has, and its offer says so', async () => {
    await open();
    const order = await orderReady(world);
    await set({ code_length: 6, code_alphabet: '0123456789', code_attempts: 1 });
    const shape = async (path: string) => JSON.stringify((await world.get(path)).json);
    expect(await shape(order.offerPath)).toContain('"input_mode":"text","length":8');
    expect((await askToken(world, order.preAuthorizedCode, wrongCode(order))).json['tries_left']).toBe(4);
    expect((await askToken(world, order.preAuthorizedCode, order.activationCode)).status).toBe(200);
    const next = await orderReady(world, 'jan');
    expect(await shape(next.offerPath)).toContain('"input_mode":"numeric","length":6');
  });

  it('stay after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mleg-settings-'));
    try {
      const databaseLocation = join(folder, 'mock.db');
      await open({ databaseLocation });
      await set({ code_attempts: 3, qr_form: 'dense' });
      await world.stop();
      await open({ databaseLocation, isSlow: true });
      expect((await world.staff('GET', '/api/settings')).json).toMatchObject({
        ...{ code_attempts: 3, qr_form: 'dense', waiting_ms: 2000 },
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    {},
    { code_length: 3 },
    { code_length: 33 },
    { code_length: 6.5 },
    { code_alphabet: 'a' },
    { code_alphabet: 'aab' },
    { code_alphabet: 'a b' },
    { code_alphabet: 'a-b' },
    { code_alphabet: 'ąb' },
    { code_attempts: 0 },
    { offer_lifetime_s: 30 * 24 * 3600 + 1 },
    { waiting_ms: -1 },
    { qr_form: 'square' },
    { qr_error_correction: 'X' },
    { code_attempts: 3, unknown: 1 },
  ])('refuse %j and change nothing', async (changes) => {
    await open();
    const before = (await world.staff('GET', '/api/settings')).json;
    expect((await set(changes)).status).toBe(400);
    expect((await world.staff('GET', '/api/settings')).json).toEqual(before);
  });
});

describe('the QR', () => {
  it.each([
    ['compact', /^[\w-]+\.[\w-]+\.[\w-]+$/u],
    ['dense', /^US1:[0-9A-Z $%*+./:-]+$/u],
    ['offer', /^openid-credential-offer:\/\/\?credential_offer_uri=http/u],
  ])('is written %s, and a wallet reads it', async (form, pattern) => {
    await open();
    await set({ qr_form: form });
    const qr = String((await place('zofia'))['qr']);
    expect(qr).toMatch(pattern);
    const report = await checkQr(await trust(world), qr, world.now);
    // Nobody trusts the issuer of an unsigned offer here; it is read as one all the same.
    expect(report.code).toBe(form === 'offer' ? 'ISSUER_UNTRUSTED' : null);
  });

  it.each(QR_CORRECTIONS)('is drawn with error correction %s as planned, never as version 23', async (correction) => {
    for (const length of [110, 372, 500]) {
      const text = 'x'.repeat(length);
      const { pixels, version } = planQr(text, correction);
      const { data, width, height } = PNG.sync.read(await drawQrPng(text, correction));
      expect([width, height, version === 23]).toEqual([pixels, pixels, false]);
      const read = jsQR(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'dontInvert' });
      expect(read?.data).toBe(text);
    }
  });
});

describe('the rules', () => {
  it('change who may order, at once', async () => {
    await open();
    const refused = async () =>
      ((await world.staff('GET', '/api/students')).json['students'] as Student[]).filter(
        ({ refusals }) => refusals.length > 0,
      );
    const [before, student] = [await refused(), (await refused()).find(({ refusals }) => refusals[0]?.id === 'no-els')];
    expect((await world.staff('POST', '/api/orders', { student: student?.id })).status).toBe(422);
    await set({ regime: 'current' });
    expect((await refused()).length).toBeLessThan(before.length);
    expect((await world.staff('POST', '/api/orders', { student: student?.id })).status).toBe(201);
  });
});

interface Student {
  readonly id: string;
  readonly refusals: readonly { readonly id: string }[];
}

describe('a reset', () => {
  it('makes the university as on its first day, and keeps its keys', async () => {
    await open();
    const verifier = await trust(world);
    const { credential } = await collectCard(world, 'zofia');
    const { offerPath } = await orderReady(world, 'jan');
    await set({ code_length: 6, qr_form: 'dense' });
    await world.staff('PUT', '/api/clock', { mode: 'frozen', now: new Date(world.now() + DAY_MS).toISOString() });
    const students = (await world.staff('GET', '/api/students')).json;
    const keys = (await world.get('/jwks')).json;

    expect((await world.staff('POST', '/api/reset')).status).toBe(204);

    expect((await world.staff('GET', '/api/orders')).json).toEqual({ orders: [] });
    expect((await world.get(offerPath)).status).toBe(404);
    expect((await world.staff('GET', '/api/settings')).json).toMatchObject({ code_length: 8, qr_form: 'compact' });
    expect((await world.staff('GET', '/api/clock')).json).toMatchObject({ mode: 'running', offset_ms: 0 });
    expect((await world.staff('GET', '/api/students')).json).toEqual(students);
    expect((await world.get('/jwks')).json).toEqual(keys);
    // The old card's keys are good; it is its status that says nobody stands behind it.
    expect((await checkCard(verifier, credential, world.now)).code).toBeNull();
    expect((await fetchStatus(world, verifier, credential)).status).toBe(1);
  });

  it('gives new cards a list of their own, and numbers that none had before', async () => {
    await open();
    const verifier = await trust(world);
    const before = await collectCard(world, 'zofia');
    await world.staff('POST', '/api/reset');
    const after = await collectCard(world, 'zofia');
    const [old, fresh] = [
      await fetchStatus(world, verifier, before.credential),
      await fetchStatus(world, verifier, after.credential),
    ];
    expect([old.status, fresh.status, old.reference.uri === fresh.reference.uri]).toEqual([1, 0, false]);
    const cardNumber = async (credential: string) =>
      (await checkCard(verifier, credential, world.now)).credential?.card?.card_number;
    expect(await cardNumber(before.credential)).not.toBe(await cardNumber(after.credential));
  });

  it('logs everybody out and lets everybody order anew', async () => {
    await open();
    await collectCard(world);
    const login = await world.post('/usosweb/login', new URLSearchParams({ student: 'zofia' }), { Origin: world.url });
    const Cookie = login.headers.getSetCookie().at(-1)!.split(';')[0]!;
    const readStudies = async () => (await world.get('/usosweb/studies', { Cookie })).status;
    expect(await readStudies()).toBe(200);
    await world.staff('POST', '/api/reset');
    expect(await readStudies()).toBe(302);
    for (const student of ['zofia', 'hanna', 'jan', 'piotr']) expect((await place(student))['state']).toBe('ready');
  });
});
