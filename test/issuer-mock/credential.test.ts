import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publicPart } from '../../shared/protocol/es256.ts';
import { createPrivateKey, signAnything } from '../support/specimen-issuer.ts';
import {
  askCredential,
  askNonce,
  collectCard,
  makeProof,
  orderReady,
  redeem,
  type ReadyOrder,
} from './wallet-steps.ts';
import { openWorld, SECOND_MS, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.stop());

const stateOf = async ({ id }: ReadyOrder) => (await world.staff('GET', `/api/orders/${id}`)).json['state'];

describe('the credential endpoint', () => {
  it('gives one card and moves the order', async () => {
    const order = await orderReady(world);
    const answer = await askCredential(world, await redeem(world, order), await makeProof(world, {}));
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        credentials: [{ credential: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+(~[\w-]+){3}~$/u) as string }],
        notification_id: expect.stringMatching(/^[\w-]{22}$/u) as string,
      },
    ]);
    expect(await stateOf(order)).toBe('collected');
  });

  it('gives the same card again to the same key, as often as the token lives', async () => {
    const { accessToken, key, credential, notificationId } = await collectCard(world);
    const again = await askCredential(world, accessToken, await makeProof(world, { key }));
    expect(again.json).toEqual({ credentials: [{ credential }], notification_id: notificationId });
    world.wait(300 * SECOND_MS);
    const late = await askCredential(world, accessToken, await makeProof(world, { key }));
    expect([late.status, late.json['error']]).toEqual([401, 'invalid_token']);
  });

  it('gives nothing to another key', async () => {
    const { accessToken } = await collectCard(world);
    const { status, json } = await askCredential(world, accessToken, await makeProof(world, {}));
    expect([status, json['error'], json['mleg_code']]).toEqual([400, 'credential_request_denied', 'OFFER_USED']);
  });

  it('gives one card where eight keys ask at once', async () => {
    const order = await orderReady(world);
    const accessToken = await redeem(world, order);
    const proofs = await Promise.all(Array.from({ length: 8 }, () => makeProof(world, {})));
    const answers = await Promise.all(proofs.map((proof) => askCredential(world, accessToken, proof)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 400)]);
  });

  it('gives nothing once the order was cancelled under it', async () => {
    const order = await orderReady(world);
    const accessToken = await redeem(world, order);
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    const { status, json } = await askCredential(world, accessToken, await makeProof(world, {}));
    expect([status, json['error'], json['mleg_code']]).toEqual([400, 'credential_request_denied', 'ORDER_CANCELLED']);
    expect(await stateOf(order)).toBe('cancelled');
  });

  it('takes each nonce once, and none that is five minutes old', async () => {
    const accessToken = await redeem(world, await orderReady(world));
    const key = createPrivateKey();
    const nonce = await askNonce(world);
    const first = await askCredential(world, accessToken, await makeProof(world, { key, nonce }));
    expect(first.status).toBe(200);
    const reused = await askCredential(world, accessToken, await makeProof(world, { key, nonce }));
    expect([reused.status, reused.json['error']]).toEqual([400, 'invalid_nonce']);
    const old = await askNonce(world);
    world.wait(300 * SECOND_MS);
    const other = await redeem(world, await orderReady(world, 'jan'));
    const stale = await askCredential(world, other, await makeProof(world, { key, nonce: old }));
    expect(stale.json['error']).toBe('invalid_nonce');
  });

  it.each(['jku', 'x5u', 'x5c', 'kid'])('takes no proof that names a key by %s as well', async (name) => {
    const accessToken = await redeem(world, await orderReady(world));
    const key = createPrivateKey();
    const ask = async (more: Record<string, unknown>) => {
      const claims = { aud: world.url, iat: Math.floor(world.now() / 1000), nonce: await askNonce(world) };
      const proof = await signAnything({ typ: 'openid4vci-proof+jwt', jwk: publicPart(key), ...more }, claims, key);
      return (await askCredential(world, accessToken, proof)).json['error'];
    };
    expect(await ask({ [name]: 'https://evil.example/key' })).toBe('invalid_proof');
    expect(await ask({})).toBeUndefined();
  });

  it('takes no proof for another issuer, none broken, and not two', async () => {
    const accessToken = await redeem(world, await orderReady(world));
    const ask = async (...proofs: string[]) => (await askCredential(world, accessToken, ...proofs)).json['error'];
    expect(await ask(await makeProof(world, { audience: 'https://elsewhere.example' }))).toBe('invalid_proof');
    const good = await makeProof(world, {});
    expect(await ask(`${good.slice(0, -8)}AAAAAAAA`)).toBe('invalid_proof');
    expect(await ask(good, await makeProof(world, {}))).toBe('invalid_proof');
    expect(await ask()).toBe('invalid_proof');
    expect(await ask(good)).toBeUndefined();
  });

  it.each([
    ['no configuration', { proofs: {} }, 'invalid_credential_request'],
    [
      'both names of it',
      { credential_configuration_id: 'mlegitymacja', credential_identifier: 'mlegitymacja' },
      'invalid_credential_request',
    ],
    ['another configuration', { credential_configuration_id: 'diploma' }, 'unknown_credential_configuration'],
    ['another identifier', { credential_identifier: 'diploma' }, 'unknown_credential_identifier'],
    ['no proof', { credential_configuration_id: 'mlegitymacja' }, 'invalid_proof'],
    [
      'encryption',
      { credential_configuration_id: 'mlegitymacja', credential_response_encryption: {} },
      'invalid_encryption_parameters',
    ],
    ['a list', [], 'invalid_credential_request'],
    ['no JSON', '{"credential_configuration_id":', 'invalid_credential_request'],
    ['a member twice', '{"proofs":{},"proofs":{}}', 'invalid_credential_request'],
  ])('refuses a request with %s', async (_, body, error) => {
    const accessToken = await redeem(world, await orderReady(world));
    const { status, json } = await world.post('/credential', body, { Authorization: `Bearer ${accessToken}` });
    expect([status, json['error']]).toEqual([400, error]);
  });

  it('says how to come back to whoever has no token, or a wrong one', async () => {
    const without = await world.post('/credential', {});
    expect([without.status, without.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer']);
    const wrong = await world.post('/credential', {}, { Authorization: 'Bearer made-up' });
    expect([wrong.status, wrong.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  });
});

describe('the notification endpoint', () => {
  it('takes what became of the card, as often as it is said', async () => {
    const { accessToken, notificationId } = await collectCard(world);
    const tell = (body: object) => world.post('/notification', body, { Authorization: `Bearer ${accessToken}` });
    for (const event of ['credential_accepted', 'credential_accepted', 'credential_deleted']) {
      expect((await tell({ notification_id: notificationId, event })).status).toBe(204);
    }
    const errors = [
      await tell({ notification_id: 'another', event: 'credential_accepted' }),
      await tell({ notification_id: notificationId, event: 'credential_eaten' }),
      await tell({ event: 'credential_accepted' }),
    ].map(({ status, json }) => [status, json['error']]);
    expect(errors).toEqual([
      [400, 'invalid_notification_id'],
      [400, 'invalid_notification_request'],
      [400, 'invalid_notification_request'],
    ]);
    expect((await world.post('/notification', { notification_id: notificationId })).status).toBe(401);
  });
});
