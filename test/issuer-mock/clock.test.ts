import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { parseDuration } from '../../issuer-mock/clock/duration.ts';
import { NOW_MS } from '../support/specimen-issuer.ts';
import { checkCard, fetchStatus, trust } from './verifier-steps.ts';
import {
  askCredential,
  askNonce,
  askToken,
  collectCard,
  makeProof,
  orderReady,
  payloadOf,
  redeem,
} from './wallet-steps.ts';
import { DAY_MS, openWorld, SECOND_MS, type World, type WorldOptions } from './world.ts';

const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

let world: World;
/** The mock's own time, for a wallet or verifier whose clock has been set to the same. */
let mockNow: number;
const open = async (options?: WorldOptions): Promise<void> => {
  const opened = await openWorld(options);
  mockNow = opened.now();
  world = { ...opened, now: () => mockNow };
};
afterEach(() => world.stop());

const iso = (ms: number) => new Date(ms).toISOString();
const readClock = async () => (await world.staff('GET', '/api/clock')).json;
async function follow(answer: { status: number; json: Record<string, unknown> }) {
  expect(answer.status).toBe(200);
  mockNow = Date.parse(String(answer.json['now']));
  return answer.json;
}
const change = async (body: object) => follow(await world.staff('PUT', '/api/clock', body));
const step = async (by: string) => follow(await world.staff('POST', '/api/clock/step', { by }));
const stateOf = async (id: string) => (await world.staff('GET', `/api/orders/${id}`)).json['state'];

describe('the clock of the mock', () => {
  it('runs with the real one, is frozen, set, stepped, and runs again from where it stands', async () => {
    const opened = await openWorld();
    world = { ...opened, now: () => mockNow };
    const real = () => iso(opened.now());
    expect(await readClock()).toEqual({ mode: 'running', now: real(), real_now: real(), offset_ms: 0 });

    await change({ mode: 'frozen' });
    opened.wait(HOUR_MS);
    expect(await readClock()).toEqual({ mode: 'frozen', now: iso(NOW_MS), real_now: real(), offset_ms: null });

    const march = '2027-03-31T21:59:59.000Z';
    expect(await change({ now: '2027-03-31T23:59:59+02:00' })).toMatchObject({ mode: 'frozen', now: march });
    expect(await step('PT1S')).toMatchObject({ mode: 'frozen', now: '2027-03-31T22:00:00.000Z' });
    expect(await step('-PT1S')).toMatchObject({ now: march });

    const offset = Date.parse(march) - opened.now();
    expect(await change({ mode: 'running' })).toMatchObject({ mode: 'running', now: march, offset_ms: offset });
    opened.wait(MINUTE_MS);
    expect(await readClock()).toMatchObject({ now: iso(Date.parse(march) + MINUTE_MS), offset_ms: offset });
    expect(await step('P1D')).toMatchObject({ mode: 'running', offset_ms: offset + DAY_MS });

    expect(await change({ offset_ms: 0 })).toEqual({ mode: 'running', now: real(), real_now: real(), offset_ms: 0 });
    expect((await world.get('/api/health')).json['now']).toBe(real());
  });

  it.each([
    ['frozen', { mode: 'frozen', now: '2027-03-31T12:00:00.000Z' }],
    ['running with an offset', { mode: 'running', offset_ms: 40 * DAY_MS }],
  ])('is as it was after a restart: %s', async (_what, state) => {
    const folder = mkdtempSync(join(tmpdir(), 'mleg-clock-'));
    try {
      await open({ databaseLocation: join(folder, 'mock.db') });
      await world.staff('PUT', '/api/clock', state);
      await world.stop();
      await open({ databaseLocation: join(folder, 'mock.db') });
      expect(await readClock()).toMatchObject(state);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes two steps at once for two steps', async () => {
    await open();
    await Promise.all(Array.from({ length: 20 }, () => world.staff('POST', '/api/clock/step', { by: 'PT1M' })));
    expect(await readClock()).toMatchObject({ now: iso(NOW_MS + 20 * MINUTE_MS) });
  });

  it.each([
    ['PUT', '/api/clock', {}, 400],
    ['PUT', '/api/clock', { mode: 'stopped' }, 400],
    ['PUT', '/api/clock', { now: 'tomorrow' }, 400],
    ['PUT', '/api/clock', { now: '2027-02-30T00:00:00Z' }, 400],
    ['PUT', '/api/clock', { now: 1_790_000_000 }, 400],
    ['PUT', '/api/clock', { mode: 'frozen', offset_ms: 0 }, 400],
    ['PUT', '/api/clock', { now: '2027-03-31T12:00:00Z', offset_ms: 0 }, 400],
    ['PUT', '/api/clock', { mode: 'running', speed: 2 }, 400],
    ['PUT', '/api/clock', { now: '1999-12-31T23:59:59Z' }, 422],
    ['PUT', '/api/clock', { now: '2100-01-01T00:00:00Z' }, 422],
    ['POST', '/api/clock/step', { by: 'P1M' }, 400],
    ['POST', '/api/clock/step', { by: 30 }, 400],
    ['POST', '/api/clock/step', {}, 400],
    ['POST', '/api/clock/step', { by: 'P99999W' }, 422],
    ['POST', '/api/clock/step', { by: '-P99999W' }, 422],
  ] as const)('is left alone by %s %s %j: %i', async (method, path, body, status) => {
    await open();
    expect((await world.staff(method, path, body)).status).toBe(status);
    expect(await readClock()).toMatchObject({ mode: 'running', offset_ms: 0 });
  });
});

describe('on demand', () => {
  it('“a few minutes”: an order becomes ready', async () => {
    await open({ settings: { waitingMs: MINUTE_MS, processingMs: 3 * MINUTE_MS } });
    const { json } = await world.staff('POST', '/api/orders', { student: 'zofia' });
    const states = [json['state']];
    for (const by of ['PT59S', 'PT1S', 'PT2M59S', 'PT1S']) {
      await step(by);
      states.push(await stateOf(String(json['id'])));
    }
    expect(states).toEqual(['waiting', 'waiting', 'processing', 'processing', 'ready']);
  });

  it('“30 days”: an order that nobody collects expires', async () => {
    await open();
    const order = await orderReady(world);
    // The QR's own instants are whole seconds, and so is the time the mock was started at.
    await step('P29DT23H59M59S');
    expect(await stateOf(order.id)).toBe('ready');
    await step('PT1S');
    expect(await stateOf(order.id)).toBe('expired');
    const { json } = await askToken(world, order.preAuthorizedCode, order.activationCode);
    expect(json['mleg_code']).toBe('ORDER_EXPIRED');
    expect((await orderReady(world)).id).not.toBe(order.id);
  });

  it('“31 March”: a card’s last day, and the first day on which one runs to October', async () => {
    // Under the other rules the plastic ELS would end with the semester, too.
    await open({ settings: { regime: 'current' } });
    const verifier = await trust(world);
    const { credential: old } = await collectCard(world, 'zofia');
    // Midnight in Poland, where it is already summer time: the 31st begins.
    await change({ mode: 'frozen', now: '2027-03-30T21:59:59Z' });
    const before = await collectCard(world, 'hanna');
    await step('PT1S');
    const after = await collectCard(world, 'jan');
    const ends = [before, after].map(({ credential }) => payloadOf(credential)['exp']);
    expect(ends).toEqual([Date.UTC(2027, 2, 31, 22) / 1000, Date.UTC(2027, 9, 31, 23) / 1000]);
    await step('PT23H59M59S');
    const verdict = async () => (await checkCard(await trust(world), old, world.now)).code;
    expect([await verdict(), (await checkCard(verifier, old, () => NOW_MS)).code]).toEqual([null, null]);
    // Clocks of wallets and verifiers are allowed to be a minute off.
    await step('PT1M1S');
    expect(await verdict()).toBe('CLAIM_EXPIRED');
  });

  it('“24 hours”: the status list ends, and a fresh one is there before', async () => {
    await open();
    const verifier = await trust(world);
    const { credential } = await collectCard(world);
    const old = await fetchStatus(world, verifier, credential);
    await step('PT24H');
    const fresh = await fetchStatus(world, verifier, credential);
    expect([old.expiresAt! * 1000 < mockNow, fresh.issuedAt]).toEqual([true, mockNow / 1000]);
    expect([fresh.verdict, fresh.status]).toEqual(['VALID', 0]);
    expect(old.list).not.toBe(fresh.list);
  });

  it('nonces, access tokens and sessions end', async () => {
    await open();
    const order = await orderReady(world);
    const accessToken = await redeem(world, order);
    const nonce = await askNonce(world);
    const login = await world.post('/usosweb/login', new URLSearchParams({ student: 'zofia' }), { Origin: world.url });
    const Cookie = login.headers.getSetCookie().at(-1)!.split(';')[0]!;
    const readStudies = async () => (await world.get('/usosweb/studies', { Cookie })).status;

    await step('PT5M');
    const late = await askCredential(world, accessToken, await makeProof(world, { nonce }));
    expect([late.status, late.json['error']]).toEqual([401, 'invalid_token']);
    expect(await readStudies()).toBe(200);
    await step('PT12H');
    expect(await readStudies()).toBe(302);
  });
});

describe('a clock that jumps', () => {
  it('back leaves what has happened, and what was given out is good for longer', async () => {
    await open();
    const order = await orderReady(world);
    const accessToken = await redeem(world, order);
    const nonce = await askNonce(world);
    await step('-P30D');
    expect(await stateOf(order.id)).toBe('ready');
    const issued = await askCredential(world, accessToken, await makeProof(world, { nonce }));
    expect(issued.status).toBe(200);
    expect(await stateOf(order.id)).toBe('collected');
    expect((await askCredential(world, accessToken, await makeProof(world, { nonce }))).json['error']).toBe(
      'invalid_nonce',
    );
  });

  it('back and forth breaks nothing, wherever it lands', async () => {
    await open({ settings: { regime: 'current', waitingMs: MINUTE_MS, processingMs: 3 * MINUTE_MS } });
    const { credential } = await collectAfterFourMinutes('zofia');
    const jump = fc.record({
      jumpMs: fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }),
      student: fc.constantFrom('hanna', 'jan', 'piotr'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(jump, { minLength: 1, maxLength: 4 }), async (jumps) => {
        for (const { jumpMs, student } of jumps) {
          await change({ mode: 'frozen', now: iso(NOW_MS + jumpMs) });
          await placeAndCancel(student);
          const { issuedAt, expiresAt } = await readListInstants(credential);
          expect([issuedAt * 1000 <= mockNow, expiresAt * 1000 > mockNow]).toEqual([true, true]);
          expect(payloadOf((await world.get('/jwks.jwt')).text)['iat']).toBeLessThanOrEqual(mockNow / 1000);
        }
      }),
      { numRuns: 15, seed: 3 },
    );
  });

  async function collectAfterFourMinutes(student: string) {
    const placed = await world.staff('POST', '/api/orders', { student });
    await step('PT4M');
    const ready = (await world.staff('GET', `/api/orders/${String(placed.json['id'])}`)).json;
    const offer = await world.get(new URL(String(payloadOf(String(ready['qr']))['cou'])).pathname);
    const grants = offer.json['grants'] as Record<string, Record<string, string>>;
    const code = Object.values(grants)[0]!['pre-authorized_code']!;
    const token = await askToken(world, code, String(ready['activation_code']));
    const { json } = await askCredential(world, String(token.json['access_token']), await makeProof(world, {}));
    return (json['credentials'] as { credential: string }[])[0]!;
  }

  /** Whatever is left over of an order may be cancelled, and a new one takes its four minutes. */
  async function placeAndCancel(student: string) {
    const placed = await world.staff('POST', '/api/orders', { student });
    expect(placed.status).toBe(201);
    await step('PT4M');
    expect(await stateOf(String(placed.json['id']))).toBe('ready');
    expect((await world.staff('POST', `/api/orders/${String(placed.json['id'])}/cancel`)).status).toBe(200);
  }

  async function readListInstants(credential: string) {
    const status = payloadOf(credential)['status'] as { status_list: { uri: string } };
    const { iat, exp } = payloadOf((await world.get(new URL(status.status_list.uri).pathname)).text);
    return { issuedAt: Number(iat), expiresAt: Number(exp) };
  }
});

describe('durations', () => {
  it.each([
    ['P30D', 30 * DAY_MS],
    ['PT5M', 5 * MINUTE_MS],
    ['P1W', 7 * DAY_MS],
    ['P1DT2H3M4S', DAY_MS + 2 * HOUR_MS + 3 * MINUTE_MS + 4 * SECOND_MS],
    ['-PT1H', -HOUR_MS],
    ['PT0S', 0],
    ...['', 'P', 'PT', 'P1DT', '30D', 'P1M', 'P1Y', 'PT1.5S', 'P-1D', '+P1D', 'p1d', ' P1D', 'PT5M\n'].map(
      (text) => [text, null] as const,
    ),
    ['P99999999999999999W', null],
  ] as const)('%j is %j', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});
