import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPortrait } from '../../issuer-mock/portraits/find-portrait.ts';
import { publicPart } from '../../shared/protocol/es256.ts';
import { sha256 } from '../support/specimen-issuer.ts';
import { checkCard, checkOldList, checkQr, fetchStatus, trust } from './verifier-steps.ts';
import { askToken, collectCard, orderReady, payloadOf, redeem, wrongCode } from './wallet-steps.ts';
import { DAY_MS, openWorld, SECOND_MS, type World, type WorldOptions } from './world.ts';

const HOUR_MS = 3600 * SECOND_MS;

let folder: string;
let world: World;
const open = async (options: WorldOptions = {}) => (world = await openWorld(options));
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'mleg-issuer-'))));
afterEach(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

/** Ends the mock and starts it again on the same file, at the same port unless told otherwise. */
async function restart(options: WorldOptions = {}): Promise<void> {
  const { port } = new URL(world.url);
  await world.stop();
  const startsAt = world.now();
  await open({ databaseLocation: join(folder, 'mock.db'), port: Number(port), startsAt, seed: 'after', ...options });
}

describe('a card', () => {
  it('verifies against the trust list and says what the student is', async () => {
    await open();
    const { credential, key } = await collectCard(world, 'hanna');
    const report = await checkCard(await trust(world), credential, world.now);
    const portrait = await findPortrait('hanna');
    expect([report.verdict, report.code]).toEqual(['VALID', null]);
    expect(report.credential).toEqual({
      issuer: world.url,
      issuedAt: world.now() / 1000,
      // Through 31 March 2027 in Poland, where it is summer time by then.
      expiresAt: Date.UTC(2027, 2, 31, 22) / 1000,
      holderKey: publicPart(key),
      status: { index: expect.any(Number) as number, uri: `${world.url}/status/1` },
      card: {
        given_name: 'Hanna Maria',
        family_name: 'Wzorcowa',
        album_number: 'SYM-000124',
        university: 'Testowa Uczelnia Symulowana',
        card_number: '000-2026-000001',
        issued_on: '2026-10-02',
        valid_until: '2027-03-31',
        photo_digest: Buffer.from(await sha256(portrait)).toString('base64url'),
      },
      identity: { birthdate: '2202-07-21', pesel: '02672144482' },
      photo: `data:image/png;base64,${portrait.toString('base64')}`,
    });
  });

  it('takes places in the status list that follow from nothing', async () => {
    await open();
    const verifier = await trust(world);
    const places = [];
    for (const student of ['zofia', 'hanna', 'jan', 'piotr']) {
      const { credential } = await collectCard(world, student);
      places.push((await fetchStatus(world, verifier, credential)).reference.index);
    }
    expect(new Set(places).size).toBe(4);
    expect(places).not.toEqual([...places].sort((a, b) => a - b));
  });

  it('moves on to a new list when the old one is half full', async () => {
    await open({ settings: { statusListSize: 4 } });
    const verifier = await trust(world);
    const uris = [];
    for (const student of ['zofia', 'hanna', 'jan']) {
      const { credential } = await collectCard(world, student);
      uris.push((await fetchStatus(world, verifier, credential)).reference.uri);
    }
    expect(uris).toEqual([`${world.url}/status/1`, `${world.url}/status/1`, `${world.url}/status/2`]);
    expect((await world.get('/status-aggregation')).json).toEqual({ status_lists: [uris[0], uris[2]] });
    const list = payloadOf((await world.get('/status/1')).text);
    expect(list['status_list']).toMatchObject({ bits: 2, aggregation_uri: `${world.url}/status-aggregation` });
    expect((await world.get('/status/3')).status).toBe(404);
  });
});

describe('a cancelled card', () => {
  it('is invalid in the very next fetch, and no other card is', async () => {
    await open();
    const verifier = await trust(world);
    const [cancelled, kept] = [await collectCard(world, 'zofia'), await collectCard(world, 'jan')];
    expect((await fetchStatus(world, verifier, cancelled.credential)).status).toBe(0);
    await world.staff('POST', `/api/orders/${cancelled.order.id}/cancel`);
    const fetched = await fetchStatus(world, verifier, cancelled.credential);
    expect([fetched.status, fetched.headers.get('Content-Type'), fetched.headers.get('Cache-Control')]).toEqual([
      1,
      'application/statuslist+jwt',
      'no-cache',
    ]);
    expect((await fetchStatus(world, verifier, kept.credential)).status).toBe(0);
  });

  it('is not called valid a day later by whoever fetched the list just before', async () => {
    await open();
    const verifier = await trust(world);
    const { credential, order } = await collectCard(world);
    const before = await fetchStatus(world, verifier, credential);
    world.wait(SECOND_MS);
    const cancelledAt = world.now();
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    const at = async (ms: number) => {
      const { verdict, status } = await checkOldList(verifier, before.list, before.reference, ms);
      return [verdict, status];
    };
    expect(await at(cancelledAt + HOUR_MS)).toEqual(['VALID', 0]);
    expect(await at(cancelledAt + DAY_MS)).toEqual(['INDETERMINATE', null]);
  });
});

describe('the status list', () => {
  it('is signed once and again after twelve hours, or when the clock went back', async () => {
    await open();
    await collectCard(world);
    const read = async () => (await world.get('/status/1')).text;
    const first = await read();
    world.wait(12 * HOUR_MS - 1);
    expect(await read()).toBe(first);
    world.wait(1);
    const second = await read();
    expect(second).not.toBe(first);
    world.wait(-HOUR_MS);
    expect(await read()).not.toBe(second);
  });
});

describe('a restart', () => {
  it('keeps keys, cards and their status', async () => {
    await open({ databaseLocation: join(folder, 'mock.db') });
    const verifier = await trust(world);
    const { credential, order, accessToken, key } = await collectCard(world);
    await restart();
    expect((await checkCard(verifier, credential, world.now)).verdict).toBe('VALID');
    expect((await checkCard(await trust(world), credential, world.now)).verdict).toBe('VALID');
    expect((await fetchStatus(world, verifier, credential)).status).toBe(0);
    expect([accessToken.length, key.kty]).toEqual([43, 'EC']);
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    await restart();
    expect((await fetchStatus(world, verifier, credential)).status).toBe(1);
  });

  it('keeps orders, tries and locks', async () => {
    await open({ databaseLocation: join(folder, 'mock.db') });
    const [tried, locked, redeemed] = [
      await orderReady(world, 'zofia'),
      await orderReady(world, 'jan'),
      await orderReady(world, 'hanna'),
    ];
    for (let attempt = 0; attempt < 3; attempt++) await askToken(world, tried.preAuthorizedCode, wrongCode(tried));
    for (let attempt = 0; attempt < 5; attempt++) await askToken(world, locked.preAuthorizedCode, wrongCode(locked));
    await redeem(world, redeemed);
    await restart();
    const again = await askToken(world, tried.preAuthorizedCode, wrongCode(tried));
    expect([again.json['mleg_code'], again.json['tries_left']]).toEqual(['CODE_WRONG', 1]);
    expect((await askToken(world, locked.preAuthorizedCode, locked.activationCode)).json['mleg_code']).toBe(
      'CODE_LOCKED',
    );
    expect((await askToken(world, redeemed.preAuthorizedCode, redeemed.activationCode)).json['mleg_code']).toBe(
      'OFFER_USED',
    );
    expect((await askToken(world, tried.preAuthorizedCode, tried.activationCode)).status).toBe(200);
  });

  it('at another address signs waiting QRs anew, in the new name', async () => {
    await open({ databaseLocation: join(folder, 'mock.db') });
    const { qr, id } = await orderReady(world);
    expect((await checkQr(await trust(world), qr, world.now)).code).toBeNull();
    const before = world.url;
    const other = await openWorld();
    await restart({ port: 0 });
    await other.stop();
    expect(world.url).not.toBe(before);
    const moved = (await world.staff('GET', `/api/orders/${id}`)).json;
    const report = await checkQr(await trust(world), String(moved['qr']), world.now);
    expect([report.code, report.pointer?.issuer]).toEqual([null, world.url]);
  });
});
