import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SPECIMENS } from '../../shared/student/specimens.ts';
import { startsEligible } from '../../shared/student/specimen-facts.ts';
import { publicPart } from '../../shared/protocol/es256.ts';
import { createPrivateKey } from '../support/specimen-issuer.ts';
import { checkCard, fetchStatus, trust } from './verifier-steps.ts';
import { askToken, collectCard, offerPathOf, orderReady, payloadOf, readPreAuthorizedCode } from './wallet-steps.ts';
import { openWorld, type World } from './world.ts';

const CROWD = 300;
const ELIGIBLE = CROWD + SPECIMENS.filter(startsEligible).length;

let world: World;
beforeEach(async () => void (world = await openWorld({ students: `crowd:${CROWD}` })));
afterEach(() => world.stop());

/** All calls it takes, and what they did together. */
async function issueAll(body: object, limit = 100) {
  const total = { orders: 0, cards: 0, calls: 0 };
  let after: string | undefined;
  do {
    const { json } = await world.staff('POST', '/api/bulk', { ...body, limit, ...(after !== undefined && { after }) });
    total.orders += Number(json['orders']);
    total.cards += Number(json['cards']);
    total.calls += 1;
    after = json['next'] as string | undefined;
  } while (after !== undefined);
  return total;
}

describe('orders in bulk', () => {
  it('are placed once for everybody who may order, a part at a time, and can be redeemed like any other', async () => {
    expect(await issueAll({ to: 'ready' })).toEqual({ orders: ELIGIBLE, cards: 0, calls: 4 });
    expect(await issueAll({ to: 'ready' })).toEqual({ orders: 0, cards: 0, calls: 4 });
    const { json } = await world.staff('GET', '/api/orders?student=crowd-0000150');
    const [order] = json['orders'] as { qr: string; activation_code: string; state: string }[];
    expect(order?.state).toBe('ready');
    const code = await readPreAuthorizedCode(world, offerPathOf(order?.qr ?? ''));
    expect((await askToken(world, code, order?.activation_code ?? '')).status).toBe(200);
  });

  it('leave those alone who have one', async () => {
    const { id } = await orderReady(world, 'zofia');
    expect((await issueAll({ to: 'ready' })).orders).toBe(ELIGIBLE - 1);
    expect((await world.staff('GET', `/api/orders/${id}`)).json['state']).toBe('ready');
  });
});

describe('cards in bulk', () => {
  it('are issued once for each ready order, at places of their own, and counted', async () => {
    expect(await issueAll({ to: 'collected' })).toMatchObject({ orders: ELIGIBLE, cards: ELIGIBLE });
    expect(await issueAll({ to: 'collected' })).toMatchObject({ orders: 0, cards: 0 });
    const { json } = await world.staff('GET', '/api/orders?state=collected&limit=1000');
    expect(json['orders']).toHaveLength(ELIGIBLE);
  });

  it('fill lists half and go on in the next', async () => {
    await world.stop();
    world = await openWorld({ students: `crowd:${CROWD}`, settings: { statusListSize: 64 } });
    await collectCard(world);
    expect((await issueAll({ to: 'collected' })).cards).toBe(ELIGIBLE - 1);
    // The first as set, for the one card before and 31 more; then one for everybody.
    expect((await world.get('/status-aggregation')).json['status_lists']).toHaveLength(2);
  });

  it('are bound to the key that is asked for, pass every check, and end when their order does', async () => {
    const key = createPrivateKey();
    const holderKey = publicPart(key);
    const body = { to: 'collected', holder_key: holderKey, after: 'crowd-0000032', limit: 20 };
    const { json } = await world.staff('POST', '/api/bulk', body);
    const credentials = json['credentials'] as string[];
    expect([json['cards'], credentials.length, new Set(credentials).size]).toEqual([20, 20, 20]);
    const [credential = ''] = credentials;
    expect((payloadOf(credential)['cnf'] as { jwk: object }).jwk).toEqual(holderKey);
    const verifier = await trust(world);
    const { credential: card } = await checkCard(verifier, credential, world.now);
    expect(card).not.toBeNull();
    expect((await fetchStatus(world, verifier, credential)).status).toBe(0);
    const { json: listed } = await world.staff('GET', '/api/orders?student=crowd-0000033');
    const [{ id } = { id: '' }] = listed['orders'] as { id: string }[];
    await world.staff('POST', `/api/orders/${id}/cancel`);
    expect((await fetchStatus(world, verifier, credential)).status).toBe(1);
  });

  it('of a key that nobody has are not handed out', async () => {
    const { json } = await world.staff('POST', '/api/bulk', { to: 'collected', limit: 5 });
    expect(Object.keys(json).sort()).toEqual(['cards', 'next', 'orders']);
  });
});
