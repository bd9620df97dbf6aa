import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCard, trust } from '../issuer-mock/verifier-steps.ts';
import { orderReady, wrongCode } from '../issuer-mock/wallet-steps.ts';
import { openWorld, SECOND_MS, type World } from '../issuer-mock/world.ts';
import { catchRefusal, IndependentWallet, readCredential } from './independent-wallet.ts';

let world: World;
let wallet: IndependentWallet;
beforeEach(async () => {
  world = await openWorld();
  wallet = new IndependentWallet(world);
});
afterEach(() => world.stop());

const stateOf = async (id: string) => (await world.staff('GET', `/api/orders/${id}`)).json['state'];

describe('@openid4vc/openid4vci as a wallet', () => {
  it('takes the mock for an OpenID4VCI 1.0 issuer', async () => {
    const { metadata, offer } = await wallet.resolve((await orderReady(world)).qr);
    expect(metadata.originalDraftVersion).toBe('V1');
    expect(metadata.knownCredentialConfigurations['mlegitymacja']).toMatchObject({ format: 'dc+sd-jwt' });
    expect(offer.credential_configuration_ids).toEqual(['mlegitymacja']);
  });

  it('collects a card with the right code, and says that it was accepted', async () => {
    const order = await orderReady(world);
    const resolved = await wallet.resolve(order.qr);
    const token = await wallet.redeem(resolved, order.activationCode);
    const answer = await wallet.requestCard(resolved.metadata, token.access_token);
    const report = await checkCard(await trust(world), readCredential(answer), world.now);
    expect([report.verdict, report.credential?.holderKey.x]).toEqual(['VALID', wallet.key.x]);
    expect(await stateOf(order.id)).toBe('collected');
    const id = String(answer.notification_id);
    expect(await wallet.notify(resolved.metadata, token.access_token, id, 'credential_accepted')).toBe(204);
    expect(await wallet.notify(resolved.metadata, token.access_token, id, 'credential_deleted')).toBe(204);
  });

  it('is told of a wrong code and of the tries left, and collects the card with the right one after it', async () => {
    const order = await orderReady(world);
    const resolved = await wallet.resolve(order.qr);
    await expect(wallet.redeem(resolved, wrongCode(order))).rejects.toMatchObject({
      errorResponse: { error: 'invalid_grant', mleg_code: 'CODE_WRONG', tries_left: 4 },
    });
    const token = await wallet.redeem(resolved, order.activationCode);
    expect(readCredential(await wallet.requestCard(resolved.metadata, token.access_token))).toContain('~');
  });

  it('is told that the fifth wrong code has locked the order', async () => {
    const order = await orderReady(world);
    const resolved = await wallet.resolve(order.qr);
    for (let attempt = 0; attempt < 4; attempt++) {
      await expect(wallet.redeem(resolved, wrongCode(order))).rejects.toThrow('tries_left');
    }
    for (const code of [wrongCode(order), order.activationCode]) {
      await expect(wallet.redeem(resolved, code)).rejects.toMatchObject({
        errorResponse: { error: 'invalid_grant', mleg_code: 'CODE_LOCKED' },
      });
    }
    expect(await stateOf(order.id)).toBe('locked');
  });

  it('waits for a card whose order is not ready, and collects it later', async () => {
    await world.stop();
    world = await openWorld({ isSlow: true, settings: { offersBeforeReady: true } });
    wallet = new IndependentWallet(world);
    const order = await orderReady(world);
    const { offer, metadata } = await wallet.resolve(order.qr);
    const { access_token: token } = await wallet.redeem({ offer, metadata }, order.activationCode);
    const promised = await wallet.requestCard(metadata, token);
    expect(promised).toEqual({ transaction_id: expect.any(String) as string, interval: 5 });
    const id = String(promised.transaction_id);
    expect(await wallet.requestDeferred(metadata, token, id)).toEqual({ transaction_id: id, interval: 5 });
    world.wait(5 * SECOND_MS);
    const credential = readCredential(await wallet.requestDeferred(metadata, token, id));
    expect((await checkCard(await trust(world), credential, world.now)).verdict).toBe('VALID');
    const { notification_id: notificationId } = await wallet.requestCard(metadata, token);
    expect(await wallet.notify(metadata, token, String(notificationId), 'credential_accepted')).toBe(204);
    await expect(wallet.requestDeferred(metadata, token, id)).rejects.toThrow('deferred');
  });

  it('is refused a card whose order was cancelled meanwhile', async () => {
    const order = await orderReady(world);
    const resolved = await wallet.resolve(order.qr);
    const token = await wallet.redeem(resolved, order.activationCode);
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    expect(await catchRefusal(wallet.requestCard(resolved.metadata, token.access_token))).toMatchObject({
      error: 'credential_request_denied',
      mleg_code: 'ORDER_CANCELLED',
    });
  });
});
