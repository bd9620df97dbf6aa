import { afterEach, describe, expect, it } from 'vitest';
import type { StudentEvent } from '../../issuer-mock/students/student-events.ts';
import { PlainBrowser, readText } from './plain-browser.ts';
import { fetchStatus, trust } from './verifier-steps.ts';
import { askToken, collectCard, orderReady, payloadOf } from './wallet-steps.ts';
import { DAY_MS, openWorld, type World, type WorldOptions } from './world.ts';

let world: World;
const open = async (options?: WorldOptions) => (world = await openWorld(options));
afterEach(() => world.stop());

const report = (student: string, event: StudentEvent) =>
  world.staff('POST', `/api/students/${student}/events`, { event });
const readOrder = async (id: string) => (await world.staff('GET', `/api/orders/${id}`)).json;
const place = (student: string) => world.staff('POST', '/api/orders', { student });
async function statusOf(credential: string): Promise<number | null> {
  return (await fetchStatus(world, await trust(world), credential)).status;
}

describe('a collected card', () => {
  it('is suspended with the studies, stays dead when they are resumed, and is ordered anew', async () => {
    await open();
    const { order, credential } = await collectCard(world);
    await report('zofia', 'suspend');
    expect([await statusOf(credential), await readOrder(order.id)]).toMatchObject([
      2,
      { state: 'invalidated', reason: 'suspend' },
    ]);
    expect((await place('zofia')).json['error']).toBe('not_eligible');
    await report('zofia', 'resume');
    expect(await statusOf(credential)).toBe(1);
    const again = await collectCard(world);
    expect([await statusOf(again.credential), await statusOf(credential)]).toEqual([0, 1]);
  });

  it.each(['remove', 'change-data', 'withdraw-els'] as const)(
    'is invalid in the next fetch after %s',
    async (event) => {
      await open();
      const [{ order, credential }, other] = [await collectCard(world), await collectCard(world, 'jan')];
      await report('zofia', event);
      expect(await readOrder(order.id)).toMatchObject({ state: 'invalidated', reason: event });
      expect([await statusOf(credential), await statusOf(other.credential)]).toEqual([1, 0]);
    },
  );

  it('of a first-cycle graduate ends with 31 October, by the calendar alone', async () => {
    await open({ startsAt: Date.parse('2027-10-05T08:00:00Z') });
    await report('zofia', 'renew-els');
    const { order, credential } = await collectCard(world);
    await report('zofia', 'graduate');
    expect(await statusOf(credential)).toBe(0);
    world.wait(26 * DAY_MS);
    expect(await statusOf(credential)).toBe(0);
    world.wait(DAY_MS);
    expect(await statusOf(credential)).toBe(1);
    expect(await readOrder(order.id)).toMatchObject({ state: 'invalidated', reason: 'rights-ended' });
  });

  it('is renewed after the data were changed only with a new ELS', async () => {
    await open();
    await collectCard(world);
    await report('zofia', 'change-data');
    expect((await place('zofia')).json['refusals']).toMatchObject([{ id: 'data-changed' }]);
    await report('zofia', 'issue-els');
    expect((await place('zofia')).status).toBe(201);
  });
});

describe('extending', () => {
  it('follows the ELS, once each time it is renewed', async () => {
    await open();
    const { order } = await collectCard(world);
    const extend = () => world.staff('POST', `/api/orders/${order.id}/extend`);
    expect((await extend()).json['error']).toBe('nothing_to_extend');
    await report('zofia', 'renew-els');
    expect((await extend()).json).toMatchObject({ state: 'collected', planned_valid_until: '2027-10-31' });
    expect((await extend()).json['error']).toBe('nothing_to_extend');
    expect((await readOrder(order.id))['planned_valid_until']).toBe('2027-10-31');
  });

  it('moves the end of an offer that ended with the semester, for an order not collected yet', async () => {
    await open();
    await world.staff('PUT', '/api/clock', { mode: 'frozen', now: '2027-03-29T10:00:00Z' });
    const order = await orderReady(world);
    expect(payloadOf(order.qr)['exp']).toBe(Date.parse('2027-03-31T22:00:00Z') / 1000);
    await report('zofia', 'renew-els');
    const extended = await world.staff('POST', `/api/orders/${order.id}/extend`);
    const thirtyDays = Date.parse('2027-04-28T10:00:00Z') / 1000;
    expect(payloadOf(String(extended.json['qr']))).toMatchObject({ jti: payloadOf(order.qr)['jti'], exp: thirtyDays });
    await world.staff('PUT', '/api/clock', { now: '2027-04-28T09:59:00Z' });
    expect((await readOrder(order.id))['state']).toBe('ready');
    await world.staff('PUT', '/api/clock', { now: '2027-04-28T10:01:00Z' });
    expect((await readOrder(order.id))['state']).toBe('expired');
  });

  it('is a button on the page while there is something to extend, and a refusal otherwise', async () => {
    await open();
    const { order } = await collectCard(world);
    const browser = new PlainBrowser(() => world);
    await browser.logIn('zofia');
    const page = '/usosweb/mlegitymacja';
    const before = await browser.open(page);
    expect(before.text).not.toContain('extend-order');
    await report('zofia', 'renew-els');
    const offered = await browser.open(page);
    expect(readText(offered)).toContain('Możesz przedłużyć ważność do 2027-10-31');
    const extended = await browser.press(offered, `/usosweb/orders/${order.id}/extend`);
    expect(readText(extended)).toContain('Planowana data ważności mLegitymacji: 2027-10-31');
    expect(extended.text).not.toContain('extend-order');
    expect((await browser.press(offered, `/usosweb/orders/${order.id}/extend`)).status).toBe(409);
    const stranger = new PlainBrowser(() => world);
    await stranger.logIn('jan');
    expect((await stranger.press(offered, `/usosweb/orders/${order.id}/extend`)).status).toBe(404);
  });
});

describe('an order that fails', () => {
  it('says why on the page, tells the wallet, and may be placed again', async () => {
    await open({ isSlow: true, settings: { offersBeforeReady: true } });
    const { id, preAuthorizedCode, activationCode } = await orderReady(world, 'jan');
    await world.staff('POST', `/api/orders/${id}/fail`, { reason: 'photo-unusable' });
    const answer = await askToken(world, preAuthorizedCode, activationCode);
    expect([answer.status, answer.json['mleg_code']]).toEqual([400, 'ORDER_FAILED']);
    const browser = new PlainBrowser(() => world);
    await browser.logIn('jan');
    const page = readText(await browser.open('/usosweb/mlegitymacja?lang=en'));
    expect(page).toContain('The photo could not be used.');
    expect(page).toContain('Order an ID card');
    expect((await place('jan')).status).toBe(201);
  });

  it('cannot fail, or be withdrawn, once it is over', async () => {
    await open();
    const { order, credential } = await collectCard(world);
    const fail = await world.staff('POST', `/api/orders/${order.id}/fail`, { reason: 'system-fault' });
    expect([fail.status, fail.json['from'], fail.json['to']]).toEqual([409, 'collected', 'failed']);
    expect((await world.staff('POST', `/api/orders/${order.id}/invalidate`)).json['state']).toBe('invalidated');
    expect(await statusOf(credential)).toBe(1);
    const again = await world.staff('POST', `/api/orders/${order.id}/invalidate`);
    expect([again.status, again.json['from']]).toEqual([409, 'invalidated']);
  });
});

describe('each reason against an order', () => {
  it.each<[string, StudentEvent[]]>([
    ['ela', ['approve-photo']],
    ['borys', ['assign-numbers']],
    ['adam', ['assign-numbers']],
    ['lena', ['issue-els']],
    ['marek', ['renew-els']],
    ['nina', ['issue-els']],
    ['zenon', ['resume']],
    ['sylwia', ['resume']],
    ['kacper', ['approve-photo', 'issue-els']],
  ])('can be taken away from %s, who may then have a card', async (student, events) => {
    await open();
    for (const event of events) expect((await report(student, event)).status).toBe(200);
    const { credential } = await collectCard(world, student);
    expect(await statusOf(credential)).toBe(0);
  });
});
