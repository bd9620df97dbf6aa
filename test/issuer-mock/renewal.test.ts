import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client/sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCard, fetchStatus, trust } from './verifier-steps.ts';
import {
  askCredential,
  askToken,
  makeProof,
  orderReady,
  readPreAuthorizedCode,
  type ReadyOrder,
} from './wallet-steps.ts';
import { type Answer, openWorld, SECOND_MS, type World } from './world.ts';
import { createPrivateKey } from '../support/specimen-issuer.ts';

let folder: string;
let world: World;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mleg-renewal-'));
  world = await openWorld({ databaseLocation: join(folder, 'mock.db') });
});
afterEach(async () => {
  await world.stop();
  rmSync(folder, { recursive: true });
});

/** Zofia's ELS is renewed, and her order extended after it, as staff or she herself does it. */
async function extend({ id }: ReadyOrder): Promise<void> {
  await world.staff('POST', '/api/students/zofia/events', { event: 'renew-els' });
  const { json } = await world.staff('POST', `/api/orders/${id}/extend`);
  expect(json['planned_valid_until']).toBe('2027-10-31');
}

const refresh = (token: unknown): Promise<Answer> =>
  world.post('/token', new URLSearchParams({ grant_type: 'refresh_token', refresh_token: String(token) }));

const readCredential = ({ json }: Answer): string => {
  const [first] = json['credentials'] as { credential: string }[];
  return first?.credential ?? '';
};

/** A collected card and the refresh token that came with it. */
async function collect(student = 'zofia', key = createPrivateKey()) {
  const order = await orderReady(world, student);
  const { json } = await askToken(world, order.preAuthorizedCode, order.activationCode);
  const answer = await askCredential(world, String(json['access_token']), await makeProof(world, { key }));
  return { order, key, credential: readCredential(answer), refreshToken: json['refresh_token'] };
}

/** The card as it is now, fetched with a refresh token. */
async function fetchAgain(refreshToken: unknown, key: ReturnType<typeof createPrivateKey>) {
  const { json } = await refresh(refreshToken);
  const answer = await askCredential(world, String(json['access_token']), await makeProof(world, { key }));
  return { answer, accessToken: String(json['access_token']), refreshToken: json['refresh_token'] };
}

describe('a refresh token', () => {
  it('comes with the first access token and brings a new one, never to be cached', async () => {
    const { refreshToken } = await collect();
    const answer = await refresh(refreshToken);
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
    expect(answer.json['refresh_token']).not.toBe(refreshToken);
  });

  it('is good once; a second use ends the line, its successor included', async () => {
    const { refreshToken } = await collect();
    const { json } = await refresh(refreshToken);
    for (const token of [refreshToken, json['refresh_token']]) {
      const { status, json: refusal } = await refresh(token);
      expect([status, refusal['error'], 'mleg_code' in refusal]).toEqual([400, 'invalid_grant', false]);
    }
  });

  it('brings one access token at most where it arrives eight times at once', async () => {
    const { refreshToken } = await collect();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('opens the card for the first time too, where the first access token ran out before it was fetched', async () => {
    const order = await orderReady(world);
    const { json } = await askToken(world, order.preAuthorizedCode, order.activationCode);
    world.wait(24 * 3600 * 1000);
    const first = String(json['access_token']);
    expect((await askCredential(world, first, await makeProof(world, {}))).status).toBe(401);
    const second = await refresh(json['refresh_token']);
    expect(second.status).toBe(200);
    const given = await askCredential(world, String(second.json['access_token']), await makeProof(world, {}));
    expect(given.status).toBe(200);
  });

  it('dies where the order is redeemed anew instead', async () => {
    const order = await orderReady(world);
    const { json } = await askToken(world, order.preAuthorizedCode, order.activationCode);
    world.wait(24 * 3600 * 1000);
    const anew = await askToken(world, await readPreAuthorizedCode(world, order.offerPath), order.activationCode);
    expect(anew.status).toBe(200);
    expect((await refresh(json['refresh_token'])).json['error']).toBe('invalid_grant');
    const given = await askCredential(world, String(anew.json['access_token']), await makeProof(world, {}));
    expect(given.status).toBe(200);
  });

  it('is of no use after its order was cancelled', async () => {
    const order = await orderReady(world);
    const { json } = await askToken(world, order.preAuthorizedCode, order.activationCode);
    await askCredential(world, String(json['access_token']), await makeProof(world, {}));
    await world.staff('POST', `/api/orders/${order.id}/cancel`);
    const late = await refresh(json['refresh_token']);
    expect([late.status, late.json['error'], late.json['mleg_code']]).toEqual([
      400,
      'invalid_grant',
      'ORDER_CANCELLED',
    ]);
  });

  it('is asked for by its name, and an unknown one is refused', async () => {
    const none = await world.post('/token', new URLSearchParams({ grant_type: 'refresh_token' }));
    expect([none.status, none.json['error']]).toEqual([400, 'invalid_request']);
    expect((await refresh('unknown')).json['error']).toBe('invalid_grant');
    const { json } = await world.get('/.well-known/oauth-authorization-server');
    expect(json['grant_types_supported']).toContain('refresh_token');
  });
});

describe('a card', () => {
  it('is renewed once its order was extended: new date, same person, number and key; the old one is invalid', async () => {
    const old = await collect();
    const other = await collect('jan');
    const verifier = await trust(world);
    const before = await checkCard(verifier, old.credential, world.now);
    await extend(old.order);
    world.wait(60 * SECOND_MS);
    const { answer } = await fetchAgain(old.refreshToken, old.key);
    const renewed = readCredential(answer);
    const after = await checkCard(verifier, renewed, world.now);
    expect(after.verdict).toBe('VALID');
    expect(after.credential).toEqual({
      ...before.credential,
      issuedAt: world.now() / 1000,
      // Through 31 October 2027 in Poland, where winter time begins in the night before.
      expiresAt: Date.UTC(2027, 9, 31, 23) / 1000,
      card: { ...before.credential?.card, valid_until: '2027-10-31' },
      status: { index: expect.any(Number) as number, uri: `${world.url}/status/1` },
    });
    expect(after.credential?.status.index).not.toBe(before.credential?.status.index);
    expect((await fetchStatus(world, verifier, old.credential)).status).toBe(1);
    expect((await fetchStatus(world, verifier, renewed)).status).toBe(0);
    expect((await fetchStatus(world, verifier, other.credential)).status).toBe(0);
    await world.staff('POST', `/api/orders/${old.order.id}/cancel`);
    expect((await fetchStatus(world, verifier, renewed)).status).toBe(1);
    expect((await fetchStatus(world, verifier, old.credential)).status).toBe(1);
  });

  it('stays as it is while nothing was extended', async () => {
    const { refreshToken, key, credential } = await collect();
    expect(readCredential((await fetchAgain(refreshToken, key)).answer)).toBe(credential);
  });

  it('is renewed once, however often and at once it is asked for; a wallet that lost the answer gets it again', async () => {
    const { order, refreshToken, key } = await collect();
    await extend(order);
    const first = await fetchAgain(refreshToken, key);
    const renewed = readCredential(first.answer);
    const proofs = await Promise.all(Array.from({ length: 6 }, () => makeProof(world, { key })));
    const again = await Promise.all(proofs.map((proof) => askCredential(world, first.accessToken, proof)));
    expect(again.map(readCredential)).toEqual(proofs.map(() => renewed));
    expect(readCredential((await fetchAgain(first.refreshToken, key)).answer)).toBe(renewed);
  });

  it('is given to its own key only, and leaves the old one valid for anyone else', async () => {
    const { order, refreshToken, credential } = await collect();
    await extend(order);
    const { answer } = await fetchAgain(refreshToken, createPrivateKey());
    expect([answer.status, answer.json['mleg_code']]).toEqual([400, 'OFFER_USED']);
    expect((await fetchStatus(world, await trust(world), credential)).status).toBe(0);
  });

  it('is accepted or refused by the wallet anew', async () => {
    const { order, refreshToken, key } = await collect();
    await extend(order);
    const { answer, accessToken } = await fetchAgain(refreshToken, key);
    const note = { notification_id: answer.json['notification_id'], event: 'credential_accepted' };
    const noted = await world.post('/notification', note, { Authorization: `Bearer ${accessToken}` });
    expect(noted.status).toBe(204);
  });

  it('leaves its old place to nobody', async () => {
    await world.stop();
    world = await openWorld({ databaseLocation: join(folder, 'small.db'), settings: { statusListSize: 8 } });
    const verifier = await trust(world);
    const { order, refreshToken, key, credential } = await collect();
    const database = createClient({ url: `file:${join(folder, 'small.db')}`, timeout: 5000 });
    let token = refreshToken;
    const places = [(await checkCard(verifier, credential, world.now)).credential?.status];
    for (const year of [2028, 2029, 2030, 2031, 2032]) {
      await database.execute({
        sql: 'UPDATE orders SET planned_valid_until = ? WHERE id = ?',
        args: [`${year}-03-31`, order.id],
      });
      const next = await fetchAgain(token, key);
      token = next.refreshToken;
      places.push((await checkCard(verifier, readCredential(next.answer), world.now)).credential?.status);
    }
    database.close();
    expect(new Set(places.map((place) => `${place?.uri}#${place?.index}`)).size).toBe(6);
    expect(places.at(-1)?.uri).toBe(`${world.url}/status/2`);
  });
});
