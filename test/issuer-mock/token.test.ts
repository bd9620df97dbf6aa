import { afterEach, describe, expect, it } from 'vitest';
import { PRE_AUTHORIZED_GRANT } from '../../shared/protocol/offer.ts';
import { askToken, collectCard, orderReady, readPreAuthorizedCode, redeem, wrongCode } from './wallet-steps.ts';
import { DAY_MS, openWorld, SECOND_MS, type World, type WorldOptions } from './world.ts';

let world: World;
const open = async (options?: WorldOptions) => (world = await openWorld(options));
afterEach(() => world.stop());

describe('the offer', () => {
  it('is what the QR points to, and is kept in no cache', async () => {
    await open();
    const order = await orderReady(world);
    const answer = await world.get(order.offerPath);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.json).toEqual({
      credential_issuer: world.url,
      credential_configuration_ids: ['mlegitymacja'],
      grants: {
        [PRE_AUTHORIZED_GRANT]: {
          'pre-authorized_code': order.preAuthorizedCode,
          tx_code: { input_mode: 'text', length: 8, description: 'Kod aktywacyjny' },
        },
      },
    });
    expect(Buffer.from(order.preAuthorizedCode, 'base64url').length).toBeGreaterThanOrEqual(16);
  });

  it('is gone once it is redeemed, collected, cancelled, expired or locked, and says which', async () => {
    await open();
    const read = async (path: string) => {
      const { status, json } = await world.get(path);
      return [status, json['mleg_code']];
    };
    expect(await read('/o/nothing')).toEqual([404, 'OFFER_UNKNOWN']);
    const redeemed = await orderReady(world, 'zofia');
    await redeem(world, redeemed);
    expect(await read(redeemed.offerPath)).toEqual([410, 'OFFER_USED']);
    const { order: collected } = await collectCard(world, 'hanna');
    expect(await read(collected.offerPath)).toEqual([410, 'OFFER_USED']);
    await world.staff('POST', `/api/orders/${collected.id}/cancel`);
    expect(await read(collected.offerPath)).toEqual([410, 'ORDER_CANCELLED']);
    const locked = await orderReady(world, 'jan');
    for (let attempt = 0; attempt < 5; attempt++) await askToken(world, locked.preAuthorizedCode, wrongCode(locked));
    expect(await read(locked.offerPath)).toEqual([410, 'CODE_LOCKED']);
    const expired = await orderReady(world, 'piotr');
    world.wait(30 * DAY_MS);
    expect(await read(expired.offerPath)).toEqual([410, 'ORDER_EXPIRED']);
  });
});

describe('the token endpoint', () => {
  it('trades both codes for a bearer token, spaces and dashes forgiven, unknown parameters ignored', async () => {
    await open();
    const order = await orderReady(world);
    const answer = await world.post(
      '/token',
      new URLSearchParams({
        grant_type: PRE_AUTHORIZED_GRANT,
        'pre-authorized_code': order.preAuthorizedCode,
        tx_code: `${order.activationCode.slice(0, 4)}-${order.activationCode.slice(4)} `,
        client_id: 'somebody',
      }),
    );
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^[\w-]{43}$/u) as string,
        token_type: 'Bearer',
        expires_in: 300,
        refresh_token: expect.stringMatching(/^[\w-]{43}$/u) as string,
      },
    ]);
  });

  it('counts wrong codes down and locks at the fifth; then the right one is refused too', async () => {
    await open();
    const order = await orderReady(world);
    const answers = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const { status, json } = await askToken(world, order.preAuthorizedCode, wrongCode(order));
      answers.push([status, json['error'], json['mleg_code'], json['tries_left'], json['error_description']]);
    }
    const wrong = (left: number, tries: string) => [
      ...[400, 'invalid_grant', 'CODE_WRONG', left],
      `the activation code is wrong; ${tries} left`,
    ];
    const locked = 'too many wrong codes have locked the order; place a new one';
    expect(answers).toEqual([
      wrong(4, '4 tries'),
      wrong(3, '3 tries'),
      wrong(2, '2 tries'),
      wrong(1, '1 try'),
      [400, 'invalid_grant', 'CODE_LOCKED', undefined, locked],
    ]);
    const right = await askToken(world, order.preAuthorizedCode, order.activationCode);
    expect([right.status, right.json['mleg_code']]).toEqual([400, 'CODE_LOCKED']);
  });

  it('still takes the right code at the fifth try', async () => {
    await open();
    const order = await orderReady(world);
    for (let attempt = 0; attempt < 4; attempt++) await askToken(world, order.preAuthorizedCode, wrongCode(order));
    expect((await askToken(world, order.preAuthorizedCode, order.activationCode)).status).toBe(200);
  });

  it('compares no more than five of forty guesses that arrive at once', async () => {
    await open();
    const order = await orderReady(world);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, at) => askToken(world, order.preAuthorizedCode, `Guess${at + 100}`)),
    );
    const left = answers.map(({ json }) => json['tries_left']).filter((tries) => tries !== undefined);
    expect(left.sort()).toEqual([1, 2, 3, 4]);
    expect(answers.filter(({ json }) => json['mleg_code'] === 'CODE_LOCKED')).toHaveLength(36);
    const right = await askToken(world, order.preAuthorizedCode, order.activationCode);
    expect(right.json['mleg_code']).toBe('CODE_LOCKED');
  });

  it('gives one token where the right code arrives eight times at once', async () => {
    await open();
    const order = await orderReady(world);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => askToken(world, order.preAuthorizedCode, order.activationCode)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const { json } = await world.staff('GET', `/api/orders/${order.id}`);
    expect(json['state']).toBe('ready');
  });

  it('gives a fresh pre-authorized code to an order whose token ran out uncollected, and only then', async () => {
    await open();
    const order = await orderReady(world);
    await redeem(world, order);
    world.wait(300 * SECOND_MS - 1);
    expect((await world.get(order.offerPath)).status).toBe(410);
    world.wait(1);
    const fresh = await readPreAuthorizedCode(world, order.offerPath);
    expect(fresh).not.toBe(order.preAuthorizedCode);
    expect((await world.staff('GET', `/api/orders/${order.id}`)).json['tries_left']).toBe(5);
    const old = await askToken(world, order.preAuthorizedCode, order.activationCode);
    expect([old.status, old.json['mleg_code']]).toEqual([400, 'OFFER_UNKNOWN']);
    expect((await askToken(world, fresh, order.activationCode)).status).toBe(200);
  });

  const GOOD = { grant_type: PRE_AUTHORIZED_GRANT, 'pre-authorized_code': 'CODE', tx_code: 'whatever' };
  it.each([
    ['no grant type', { ...GOOD, grant_type: '' }, 'invalid_request', undefined],
    ['another grant', { ...GOOD, grant_type: 'authorization_code' }, 'unsupported_grant_type', undefined],
    ['no pre-authorized code', { ...GOOD, 'pre-authorized_code': '' }, 'invalid_request', undefined],
    ['an unknown pre-authorized code', { ...GOOD, 'pre-authorized_code': 'unknown' }, 'invalid_grant', 'OFFER_UNKNOWN'],
    ['no activation code', { ...GOOD, tx_code: '' }, 'invalid_request', 'CODE_FORMAT'],
  ])('refuses %s and takes no try for it', async (_, fields, error, code) => {
    await open();
    const order = await orderReady(world);
    const form = new URLSearchParams(fields);
    if (form.get('pre-authorized_code') === 'CODE') form.set('pre-authorized_code', order.preAuthorizedCode);
    const { status, json } = await world.post('/token', form);
    expect([status, json['error'], json['mleg_code']]).toEqual([400, error, code]);
    expect((await world.staff('GET', `/api/orders/${order.id}`)).json['tries_left']).toBe(5);
  });

  it('refuses JSON, and a parameter that stands twice', async () => {
    await open();
    expect((await world.post('/token', GOOD)).json['error']).toBe('invalid_request');
    const twice = new URLSearchParams({ ...GOOD });
    twice.append('tx_code', 'another');
    expect((await world.post('/token', twice)).json['error']).toBe('invalid_request');
  });

  it.each([
    ['cancelled', 'ORDER_CANCELLED'],
    ['expired', 'ORDER_EXPIRED'],
    ['redeemed', 'OFFER_USED'],
  ])('refuses an order that is %s, with or without a code', async (state, code) => {
    await open();
    const order = await orderReady(world);
    if (state === 'cancelled') await world.staff('POST', `/api/orders/${order.id}/cancel`);
    if (state === 'expired') world.wait(30 * DAY_MS);
    if (state === 'redeemed') await redeem(world, order);
    for (const given of [order.activationCode, null]) {
      const { status, json } = await askToken(world, order.preAuthorizedCode, given);
      expect([status, json['error'], json['mleg_code']]).toEqual([400, 'invalid_grant', code]);
    }
  });
});
