import { afterEach, describe, expect, it } from 'vitest';
import { createPrivateKey } from '../support/specimen-issuer.ts';
import { checkCard, checkQr, trust } from './verifier-steps.ts';
import { askCredential, askToken, makeProof, orderReady, redeem, wrongCode, type ReadyOrder } from './wallet-steps.ts';
import { DAY_MS, openWorld, SECOND_MS, type World, type WorldOptions } from './world.ts';

/** The mock as a university that hands out QR and code with the order: ready after five seconds. */
let world: World;
const open = async (options: WorldOptions = {}) =>
  (world = await openWorld({ isSlow: true, ...options, settings: { offersBeforeReady: true, ...options.settings } }));
afterEach(() => world.stop());

const stateOf = async ({ id }: ReadyOrder) => (await world.staff('GET', `/api/orders/${id}`)).json['state'];
const askDeferred = (accessToken: string, body: object) =>
  world.post('/deferred', body, { Authorization: `Bearer ${accessToken}` });

/** Ordered, redeemed and asked for, all before the order is ready. */
async function defer(student = 'zofia', key = createPrivateKey()) {
  const order = await orderReady(world, student);
  const accessToken = await redeem(world, order);
  const answer = await askCredential(world, accessToken, await makeProof(world, { key }));
  return { order, accessToken, key, answer, transactionId: String(answer.json['transaction_id']) };
}

describe('an order that is offered before it is ready', () => {
  it('has its QR and code from the start, and keeps them', async () => {
    await open();
    const order = await orderReady(world);
    expect(await stateOf(order)).toBe('waiting');
    expect((await checkQr(await trust(world), order.qr, world.now)).verdict).toBe('VALID');
    world.wait(5 * SECOND_MS);
    const { json } = await world.staff('GET', `/api/orders/${order.id}`);
    expect([json['state'], json['qr'], json['activation_code']]).toEqual(['ready', order.qr, order.activationCode]);
  });

  it('is collected at once where nobody came before it was ready', async () => {
    await open();
    const order = await orderReady(world);
    world.wait(5 * SECOND_MS);
    const answer = await askCredential(world, await redeem(world, order), await makeProof(world, {}));
    expect([answer.status, await stateOf(order)]).toEqual([200, 'collected']);
  });

  it.each([
    ['pl', 'Oczekuje', 'Zamówienie nie jest jeszcze gotowe. mLegitymację można dodać już teraz'],
    ['en', 'Waiting', 'The order is not ready yet. You can already add the card'],
  ])('shows its student QR and code while it waits (%s)', async (lang, status, sentence) => {
    await open();
    const order = await orderReady(world);
    const login = await world.post('/usosweb/login', new URLSearchParams({ student: 'zofia' }), { Origin: world.url });
    const Cookie = login.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
    const page = await world.get(`/usosweb/mlegitymacja?add=1&lang=${lang}`, { Cookie });
    for (const text of [status, sentence, order.activationCode, order.qr]) expect(page.text).toContain(text);
    expect((await world.get(`/usosweb/orders/${order.id}/qr.png`, { Cookie })).headers.get('Content-Type')).toBe(
      'image/png',
    );
  });

  it('is asked for one at a time, by the setting or by the order', async () => {
    await open({ settings: { offersBeforeReady: false } });
    const usual = await world.staff('POST', '/api/orders', { student: 'zofia' });
    expect([usual.json['state'], 'qr' in usual.json]).toEqual(['waiting', false]);
    const early = await world.staff('POST', '/api/orders', { student: 'jan', offer_before_ready: true });
    expect([early.json['state'], 'qr' in early.json]).toEqual(['waiting', true]);
    const wrong = await world.staff('POST', '/api/orders', { student: 'piotr', offer_before_ready: 'yes' });
    expect([wrong.status, wrong.json['error']]).toEqual([400, 'invalid_request']);
  });

  it('locks at the fifth wrong code, and expires with its offer, ready or not', async () => {
    await open({ settings: { waitingMs: 40 * DAY_MS } });
    const locked = await orderReady(world, 'zofia');
    for (let attempt = 0; attempt < 5; attempt++) await askToken(world, locked.preAuthorizedCode, wrongCode(locked));
    const expired = await orderReady(world, 'jan');
    world.wait(30 * DAY_MS);
    expect([await stateOf(locked), await stateOf(expired)]).toEqual(['locked', 'expired']);
  });
});

describe('a card that comes later', () => {
  it('is promised with 202, an id and the seconds to wait, and given when the order is ready', async () => {
    await open();
    const { order, accessToken, key, answer, transactionId } = await defer();
    expect([answer.status, answer.headers.get('Cache-Control'), answer.json]).toEqual([
      202,
      'no-store',
      { transaction_id: expect.stringMatching(/^[\w-]{22}$/u) as string, interval: 5 },
    ]);
    world.wait(3 * SECOND_MS);
    const early = await askDeferred(accessToken, { transaction_id: transactionId });
    expect([early.status, early.json]).toEqual([202, { transaction_id: transactionId, interval: 2 }]);
    expect(await stateOf(order)).toBe('processing');
    world.wait(2 * SECOND_MS);
    const { status, json } = await askDeferred(accessToken, { transaction_id: transactionId });
    expect([status, Object.keys(json), await stateOf(order)]).toEqual([200, ['credentials'], 'collected']);
    const [{ credential } = { credential: '' }] = json['credentials'] as { credential: string }[];
    const report = await checkCard(await trust(world), credential, world.now);
    expect([report.verdict, report.credential?.holderKey.x]).toEqual(['VALID', key.x]);
  });

  it('can be asked for with a token that lasts until then', async () => {
    await open({ settings: { waitingMs: DAY_MS } });
    const order = await orderReady(world);
    const { json } = await askToken(world, order.preAuthorizedCode, order.activationCode);
    expect(json['expires_in']).toBe(24 * 3600 + 3 + 300);
    const answer = await askCredential(world, String(json['access_token']), await makeProof(world, {}));
    expect([answer.status, answer.json['interval']]).toEqual([202, 5]);
    world.wait(DAY_MS + 3 * SECOND_MS);
    const late = await askDeferred(String(json['access_token']), { transaction_id: answer.json['transaction_id'] });
    expect(late.status).toBe(200);
  });

  it('is given once under its id; the credential endpoint has it again, with the notification_id', async () => {
    await open();
    const { accessToken, key, transactionId } = await defer();
    world.wait(5 * SECOND_MS);
    const first = await askDeferred(accessToken, { transaction_id: transactionId });
    const second = await askDeferred(accessToken, { transaction_id: transactionId });
    expect([second.status, second.json['error']]).toEqual([400, 'invalid_transaction_id']);
    const again = await askCredential(world, accessToken, await makeProof(world, { key }));
    expect(again.json['credentials']).toEqual(first.json['credentials']);
    const note = { notification_id: again.json['notification_id'], event: 'credential_accepted' };
    expect((await world.post('/notification', note, { Authorization: `Bearer ${accessToken}` })).status).toBe(204);
  });

  it('is promised to one key', async () => {
    await open();
    const { accessToken, key, answer } = await defer();
    const same = await askCredential(world, accessToken, await makeProof(world, { key }));
    expect([same.status, same.json]).toEqual([202, answer.json]);
    const other = await askCredential(world, accessToken, await makeProof(world, {}));
    expect([other.status, other.json['mleg_code']]).toEqual([400, 'OFFER_USED']);
    world.wait(5 * SECOND_MS);
    const late = await askCredential(world, accessToken, await makeProof(world, {}));
    expect([late.status, late.json['mleg_code']]).toEqual([400, 'OFFER_USED']);
  });

  it('is one card where eight ask for it at once', async () => {
    await open();
    const { accessToken, transactionId } = await defer();
    world.wait(5 * SECOND_MS);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => askDeferred(accessToken, { transaction_id: transactionId })),
    );
    const given = answers.flatMap(({ json }) => (json['credentials'] as { credential: string }[] | undefined) ?? []);
    expect([given.length > 0, new Set(given.map(({ credential }) => credential)).size]).toEqual([true, 1]);
  });

  it('is refused to whoever has another token, no token, no id or another id', async () => {
    await open();
    const { accessToken, transactionId } = await defer('zofia');
    const other = await defer('jan');
    const ask = async (token: string, body: object) => {
      const { status, json } = await askDeferred(token, body);
      return [status, json['error']];
    };
    expect(await ask('nobody', { transaction_id: transactionId })).toEqual([401, 'invalid_token']);
    expect(await ask(other.accessToken, { transaction_id: transactionId })).toEqual([400, 'invalid_transaction_id']);
    expect(await ask(accessToken, { transaction_id: 'unknown' })).toEqual([400, 'invalid_transaction_id']);
    expect(await ask(accessToken, {})).toEqual([400, 'invalid_credential_request']);
  });

  it('is not made once its order is cancelled', async () => {
    await open();
    const { order, accessToken, transactionId } = await defer();
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    const { status, json } = await askDeferred(accessToken, { transaction_id: transactionId });
    expect([status, json['error'], json['mleg_code']]).toEqual([400, 'credential_request_denied', 'ORDER_CANCELLED']);
  });

  it('is promised anew to a wallet that lost everything, once its token has run out', async () => {
    await open({ settings: { accessTokenLifetimeS: 1 } });
    const lost = await defer();
    world.wait(6 * SECOND_MS);
    const order = await world.get(lost.order.offerPath);
    expect(order.status).toBe(200);
    const [grant] = Object.values(order.json['grants'] as Record<string, Record<string, unknown>>);
    const token = await askToken(world, String(grant?.['pre-authorized_code']), lost.order.activationCode);
    const accessToken = String(token.json['access_token']);
    const old = await askDeferred(accessToken, { transaction_id: lost.transactionId });
    expect([old.status, old.json['error']]).toEqual([400, 'invalid_transaction_id']);
    expect((await askCredential(world, accessToken, await makeProof(world, {}))).status).toBe(200);
  });
});
