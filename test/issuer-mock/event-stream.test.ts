import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HEARTBEAT_MS, MAX_LISTENERS } from '../../issuer-mock/events/event-feed.ts';
import { type EventClient, listen } from './event-client.ts';
import { collectCard } from './wallet-steps.ts';
import { DAY_MS, openWorld, SECOND_MS, STAFF_TOKEN, type World } from './world.ts';

let world: World;
let clients: EventClient[];
beforeEach(async () => {
  world = await openWorld({ isSlow: true });
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  await world.stop();
});

const BEARER = { Authorization: `Bearer ${STAFF_TOKEN}` };
async function follow(query = '', headers: Record<string, string> = {}): Promise<EventClient> {
  const client = await listen(`${world.url}/api/events${query}`, { ...BEARER, ...headers });
  clients.push(client);
  return client;
}
const place = async (student: string) => String((await world.staff('POST', '/api/orders', { student })).json['id']);
const countEvents = async () => ((await world.staff('GET', '/api/events.json')).json['events'] as unknown[]).length;
const next = async (client: EventClient, count: number) => {
  const events = [];
  while (events.length < count) events.push(await client.next());
  return events;
};

describe('following events', () => {
  it('tells what happens from now on, with headers that nothing stores or holds up', async () => {
    await place('jan');
    const client = await follow();
    expect([client.status, client.headers['content-type'], client.headers['cache-control']]).toEqual([
      ...[200, 'text/event-stream', 'no-store'],
    ]);
    expect(client.headers['x-accel-buffering']).toBe('no');
    const order = await place('zofia');
    const event = await client.next();
    expect(event).toMatchObject({
      id: '2',
      kind: 'order-placed',
      data: { id: 2, student: 'zofia', detail: { order } },
    });
    expect(client.text()).not.toContain('"jan"');
  });

  it('goes on exactly where it broke off: nothing twice, nothing lost', async () => {
    const first = await follow();
    await place('zofia');
    await first.next();
    first.close();
    await place('jan');
    const second = await follow('', { 'Last-Event-ID': first.lastId() });
    await place('piotr');
    expect((await next(second, 2)).map(({ id, data }) => [id, data['student']])).toEqual([
      ['2', 'jan'],
      ['3', 'piotr'],
    ]);
    const third = await follow('?after=0', { 'Last-Event-ID': '2' });
    expect((await third.next()).id).toBe('3');
  });

  it('goes on exactly from before its first event: the id comes at once', async () => {
    await place('zofia');
    const client = await follow();
    await place('jan');
    await client.next();
    const early = await follow();
    await place('hanna');
    expect((await early.next()).id).toBe('3');
    const idle = await follow('?kinds=reset');
    await world.staff('GET', '/api/health');
    expect(idle.text()).toContain('id: 3\n\n');
  });

  it('tells only the kinds asked for', async () => {
    const client = await follow('?kinds=reset,student-changed');
    await place('zofia');
    await world.staff('POST', '/api/students/zofia/events', { event: 'suspend' });
    await world.staff('POST', '/api/reset');
    expect((await next(client, 2)).map(({ kind }) => kind)).toEqual(['student-changed', 'reset']);
  });

  it('says so where the wanted id is not kept, or is of another book', async () => {
    await place('zofia');
    await place('jan');
    await world.staff('POST', '/api/reset');
    const late = await follow('?after=1');
    expect((await next(late, 2)).map(({ id, kind, data }) => [id, kind, data['kept_after']])).toEqual([
      ['2', 'gap', 2],
      ['3', 'reset', undefined],
    ]);
    const other = await follow('?after=900');
    expect((await next(other, 2)).map(({ kind }) => kind)).toEqual(['gap', 'reset']);
  });

  it('tells a book longer than one page', async () => {
    for (let at = 0; at < 300; at++) await world.staff('POST', '/api/faults', { target: 'jwks', kind: 'cut' });
    await world.staff('DELETE', '/api/faults');
    const client = await follow('?after=0');
    const ids = (await next(client, 600)).map(({ id }) => Number(id));
    expect(ids).toEqual(ids.map((_, at) => at + 1));
  });

  it.each([
    ['without the token', {}, 401],
    ['with another token', { Authorization: 'Bearer guess' }, 401],
  ])('is refused %s', async (_, headers, status) => {
    const client = await listen(`${world.url}/api/events?after=0`, { ...headers });
    clients.push(client);
    await client.ended;
    expect([client.status, client.text()]).toEqual([status, expect.not.stringContaining('event:') as string]);
  });

  it('answers HEAD with the headers, and keeps no listener for it', async () => {
    for (let at = 0; at <= MAX_LISTENERS; at++) {
      const { status } = await fetch(`${world.url}/api/events`, { method: 'HEAD', headers: BEARER });
      expect(status).toBe(200);
    }
    expect(world.countTimers()).toBe(0);
  });

  it('is for so many at once, and for the next one as soon as somebody leaves', async () => {
    const all = await Promise.all(Array.from({ length: MAX_LISTENERS }, () => follow()));
    const { status, headers, json } = await world.staff('GET', '/api/events');
    expect([status, headers.get('Retry-After'), json['error']]).toEqual([503, '10', 'too_many_listeners']);
    await place('zofia');
    expect(new Set(await Promise.all(all.map(async (each) => (await each.next()).id)))).toEqual(new Set(['1']));
    all[0]?.close();
    // Whoever has left is noticed when the connection ends; until then the place is taken.
    for (;;) {
      const client = await follow('?after=0');
      if (client.status === 200) return expect((await client.next()).id).toBe('1');
    }
  });

  it('ends with the mock, which does not wait for those who listen', async () => {
    const client = await follow();
    const before = performance.now();
    await world.stop();
    await client.ended;
    expect(performance.now() - before).toBeLessThan(400);
    world = await openWorld();
  });
});

describe('while somebody listens', () => {
  it('what falls due happens by itself, with nobody asking', async () => {
    const client = await follow('?kinds=order-moved');
    await place('zofia');
    world.wait(2 * SECOND_MS);
    expect((await client.next()).data['detail']).toMatchObject({ from: 'waiting', state: 'processing' });
    world.wait(3 * SECOND_MS);
    const ready = await client.next();
    expect(ready.data).toMatchObject({ at: new Date(world.now()).toISOString(), detail: { state: 'ready' } });
  });

  it('a graduate’s rights end by themselves', async () => {
    await world.staff('PUT', '/api/settings', { waiting_ms: 0, processing_ms: 0 });
    await collectCard(world, 'zofia');
    await world.staff('POST', '/api/students/zofia/events', { event: 'graduate' });
    const client = await follow('?kinds=order-moved');
    world.wait(30 * DAY_MS);
    expect((await client.next()).data).toMatchObject({ student: 'zofia', detail: { reason: 'rights-ended' } });
  });

  it('a frozen clock lets nothing happen until it is stepped', async () => {
    await world.staff('PUT', '/api/clock', { mode: 'frozen' });
    const client = await follow('?kinds=order-moved,reset');
    await place('zofia');
    // The heartbeat, and nothing that waits for an order.
    expect(world.countTimers()).toBe(1);
    await world.staff('POST', '/api/clock/step', { by: 'PT2S' });
    expect((await client.next()).data['detail']).toMatchObject({ state: 'processing' });
    await world.staff('PUT', '/api/clock', { mode: 'running' });
    world.wait(3 * SECOND_MS);
    expect((await client.next()).data['detail']).toMatchObject({ state: 'ready' });
  });

  it('gives a sign of life, with the id up to which all has been told', async () => {
    const client = await follow('?kinds=reset');
    await place('zofia');
    await world.staff('GET', '/api/health');
    world.wait(HEARTBEAT_MS);
    await world.staff('POST', '/api/reset');
    await client.next();
    expect(client.text()).toContain(': still here\nid: 1\n\n');
  });

  it('timers run; with nobody, none', async () => {
    expect(world.countTimers()).toBe(0);
    const client = await follow();
    await place('zofia');
    await client.next();
    client.close();
    while (world.countTimers() > 0) await world.staff('GET', '/api/health');
    expect(await countEvents()).toBe(1);
  });
});
