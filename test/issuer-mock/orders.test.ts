import { afterEach, describe, expect, it } from 'vitest';
import { ORDER_MOVES, type OrderState } from '../../issuer-mock/orders/order-states.ts';
import { NOW_MS } from '../support/specimen-issuer.ts';
import { askToken, collectCard, orderReady, payloadOf, wrongCode } from './wallet-steps.ts';
import { DAY_MS, openWorld, SECOND_MS, type World, type WorldOptions } from './world.ts';

let world: World;
const open = async (options?: WorldOptions) => (world = await openWorld(options));
afterEach(() => world.stop());

const iso = (ms: number) => new Date(ms).toISOString();

describe('an order by the university’s own API', () => {
  it('waits, is processed and becomes ready as its instants say', async () => {
    await open({ isSlow: true });
    const placed = await world.staff('POST', '/api/orders', { student: 'zofia' });
    const { id } = placed.json;
    expect(placed.status).toBe(201);
    expect(placed.headers.get('Location')).toBe(`${world.url}/api/orders/${String(id)}`);
    const whileMoving = {
      id,
      student: 'zofia',
      placed_at: iso(NOW_MS),
      ready_at: iso(NOW_MS + 5 * SECOND_MS),
      planned_valid_until: '2027-03-31',
    };
    expect(placed.json).toEqual({ ...whileMoving, state: 'waiting', changed_at: iso(NOW_MS) });

    world.wait(1999);
    const read = async () => (await world.staff('GET', `/api/orders/${String(id)}`)).json;
    expect((await read())['state']).toBe('waiting');
    world.wait(1);
    expect(await read()).toEqual({ ...whileMoving, state: 'processing', changed_at: iso(NOW_MS + 2 * SECOND_MS) });
    world.wait(3 * SECOND_MS);
    expect(await read()).toEqual({
      ...whileMoving,
      state: 'ready',
      changed_at: iso(NOW_MS + 5 * SECOND_MS),
      qr: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/u) as string,
      activation_code: expect.stringMatching(/^[A-HJ-NP-Za-km-np-z2-9]{8}$/u) as string,
      tries_left: 5,
      expires_at: iso(NOW_MS + 5 * SECOND_MS + 30 * DAY_MS - (NOW_MS % 1000)),
    });
  });

  it('answers after a long silence as if it had run all along', async () => {
    await open({ isSlow: true });
    const { json } = await world.staff('POST', '/api/orders', { student: 'jan' });
    world.wait(3 * DAY_MS);
    const order = (await world.staff('GET', `/api/orders/${String(json['id'])}`)).json;
    const { iat, exp } = payloadOf(String(order['qr'])) as { iat: number; exp: number };
    expect({ state: order['state'], iat, lifetime: exp - iat }).toEqual({
      state: 'ready',
      iat: (NOW_MS + 5 * SECOND_MS) / 1000,
      lifetime: 30 * 24 * 3600,
    });
  });

  it('writes a QR of at most 520 characters with nobody’s data in it', async () => {
    await open();
    const { qr, activationCode } = await orderReady(world);
    expect(qr.length).toBeLessThanOrEqual(520);
    expect(Object.keys(payloadOf(qr)).sort()).toEqual(['cou', 'exp', 'iat', 'iss', 'jti']);
    expect(JSON.stringify(payloadOf(qr))).not.toContain(activationCode);
  });

  it('goes wrong in ways that are told apart', async () => {
    await open();
    const unknown = await world.staff('POST', '/api/orders', { student: 'nobody' });
    expect([unknown.status, unknown.json['error']]).toEqual([404, 'student_unknown']);
    const shapeless = await world.staff('POST', '/api/orders', { student: 7 });
    expect([shapeless.status, shapeless.json['error']]).toEqual([400, 'invalid_request']);
    const missing = await world.staff('GET', '/api/orders/nothing');
    expect([missing.status, missing.json['error']]).toEqual([404, 'order_unknown']);
    const uncancellable = await world.staff('POST', '/api/orders/nothing/cancel');
    expect([uncancellable.status, uncancellable.json['error']]).toEqual([404, 'order_unknown']);
  });
});

/** Brings a fresh order into a state by the way a person would. */
const WAYS: Partial<Record<OrderState, (id: string) => Promise<unknown>>> = {
  waiting: () => Promise.resolve(),
  processing: () => Promise.resolve(world.wait(2 * SECOND_MS)),
  ready: () => Promise.resolve(world.wait(5 * SECOND_MS)),
  expired: () => Promise.resolve(world.wait(5 * SECOND_MS + 30 * DAY_MS)),
  cancelled: (id) => world.staff('POST', `/api/orders/${id}/cancel`),
};

describe.each(Object.keys(WAYS) as OrderState[])('an order that is %s', (state) => {
  const prepare = async () => {
    await open({ isSlow: true });
    const id = String((await world.staff('POST', '/api/orders', { student: 'hanna' })).json['id']);
    await WAYS[state]?.(id);
    expect((await world.staff('GET', `/api/orders/${id}`)).json['state']).toBe(state);
    return id;
  };

  it('is cancelled only if the table of moves allows it', async () => {
    const answer = await cancel(await prepare());
    if (ORDER_MOVES[state].includes('cancelled')) {
      expect([answer.status, answer.json['state'], 'qr' in answer.json]).toEqual([200, 'cancelled', false]);
    } else {
      expect([answer.status, answer.json['error'], answer.json['from'], answer.json['to']]).toEqual([
        409,
        'illegal_transition',
        state,
        'cancelled',
      ]);
    }
  });

  it('makes room for another one only when it is over', async () => {
    await prepare();
    const again = await world.staff('POST', '/api/orders', { student: 'hanna' });
    const isOver = state === 'cancelled' || state === 'expired';
    expect([again.status, again.json['error']]).toEqual(isOver ? [201, undefined] : [409, 'order_open']);
  });
});

const cancel = (id: string) => world.staff('POST', `/api/orders/${id}/cancel`);

describe('ordering twice', () => {
  it('gives one order to two requests at once', async () => {
    await open();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.staff('POST', '/api/orders', { student: 'piotr' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  });

  it('is possible anew after a card was collected and cancelled, and after too many wrong codes', async () => {
    await open();
    const { order } = await collectCard(world);
    expect((await world.staff('POST', '/api/orders', { student: 'zofia' })).status).toBe(409);
    expect((await cancel(order.id)).json['state']).toBe('cancelled');
    const next = await orderReady(world);
    for (let attempt = 0; attempt < 5; attempt++) await askToken(world, next.preAuthorizedCode, wrongCode(next));
    expect((await world.staff('GET', `/api/orders/${next.id}`)).json['state']).toBe('locked');
    expect((await world.staff('POST', '/api/orders', { student: 'zofia' })).status).toBe(201);
  });
});

describe('the table of moves', () => {
  it('leads from every state only to states it knows, and never back to waiting', () => {
    const states = Object.keys(ORDER_MOVES);
    const targets = Object.values(ORDER_MOVES).flat();
    expect(targets.filter((target) => !states.includes(target) || target === 'waiting')).toEqual([]);
  });
});
