import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/protocol/json.ts';
import { askToken, collectCard, orderReady, wrongCode } from './wallet-steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => void (world = await openWorld({ isSlow: true })));
afterEach(() => world.stop());

interface Listed {
  readonly events: readonly { id: number; kind: string; student: string | null; at: string; detail: JsonObject }[];
  readonly last: number;
  readonly has_gap: boolean;
}

const place = async (student: string) => String((await world.staff('POST', '/api/orders', { student })).json['id']);
const list = async (query = '') => (await world.staff('GET', `/api/events.json${query}`)).json as unknown as Listed;
const kinds = async (query = '') => (await list(query)).events.map(({ kind }) => kind);

describe('the book of events', () => {
  it('has what happens to orders, cards, students and keys, in order, by the mock’s clock', async () => {
    await world.staff('PUT', '/api/settings', { waiting_ms: 0, processing_ms: 0 });
    const { order } = await collectCard(world, 'zofia');
    await world.staff('POST', '/api/students/zofia/events', { event: 'renew-els' });
    await world.staff('POST', `/api/orders/${order.id}/extend`);
    await world.staff('POST', '/api/students/zofia/events', { event: 'suspend' });
    await world.staff('POST', '/api/keys/rotate', { purposes: ['status'] });
    const { events } = await list();
    expect(events.map(({ kind, student, detail }) => [kind, student, detail['state'] ?? detail['status']])).toEqual([
      ['settings-changed', null, undefined],
      ['order-placed', 'zofia', 'waiting'],
      ['order-moved', 'zofia', 'processing'],
      ['order-moved', 'zofia', 'ready'],
      ['code-redeemed', 'zofia', undefined],
      ['card-issued', 'zofia', undefined],
      ['order-moved', 'zofia', 'collected'],
      ['student-changed', 'zofia', 'active'],
      ['order-extended', 'zofia', undefined],
      ['student-changed', 'zofia', 'suspended'],
      ['card-status', 'zofia', 2],
      ['order-moved', 'zofia', 'invalidated'],
      ['key-retired', null, undefined],
      ['keys-rotated', null, undefined],
    ]);
    expect(events.map(({ id }) => id)).toEqual(events.map((_, at) => at + 1));
    expect(events[3]?.at).toBe(new Date(world.now()).toISOString());
    expect(events[3]?.detail).toMatchObject({ order: order.id, from: 'processing' });
  });

  it('has wrong codes with the tries left, the lock, and nothing secret', async () => {
    await world.staff('PUT', '/api/settings', { waiting_ms: 0, processing_ms: 0, code_attempts: 2 });
    const order = await orderReady(world, 'zofia');
    for (let tries = 0; tries < 3; tries++) await askToken(world, order.preAuthorizedCode, wrongCode(order));
    const { events } = await list('?kinds=code-refused,order-moved&after=4');
    expect(events.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['code-refused', { order: order.id, tries_left: 1 }],
      ['code-refused', { order: order.id, locked: true }],
      ['order-moved', { order: order.id, from: 'ready', state: 'locked', reason: null }],
    ]);
    const { text } = await world.staff('GET', '/api/events.json?limit=1000');
    const secrets = [order.activationCode, order.preAuthorizedCode, order.qr, order.offerPath.slice(3)];
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('has clock, settings and faults', async () => {
    await world.staff('PUT', '/api/clock', { mode: 'frozen' });
    await world.staff('PUT', '/api/clock', { now: '1999-01-01T00:00:00Z' });
    await world.staff('PUT', '/api/settings', { code_length: 6 });
    await world.staff('POST', '/api/faults', { target: 'nonce', kind: 'status', times: 2 });
    await world.post('/nonce');
    await world.staff('DELETE', '/api/faults/1');
    await world.staff('DELETE', '/api/faults/1');
    await world.staff('POST', '/api/faults', { target: 'nonce', kind: 'cut' });
    await world.staff('DELETE', '/api/faults');
    const fault = { fault: 1, target: 'nonce', kind: 'status' };
    expect((await list()).events.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['clock-changed', { mode: 'frozen' }],
      ['settings-changed', { code_length: 6 }],
      ['fault-added', { ...fault, times: 2 }],
      ['fault-used', { ...fault, times_left: 1 }],
      ['fault-cleared', fault],
      ['fault-added', { fault: 2, target: 'nonce', kind: 'cut', times: 1 }],
      ['fault-cleared', { fault: 2, target: 'nonce', kind: 'cut' }],
    ]);
  });

  it('is emptied by a reset, but goes on counting, and begins with it', async () => {
    await place('zofia');
    const { last } = await list();
    await world.staff('POST', '/api/reset');
    const { events, has_gap: hasGap } = await list(`?after=${last}`);
    expect([events.map(({ id, kind }) => [id, kind]), hasGap]).toEqual([[[last + 1, 'reset']], false]);
    expect([(await list(`?after=${last - 1}`)).has_gap, await kinds()]).toEqual([true, ['reset']]);
  });

  it('is read in parts', async () => {
    for (const student of ['zofia', 'jan', 'piotr']) await place(student);
    const first = await list('?limit=2&kinds=order-placed');
    expect(first.events.map(({ student }) => student)).toEqual(['zofia', 'jan']);
    const rest = await list(`?limit=2&kinds=order-placed&after=${first.events[1]?.id ?? 0}`);
    expect([rest.events.map(({ student }) => student), rest.last]).toEqual([['piotr'], 3]);
  });

  it('is read from its end', async () => {
    for (const student of ['zofia', 'jan', 'piotr']) await place(student);
    const { events } = await list('?limit=2&kinds=order-placed&order=newest-first');
    expect(events.map(({ student }) => student)).toEqual(['piotr', 'jan']);
    const later = await list(`?order=newest-first&after=${events[1]?.id ?? 0}`);
    expect(later.events.map(({ student }) => student)).toEqual(['piotr']);
    expect((await world.staff('GET', '/api/events.json?order=any')).status).toBe(400);
  });
});
