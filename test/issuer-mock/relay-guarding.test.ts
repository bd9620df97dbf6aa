import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCodeTries } from '../../issuer-mock/relay/code-tries.ts';
import { listen } from './event-client.ts';
import { PlainBrowser, readText } from './plain-browser.ts';
import { listEvents, place, post, readResult, withdraw } from './relay-world.ts';
import { openWorld, SECOND_MS, STAFF_TOKEN, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld()));
afterEach(() => world.stop());

const share = { vp_token: 'the-card-of-zofia' };
const guess = (headers = {}) => world.get('/q?code=wrong', headers);

describe('who guesses codes', () => {
  it('is not listened to after ten wrong ones, not even with the right one, until a minute is over', async () => {
    const { code } = await place(world);
    for (let at = 0; at < 10; at++) {
      expect((await guess()).status).toBe(404);
      world.wait(SECOND_MS);
    }
    const refused = await world.get(`/q?code=${code}`);
    expect([refused.status, refused.headers.get('Retry-After'), refused.json['error']]).toEqual([
      ...[429, '50', 'too_many_tries'],
    ]);
    world.wait(50 * SECOND_MS - 1);
    expect((await world.get(`/q?code=${code}`)).status).toBe(429);
    world.wait(1);
    expect((await world.get(`/q?code=${code}`)).status).toBe(200);
  });

  it('cannot pass for others by a header, nor wait by putting the mock’s clock forward', async () => {
    const { code } = await place(world);
    for (let at = 0; at < 10; at++) await guess({ 'X-Forwarded-For': `192.0.2.${at}`, Forwarded: `for=192.0.2.${at}` });
    await world.staff('POST', '/api/clock/step', { by: 'PT1M' });
    expect((await world.get(`/q?code=${code}`, { 'X-Forwarded-For': '192.0.2.77' })).status).toBe(429);
  });

  it('all at once is counted exactly', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, () => guess()));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(10);
  });

  it('from many addresses is stopped after a hundred', () => {
    let now = 0;
    const tries = createCodeTries(() => now);
    for (let at = 0; at < 100; at++) {
      expect(tries.findWaitS(`192.0.2.${at}`)).toBeNull();
      tries.noteWrong(`192.0.2.${at}`);
      now += 100;
    }
    expect(tries.findWaitS('198.51.100.1')).toBe(50);
    now += 50_000;
    expect(tries.findWaitS('198.51.100.1')).toBeNull();
  });

  it('right ones are not counted', async () => {
    for (let at = 0; at < 12; at++) {
      const { code } = await place(world);
      expect((await world.get(`/q?code=${code}`)).status).toBe(200);
    }
  });
});

describe('what is told of requests', () => {
  it('is how they go, by number, and never a name, nonce, code, token or answer', async () => {
    const [shared, declined] = [await place(world), await place(world)];
    const [late, withdrawn] = [await place(world), await place(world)];
    await world.get(`/q?code=${shared.code}`);
    for (let at = 0; at < 2; at++) await world.get(`/q/${shared.id}`);
    await post(world, shared.id, { ...share, state: shared.state });
    await readResult(world, shared);
    await post(world, declined.id, { error: 'access_denied', state: declined.state });
    await withdraw(world, withdrawn);
    world.wait(120 * SECOND_MS);
    await readResult(world, late);
    const events = await listEvents(world);
    expect(events.map(({ kind, detail }) => [kind, detail])).toEqual([
      ...[1, 2, 3, 4].map((number) => ['request-placed', { request: number }]),
      ['request-opened', { request: 1 }],
      ['request-answered', { request: 1 }],
      ['request-declined', { request: 2 }],
      ['request-ended', { request: 4, reason: 'withdrawn' }],
      ['request-ended', { request: 3, reason: 'time' }],
    ]);
    const { json, text } = await world.staff('GET', '/api/requests');
    expect(
      (json['requests'] as { number: number; status: string }[]).map(({ number, status }) => [number, status]),
    ).toEqual([
      [4, 'over'],
      [3, 'over'],
      [2, 'answered'],
      [1, 'over'],
    ]);
    const told = text + events.map((event) => event.text).join('');
    for (const { id, code, token, state, nonce, clientId } of [shared, declined, late, withdrawn]) {
      for (const secret of [id, code, token, state, nonce, clientId, share.vp_token])
        expect(told).not.toContain(secret);
    }
  });

  it('is told live, also the end that comes by itself', async () => {
    const client = await listen(`${world.url}/api/events?kinds=request-ended`, {
      Authorization: `Bearer ${STAFF_TOKEN}`,
    });
    await place(world);
    world.wait(120 * SECOND_MS);
    expect((await client.next()).data).toMatchObject({ kind: 'request-ended', detail: { request: 1, reason: 'time' } });
    client.close();
  });

  it('stands in the console', async () => {
    const browser = new PlainBrowser(() => world);
    expect(readText(await browser.submit('/console/login', { token: STAFF_TOKEN }))).toContain('żaden weryfikator');
    const asked = await place(world);
    await world.get(`/q/${asked.id}`);
    const page = readText(await browser.open('/console'));
    expect(page).toMatch(/Prośby weryfikatorów.*Prośba 1 odczytana przez portfel do 2026-10-02/u);
    expect(page).not.toContain(asked.code);
  });

  it('is nothing in the database, and nothing after a reset', async () => {
    const asked = await place(world);
    await world.staff('POST', '/api/reset');
    expect((await readResult(world, asked)).status).toBe(404);
    expect((await world.staff('GET', '/api/requests')).json).toEqual({ requests: [] });
    expect(world.countTimers()).toBe(0);
  });

  it('leads from the issuer’s metadata to where requests are placed', async () => {
    const { json } = await world.get('/.well-known/openid-credential-issuer');
    expect(json).toMatchObject({
      mleg_request_endpoint: `${world.url}/requests`,
      mleg_request_code_endpoint: `${world.url}/q`,
    });
  });
});

describe('a page of another origin', () => {
  const asks = (path: string, method = 'POST') =>
    fetch(world.url + path, {
      method: 'OPTIONS',
      headers: { Origin: 'https://wallet.example', 'Access-Control-Request-Method': method },
    }).then(({ headers }) => headers.get('Access-Control-Allow-Origin'));

  it('may be a wallet, but neither guess codes nor place requests nor read results', async () => {
    const { id } = await place(world);
    expect([await asks(`/q/${id}`, 'GET'), await asks(`/r/${id}`)]).toEqual(['*', '*']);
    expect([await asks('/q', 'GET'), await asks('/requests'), await asks(`/requests/${id}/result`, 'GET')]).toEqual([
      ...[null, null, null],
    ]);
  });
});
