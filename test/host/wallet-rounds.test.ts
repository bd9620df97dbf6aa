import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  askToken,
  collectCard as collectElsewhere,
  offerPathOf,
  orderReady,
  readPreAuthorizedCode,
} from '../issuer-mock/wallet-steps.ts';
import { DAY_MS, type WorldOptions } from '../issuer-mock/world.ts';
import { WalletWorld } from './wallet-world.ts';

let here: WalletWorld;
const begin = async (options?: WorldOptions): Promise<void> => void (here = await WalletWorld.open(options));
afterEach(() => here.world.stop());

describe('a card that is promised for later', () => {
  const openSlowly = () => begin({ isSlow: true, settings: { offersBeforeReady: true } });
  const waiting = () => here.wallet.file.document.unfinished;

  async function promise(): Promise<string> {
    const order = await orderReady(here.world);
    const redeemed = await here.redeem(order);
    if (redeemed.kind !== 'waiting') throw new Error('there at once');
    expect(redeemed.waiting).toMatchObject({ issuerName: 'Testowa', since: here.world.now() });
    return order.id;
  }

  it('is asked for as often as the issuer says, over a restart, until it is there', async () => {
    await openSlowly();
    await promise();
    let asked = 0;
    for (let round = 0; round < 100 && waiting().length > 0; round++) {
      if (round === 1) await here.startAnew();
      here.requests = [];
      const nextAt = await here.wallet.rounds.run();
      asked += here.paths.filter((path) => path === '/deferred').length;
      if (waiting().length > 0) expect(nextAt).toBe(waiting()[0]?.deferral?.nextAt);
      here.world.wait(Math.max(1, (nextAt ?? here.world.now()) - here.world.now()));
    }
    expect([here.card?.card.given_name, here.kinds, waiting()]).toEqual(['Zofia', ['added'], []]);
    expect(asked).toBeGreaterThan(0);
  });

  it('is not asked for before its time, unless a person does', async () => {
    await openSlowly();
    await promise();
    here.requests = [];
    await here.wallet.rounds.run();
    expect(here.paths).toEqual([]);
    const [{ holderKey } = { holderKey: { x: '' } }] = waiting();
    expect(await here.wallet.rounds.ask(holderKey.x)).toMatchObject({ ok: true, value: { kind: 'waiting' } });
    here.world.wait(DAY_MS);
    expect(await here.wallet.rounds.ask(holderKey.x)).toMatchObject({ ok: true, value: { kind: 'added' } });
    expect(await here.wallet.rounds.ask(holderKey.x)).toBeNull();
  });

  it('is put off while the issuer cannot be had', async () => {
    await openSlowly();
    await promise();
    here.isOffline = true;
    here.world.wait(DAY_MS);
    const nextAt = await here.wallet.rounds.run();
    expect([waiting().length, (nextAt ?? 0) > here.world.now()]).toEqual([1, true]);
    here.isOffline = false;
    here.world.wait(60_000);
    await here.wallet.rounds.run();
    expect([here.card?.card.given_name, waiting()]).toEqual(['Zofia', []]);
  });

  it('says that its QR must be scanned again where it was redeemed anew meanwhile', async () => {
    await openSlowly();
    const order = await promise();
    here.world.wait(DAY_MS);
    const { json } = await here.world.staff('GET', `/api/orders/${order}`);
    const code = await readPreAuthorizedCode(here.world, offerPathOf(String(json['qr'])));
    await askToken(here.world, code, String(json['activation_code']));
    await here.wallet.rounds.run();
    expect([waiting(), here.wallet.file.document.notices.map((notice) => notice.code)]).toEqual([
      [],
      ['ACTIVATION_GONE'],
    ]);
  });

  it('that comes to nothing leaves a notice that says why', async () => {
    await openSlowly();
    const order = await promise();
    await here.world.staff('POST', `/api/orders/${order}/fail`, { reason: 'photo-unusable' });
    here.world.wait(60_000);
    await here.wallet.rounds.run();
    expect(waiting()).toEqual([]);
    expect(here.wallet.file.document.notices).toMatchObject([
      { issuer: here.world.url, code: 'ORDER_FAILED', at: here.world.now() },
    ]);
  });
});

describe('the wallet’s rounds', () => {
  beforeEach(() => begin());

  it('bring every card up to date at the start, then as the list’s ttl says', async () => {
    await here.addCard();
    await here.addCard('jan');
    await here.startAnew();
    here.requests = [];
    expect(await here.wallet.rounds.run()).toBe(here.world.now() + 3600_000);
    expect(here.paths).toEqual(['/status/1', '/status/1']);
    here.world.wait(3599_000);
    await here.wallet.rounds.run();
    expect(here.paths).toHaveLength(2);
    here.world.wait(1000);
    await here.wallet.rounds.run();
    expect(here.paths).toHaveLength(4);
  });

  it('ask for a newer card once a day', async () => {
    await here.addCard();
    const asked = () => here.paths.filter((path) => path === '/token').length;
    here.requests = [];
    await here.wallet.rounds.run();
    expect(asked()).toBe(0);
    here.world.wait(DAY_MS);
    await here.wallet.rounds.run();
    here.world.wait(DAY_MS / 4);
    await here.wallet.rounds.run();
    expect(asked()).toBe(1);
  });

  it('come back soon where the issuer could not be had', async () => {
    await here.addCard();
    here.isOffline = true;
    expect(await here.wallet.rounds.run()).toBe(here.world.now() + 600_000);
  });

  it('have nothing to do in an empty wallet', async () => {
    expect(await here.wallet.rounds.run()).toBeNull();
  });

  it('leave another wallet’s card alone: what is told of one order says nothing of another', async () => {
    const { orderId } = await here.addCard();
    const elsewhere = await collectElsewhere(here.world, 'jan');
    await here.world.staff('POST', `/api/orders/${elsewhere.order.id}/cancel`);
    await here.wallet.rounds.run();
    expect([here.card?.status, await here.readState(orderId)]).toEqual([0, 'collected']);
  });
});
