import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, type WorldOptions } from '../issuer-mock/world.ts';
import type { StoredCard } from '../../shared/wallet/wallet-document.ts';
import { WalletWorld } from './wallet-world.ts';

let here: WalletWorld;
const begin = async (options?: WorldOptions): Promise<void> => void (here = await WalletWorld.open(options));
afterEach(() => here.world.stop());

describe('bringing a card up to date', () => {
  beforeEach(() => begin());

  it('reads its status, and says when', async () => {
    const { cardId } = await here.addCard();
    here.world.wait(DAY_MS);
    here.requests = [];
    const updated = await here.wallet.keeper.update(cardId, false);
    expect(updated).toMatchObject({ ok: true, value: { status: 'valid', updatedAt: here.world.now() }, ttlS: 3600 });
    expect(here.paths).toEqual(['/status/1']);
    expect(here.kinds).toEqual(['added']);
  });

  it.each([
    ['invalidated', 'invalid', (order: string) => here.world.staff('POST', `/api/orders/${order}/cancel`)],
    ['suspended', 'suspended', () => here.world.staff('POST', '/api/students/zofia/events', { event: 'suspend' })],
  ] as const)('finds that it was %s, writes it down once and asks for no newer one', async (kind, status, happen) => {
    const { cardId, orderId } = await here.addCard();
    await happen(orderId);
    here.requests = [];
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: true, value: { status } });
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: true, value: { status } });
    expect(here.paths).toEqual(['/status/1', '/status/1']);
    expect(here.kinds).toEqual(['added', kind]);
  });

  it('keeps what it knew where the list cannot be had, is another’s or is too old', async () => {
    const { cardId } = await here.addCard();
    const before = here.card;
    here.world.wait(DAY_MS);
    here.isOffline = true;
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: false, code: 'STATUS_UNAVAILABLE' });
    here.isOffline = false;
    await here.world.staff('POST', '/api/faults', { target: 'status', kind: 'status', status: 503 });
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: false, code: 'STATUS_UNAVAILABLE' });
    await here.world.staff('POST', '/api/faults', { target: 'status', kind: 'expired' });
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: false, code: 'STATUS_STALE' });
    await here.world.staff('POST', '/api/faults', { target: 'status', kind: 'wrong-signature' });
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: false, code: 'STATUS_SIGNATURE' });
    expect(here.card).toEqual(before);
  });

  it('never asks an address that is not its issuer’s', async () => {
    const { cardId } = await here.addCard();
    const [head = '', payload = '', rest = ''] = (here.card?.credential ?? '').split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { status: unknown };
    claims.status = { status_list: { idx: 1, uri: 'http://169.254.169.254/status/1' } };
    const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), rest].join('.');
    await here.wallet.file.change((document) => ({
      ...document,
      cards: document.cards.map((each) => ({ ...each, credential: forged })),
    }));
    here.requests = [];
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: false, code: 'STATUS_SUBJECT' });
    expect(here.requests).toEqual([]);
  });

  it('knows nothing of a card that is gone', async () => {
    expect(await here.wallet.keeper.update('gone', true)).toEqual({ ok: false, code: 'CARD_GONE' });
    expect(await here.wallet.keeper.remove('gone')).toEqual({ ok: false, code: 'CARD_GONE' });
  });
});

describe('renewing', () => {
  beforeEach(() => begin());
  const extend = async (order: string) => {
    await here.world.staff('POST', '/api/students/zofia/events', { event: 'renew-els' });
    await here.world.staff('POST', `/api/orders/${order}/extend`);
  };

  it('brings the new date to the same card, and tells the issuer', async () => {
    const { cardId, orderId } = await here.addCard();
    await extend(orderId);
    const old = here.card;
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({
      ok: true,
      value: { validUntil: '2027-10-31' },
    });
    expect(here.wallet.file.document.cards).toHaveLength(1);
    expect([here.card?.id, here.card?.holderKey, here.card?.card.card_number]).toEqual([
      ...[cardId, old?.holderKey, old?.card.card_number],
    ]);
    expect(here.kinds).toEqual(['added', 'renewed']);
    expect(here.requests.at(-1)?.body).toContain('credential_accepted');
    expect(here.wallet.file.document.unfinished).toEqual([]);
    // The new place in the list is its own, and good.
    expect(await here.wallet.keeper.update(cardId, false)).toMatchObject({ ok: true, value: { status: 'valid' } });
  });

  it('finds nothing new, as often as it is asked, and stays renewable', async () => {
    const { cardId, orderId } = await here.addCard();
    const text = here.card?.credential;
    for (let time = 0; time < 3; time++)
      expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: true });
    expect([here.card?.credential, here.kinds]).toEqual([text, ['added']]);
    await extend(orderId);
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({
      ok: true,
      value: { validUntil: '2027-10-31' },
    });
  });

  it('happens once where two ask at the same time', async () => {
    const { cardId, orderId } = await here.addCard();
    await extend(orderId);
    await Promise.all([1, 2, 3].map(() => here.wallet.keeper.update(cardId, true)));
    expect([here.kinds, here.wallet.file.document.cards.length]).toEqual([['added', 'renewed'], 1]);
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: true, value: { isRenewable: true } });
  });

  it('goes on after the issuer broke off in the middle, with the token that is in the vault', async () => {
    const { cardId, orderId } = await here.addCard();
    await extend(orderId);
    await here.world.staff('POST', '/api/faults', { target: 'credential', kind: 'cut' });
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({ ok: false, code: 'ISSUER_UNREACHABLE' });
    expect(here.card?.card.valid_until).toBe('2027-03-31');
    await here.startAnew();
    await here.wallet.rounds.resume();
    expect([here.card?.card.valid_until, here.kinds]).toEqual(['2027-10-31', ['added', 'renewed']]);
    expect(here.wallet.file.document.unfinished).toEqual([]);
  });

  it('is over where the issuer takes the token no more: the card stays, and says so', async () => {
    const { cardId } = await here.addCard();
    await here.wallet.file.change((document) => ({
      ...document,
      cards: document.cards.map((each) => ({
        ...each,
        issuance: each.issuance && { ...each.issuance, refreshToken: 'unknown' },
      })),
    }));
    expect(await here.wallet.keeper.update(cardId, true)).toMatchObject({
      ok: true,
      value: { status: 'valid', isRenewable: false },
    });
    expect(here.kinds).toEqual(['added', 'renewal-refused']);
  });
});

describe('removing', () => {
  beforeEach(() => begin());

  it('takes the card out, tells its issuer, and the university cancels it', async () => {
    const { cardId, orderId } = await here.addCard();
    const kept = await here.addCard('jan');
    expect(await here.wallet.keeper.remove(cardId)).toEqual({
      ok: true,
      value: { isIssuerTold: true, isQueued: false },
    });
    expect(here.wallet.file.document.cards.map(({ id }) => id)).toEqual([kept.cardId]);
    expect(here.wallet.file.document.removals).toEqual([]);
    expect([await here.readState(orderId), await here.readState(kept.orderId)]).toEqual(['cancelled', 'collected']);
    expect(await here.wallet.keeper.update(kept.cardId, false)).toMatchObject({ ok: true, value: { status: 'valid' } });
  });

  it('waits in line while the network is down, longer each time, and is told later, also after a restart', async () => {
    const { cardId, orderId } = await here.addCard();
    here.isOffline = true;
    expect(await here.wallet.keeper.remove(cardId)).toEqual({
      ok: true,
      value: { isIssuerTold: false, isQueued: true },
    });
    const nextAfter = async () => {
      await here.wallet.rounds.run();
      const [removal] = here.wallet.file.document.removals;
      return removal && (removal.nextAt - here.world.now()) / 1000;
    };
    expect(await nextAfter()).toBe(60);
    here.world.wait(60_000);
    expect(await nextAfter()).toBe(120);
    await here.startAnew();
    here.isOffline = false;
    expect(await nextAfter()).toBe(120);
    expect(await here.readState(orderId)).toBe('collected');
    here.world.wait(120_000);
    expect(await nextAfter()).toBeUndefined();
    expect(await here.readState(orderId)).toBe('cancelled');
  });

  it('is told once more where only the last answer was lost', async () => {
    const { cardId, orderId } = await here.addCard();
    await here.world.staff('POST', '/api/faults', { target: 'notification', kind: 'status', status: 503 });
    expect(await here.wallet.keeper.remove(cardId)).toEqual({
      ok: true,
      value: { isIssuerTold: false, isQueued: true },
    });
    expect(await here.readState(orderId)).toBe('collected');
    here.world.wait(60_000);
    await here.wallet.rounds.run();
    expect([here.wallet.file.document.removals, await here.readState(orderId)]).toEqual([[], 'cancelled']);
  });

  it('has nobody to tell where the order is over already', async () => {
    const { cardId, orderId } = await here.addCard();
    await here.world.staff('POST', `/api/orders/${orderId}/cancel`);
    await here.wallet.keeper.remove(cardId);
    expect([here.wallet.file.document.cards, here.wallet.file.document.removals]).toEqual([[], []]);
  });

  it('says so where the issuer cannot be told because it knows the token no more', async () => {
    const { cardId, orderId } = await here.addCard();
    const forget = ({ issuance, ...card }: StoredCard): StoredCard => ({
      ...card,
      issuance: issuance && { ...issuance, refreshToken: 'unknown' },
    });
    await here.wallet.file.change((document) => ({ ...document, cards: document.cards.map((each) => forget(each)) }));
    expect(await here.wallet.keeper.remove(cardId)).toEqual({
      ok: true,
      value: { isIssuerTold: false, isQueued: false },
    });
    const { removals, notices } = here.wallet.file.document;
    expect([removals, notices.map(({ code }) => code)]).toEqual([[], ['REMOVAL_UNTOLD']]);
    expect(await here.readState(orderId)).toBe('collected');
  });

  it('is of a card that comes back with a new order only', async () => {
    const { cardId } = await here.addCard();
    await here.wallet.keeper.remove(cardId);
    const again = await here.addCard();
    expect(again.cardId).not.toBe(cardId);
    expect(await here.wallet.keeper.update(again.cardId, true)).toMatchObject({ ok: true, value: { status: 'valid' } });
  });
});
