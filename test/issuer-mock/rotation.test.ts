import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCard, checkOldList, checkQr, fetchStatus, trust } from './verifier-steps.ts';
import { collectCard, orderReady } from './wallet-steps.ts';
import { DAY_MS, openWorld, type World, type WorldOptions } from './world.ts';

let folder: string;
let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'mleg-rotation-'))));
afterEach(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

interface Listed {
  readonly kid: string;
  readonly purpose: string;
  readonly retired_at: string | null;
}
const rotate = async (purposes?: readonly string[]): Promise<readonly Listed[]> =>
  (await world.staff('POST', '/api/keys/rotate', { ...(purposes && { purposes }) })).json['keys'] as Listed[];
const listKeys = async (): Promise<readonly Listed[]> =>
  (await world.staff('GET', '/api/keys')).json['keys'] as Listed[];
const kidsOf = async () => ((await world.get('/jwks')).json['keys'] as { kid: string }[]).map(({ kid }) => kid);
const kidOf = (jws: string): unknown =>
  (JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()) as { kid: unknown }).kid;

describe('after a rotation', () => {
  it('fresh keys sign, and everything signed before still verifies', async () => {
    await open();
    const [card, waiting] = [await collectCard(world, 'zofia'), await orderReady(world, 'jan')];
    const oldList = (await world.get('/status/1')).text;
    const verifierBefore = await trust(world);
    const keys = await rotate();
    expect(keys.map(({ purpose, retired_at: at }) => [purpose, at !== null])).toEqual([
      ['activation-qr', true],
      ['activation-qr', false],
      ['credential', true],
      ['credential', false],
      ['status', true],
      ['status', false],
    ]);
    const verifier = await trust(world);
    expect((await checkCard(verifier, card.credential, world.now)).verdict).toBe('VALID');
    expect((await checkQr(verifier, waiting.qr, world.now)).verdict).toBe('VALID');
    const { reference, list, status } = await fetchStatus(world, verifier, card.credential);
    expect(status).toBe(0);
    expect((await checkOldList(verifier, oldList, reference, world.now())).verdict).toBe('VALID');
    const fresh = await collectCard(world, 'hanna');
    expect((await checkCard(verifier, fresh.credential, world.now)).verdict).toBe('VALID');
    const signs = new Set(keys.filter(({ retired_at: at }) => at === null).map(({ kid }) => kid));
    expect([kidOf(fresh.credential), kidOf(fresh.order.qr), kidOf(list)].map((kid) => signs.has(String(kid)))).toEqual([
      true,
      true,
      true,
    ]);
    // A verifier that has not fetched the keys since cannot tell, rather than call the new card false.
    expect((await checkCard(verifierBefore, fresh.credential, world.now)).code).toBe('JWS_KID_UNKNOWN');
  });

  it('a key that signed nothing leaves at once, the others when nothing they signed can be shown any more', async () => {
    await open();
    const start = await kidsOf();
    await rotate();
    // Only the status key stays: somebody may have had a list from it.
    expect((await kidsOf()).filter((kid) => start.includes(kid))).toHaveLength(1);
    const card = await collectCard(world, 'zofia');
    const waiting = await orderReady(world, 'jan');
    const [credentialKid, qrKid] = [String(kidOf(card.credential)), String(kidOf(waiting.qr))];
    await rotate();
    const stays = async () => [credentialKid, qrKid].map(async (kid) => (await kidsOf()).includes(kid));
    world.wait(29 * DAY_MS);
    expect(await Promise.all(await stays())).toEqual([true, true]);
    expect((await listKeys()).filter(({ purpose }) => purpose === 'status')).toHaveLength(1);
    world.wait(3 * DAY_MS);
    expect(await Promise.all(await stays())).toEqual([true, false]);
    // Ordered on 2 October 2026, so valid through 31 March 2027.
    world.wait(Date.UTC(2027, 2, 31, 12) - world.now());
    expect(await Promise.all(await stays())).toEqual([true, false]);
    world.wait(2 * DAY_MS);
    expect(await Promise.all(await stays())).toEqual([false, false]);
  });

  it('a cancelled card is still called cancelled, not unknown', async () => {
    await open();
    const { credential, order } = await collectCard(world);
    await rotate();
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    expect((await fetchStatus(world, await trust(world), credential)).status).toBe(1);
  });

  it('a restart keeps both, and the anchor', async () => {
    await open({ databaseLocation: join(folder, 'mock.db') });
    const { credential } = await collectCard(world);
    await rotate(['credential']);
    const [before, anchor, port] = [await kidsOf(), world.anchor, Number(new URL(world.url).port)];
    await world.stop();
    await open({ databaseLocation: join(folder, 'mock.db'), port, seed: 'after' });
    expect([await kidsOf(), world.anchor]).toEqual([before, anchor]);
    expect((await checkCard(await trust(world), credential, world.now)).verdict).toBe('VALID');
  });
});

describe('a rotation', () => {
  it('changes only the keys it is asked for', async () => {
    await open();
    const before = await kidsOf();
    await rotate(['credential']);
    const after = await kidsOf();
    expect([after.length, after.filter((kid) => before.includes(kid)).length]).toEqual([3, 2]);
  });

  it('is refused before the set grows past what readers take', async () => {
    await open();
    const answers = [];
    for (let round = 0; round < 64; round++) {
      answers.push(await world.staff('POST', '/api/keys/rotate', { purposes: ['status'] }));
    }
    const { status, json } = answers.at(-1)!;
    expect([answers[0]?.status, status, json['error']]).toEqual([200, 409, 'too_many_keys']);
    const { issuers } = await trust(world);
    expect(issuers).toHaveLength(1);
    const { credential } = await collectCard(world);
    expect((await fetchStatus(world, { issuers }, credential)).status).toBe(0);
  });

  it('is for staff, and of known keys', async () => {
    await open();
    expect((await world.post('/api/keys/rotate', {})).status).toBe(401);
    for (const purposes of [['anchor'], []]) {
      expect((await world.staff('POST', '/api/keys/rotate', { purposes })).json['error']).toBe('invalid_request');
    }
  });
});
