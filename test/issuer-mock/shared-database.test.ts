import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../issuer-mock/database/migrations.ts';
import { openDatabase } from '../../issuer-mock/database/open-database.ts';
import { unpackStatus } from '../../shared/protocol/status-list.ts';
import { inflateSync } from 'node:zlib';
import { type LibsqlServer, SQLD, startLibsqlServer } from '../support/libsql-server.ts';
import { NOW_MS } from '../support/specimen-issuer.ts';
import {
  askCredential,
  askToken,
  makeProof,
  orderReady,
  payloadOf,
  readPreAuthorizedCode,
  redeem,
  wrongCode,
} from './wallet-steps.ts';
import { openWorld, type World } from './world.ts';

const NAME = 'http://127.0.0.1:4600';

/** Two mocks, each with a memory of its own, on the official libSQL server. */
describe.skipIf(SQLD === null)('two mocks on one libSQL server', () => {
  let server: LibsqlServer;
  let [one, other] = [] as unknown as [World, World];
  const open = (seed: string) =>
    openWorld({ databaseLocation: server.url, databaseToken: server.token, publicUrl: NAME, seed });

  beforeAll(async () => {
    server = await startLibsqlServer({ asksForToken: true });
    // At the same moment: schema, keys and students are made once.
    [one, other] = await Promise.all([open('one'), open('other')]);
  });
  afterEach(async () => void (await one.staff('POST', '/api/reset')));
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await server.stop();
  });

  it('migrate once, and have one name, one anchor and the same keys', async () => {
    const database = await openDatabase(server.url, NOW_MS, server.token);
    const { rows } = await database.execute('SELECT version FROM migrations ORDER BY version');
    database.close();
    expect(rows.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, at) => at + 1));
    expect([one.url, other.url]).toEqual([NAME, NAME]);
    expect(one.address).not.toBe(other.address);
    expect(other.anchor).toEqual(one.anchor);
    expect((await other.get('/jwks')).text).toBe((await one.get('/jwks')).text);
  });

  it('collect at the one what was ordered at the other', async () => {
    const order = await orderReady(one);
    expect(await readPreAuthorizedCode(other, order.offerPath)).toBe(order.preAuthorizedCode);
    const { json } = await askCredential(other, await redeem(other, order), await makeProof(one, {}));
    expect(json['credentials']).toHaveLength(1);
    expect((await one.staff('GET', `/api/orders/${order.id}`)).json['state']).toBe('collected');
  });

  it('take a code once, asked both at the same time', async () => {
    const order = await orderReady(one);
    const all = await Promise.all(
      [one, other, one, other].map((world) => askToken(world, order.preAuthorizedCode, order.activationCode)),
    );
    expect(all.map(({ json }) => ('access_token' in json ? 'token' : json['mleg_code'])).sort()).toEqual(
      ['OFFER_USED', 'OFFER_USED', 'OFFER_USED', 'token'], // prettier-ignore
    );
  });

  it('count the tries together', async () => {
    const order = await orderReady(one);
    const worlds = Array.from({ length: 10 }, (_, at) => (at % 2 === 0 ? one : other));
    const all = await Promise.all(worlds.map((world) => askToken(world, order.preAuthorizedCode, wrongCode(order))));
    const left = all.map(({ json }) => json['tries_left']).filter((tries) => tries !== undefined);
    expect(left.sort()).toEqual([1, 2, 3, 4]);
    expect((await other.staff('GET', `/api/orders/${order.id}`)).json['state']).toBe('locked');
  });

  it('show a cancelled card in the very next fetch of the list at the other', async () => {
    const order = await orderReady(one);
    const { json } = await askCredential(one, await redeem(one, order), await makeProof(one, {}));
    const [{ credential }] = json['credentials'] as [{ credential: string }];
    const { idx, uri } = (payloadOf(credential)['status'] as { status_list: { idx: number; uri: string } }).status_list;
    const statusAt = async (world: World) => {
      const { lst } = payloadOf((await world.get(new URL(uri).pathname)).text)['status_list'] as { lst: string };
      return unpackStatus(inflateSync(Buffer.from(lst, 'base64url')), idx);
    };
    expect([await statusAt(other), await statusAt(one)]).toEqual([0, 0]);
    await one.staff('POST', `/api/orders/${order.id}/cancel`);
    expect([await statusAt(other), await statusAt(one)]).toEqual([1, 1]);
  });

  it('follow each other’s clock, settings and keys from the next answer on', async () => {
    await one.staff('PUT', '/api/clock', { mode: 'frozen', now: '2026-12-24T12:00:00Z' });
    await one.staff('PUT', '/api/settings', { code_length: 6 });
    await one.staff('POST', '/api/keys/rotate', {});
    expect((await other.staff('GET', '/api/clock')).json['now']).toBe('2026-12-24T12:00:00.000Z');
    const order = await orderReady(other);
    expect(order.activationCode).toHaveLength(6);
    const { keys } = (await one.get('/jwks')).json as { keys: { kid: string; mleg_use: string }[] };
    const newest = keys.filter((key) => key.mleg_use === 'activation-qr').at(-1)?.kid;
    const header = JSON.parse(Buffer.from(order.qr.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
    expect(header.kid).toBe(newest);
  });

  it('both change the settings and lose neither change', async () => {
    await Promise.all([
      one.staff('PUT', '/api/settings', { code_length: 6 }),
      other.staff('PUT', '/api/settings', { code_attempts: 3 }),
    ]);
    expect((await one.staff('GET', '/api/settings')).json).toMatchObject({ code_length: 6, code_attempts: 3 });
  });
});

describe('a server that cannot be used', () => {
  const openAt = (url: string, token: string | null = null) => openDatabase(url, NOW_MS, token);

  it.skipIf(SQLD === null)('refuses a wrong token, and says what to look at', async () => {
    const server = await startLibsqlServer({ asksForToken: true });
    await expect(openAt(server.url, 'wrong')).rejects.toThrow(
      `cannot use the database ${server.url}: the server refuses the token; is MLEG_DB_TOKEN right?`,
    );
    await server.stop();
    await expect(openAt(server.url, server.token)).rejects.toThrow(
      `cannot use the database ${server.url}: the server cannot be reached; is it running at that address?`,
    );
  });

  it('is told apart from one that is something else', async () => {
    const world = await openWorld();
    await expect(openAt(world.address)).rejects.toThrow(/what answers at that address is not a libSQL server$/u);
    await world.stop();
  });
});
