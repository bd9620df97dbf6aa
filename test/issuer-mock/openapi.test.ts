import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { API_ROUTES } from '../../issuer-mock/api/api-routes.ts';
import { problemsOf } from '../../issuer-mock/api/route.ts';
import { MAX_LISTENERS } from '../../issuer-mock/events/event-feed.ts';
import type { JsonObject } from '../../shared/protocol/json.ts';
import { openApiRules, type OpenApi, refsIn, resolve } from './openapi-rules.ts';
import { listen } from './event-client.ts';
import { place as placeRequest } from './relay-world.ts';
import { collectCard } from './wallet-steps.ts';
import { type Answer, openWorld, STAFF_TOKEN, type World } from './world.ts';

let world: World;
let document: OpenApi;
let raw: JsonObject;
beforeAll(async () => {
  world = await openWorld({ settings: { waitingMs: 1000, processingMs: 1000 } });
  raw = (await world.get('/api/openapi.json')).json;
  document = openApiRules.parse(raw);
});
afterAll(() => world.stop());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
  );

describe('the OpenAPI document', () => {
  it('is open to everybody and keeps the rules of OpenAPI 3.1', async () => {
    const answer = await world.get('/api/openapi.json');
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/json']);
    expect([document.openapi, document.servers]).toEqual(['3.1.0', [{ url: world.url }]]);
  });

  it('names every call once, with a known tag, all of its path’s parameters and no others', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { path, parameters = [], tags: own } of operations()) {
      expect(tags).toEqual(expect.arrayContaining(own));
      const inPath = parameters.filter(({ in: where }) => where === 'path').map(({ name }) => name);
      expect(inPath).toEqual([...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name));
    }
  });

  it('refers only to what is in it, and holds nothing that is not referred to', () => {
    const refs = refsIn(raw);
    expect(refs.filter((ref) => resolve(raw, ref) === undefined)).toEqual([]);
    const names = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(names.filter((name) => !refs.includes(name))).toEqual([]);
  });

  it('has every call there is, and there is every call it has', () => {
    const described = operations().map(({ method, path }) => `${method} ${path}`);
    // Grouped by path there.
    expect(described.sort()).toEqual(API_ROUTES.map(({ method, path }) => `${method} /api${path}`).sort());
  });

  it('gives an example that its own schema accepts', () => {
    const wrong = API_ROUTES.filter(({ body, example }) => body && !body.safeParse(example).success);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

const staff = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => () =>
  world.staff(method, `/api${path}`, body);
const cancelled = async () => {
  const { order } = await placed('piotr');
  await world.staff('POST', `/api/orders/${order}/cancel`);
  return order;
};
async function placed(student: string): Promise<{ order: string }> {
  const { json } = await world.staff('POST', '/api/orders', { student });
  return { order: String(json['id']) };
}

const fail = (order: string, reason: string) => world.staff('POST', `/api/orders/${order}/fail`, { reason });

async function extendedOrder(): Promise<Answer> {
  const { order } = await placed('marek');
  await world.staff('POST', '/api/students/marek/events', { event: 'renew-els' });
  return world.staff('POST', `/api/orders/${order}/extend`);
}

/** An order from before the university went back to the stricter rules. */
async function orderOfOtherRules(): Promise<Answer> {
  await world.staff('PUT', '/api/settings', { regime: 'current' });
  const { order } = await placed('lena');
  await world.staff('PUT', '/api/settings', { regime: 'legacy' });
  return world.staff('POST', `/api/orders/${order}/extend`);
}

/** With one in it. */
async function listRequests(): Promise<Answer> {
  await placeRequest(world);
  return world.staff('GET', '/api/requests');
}

/** The first event of a stream, as if it were the answer. */
async function followFirst(): Promise<Answer> {
  const client = await listen(`${world.url}/api/events?after=0&kinds=order-placed`, {
    Authorization: `Bearer ${STAFF_TOKEN}`,
  });
  const { data: json } = await client.next();
  client.close();
  const headers = new Headers({ 'Cache-Control': client.headers['cache-control'] ?? '' });
  return { status: client.status, headers, text: client.text(), bytes: Buffer.alloc(0), json };
}

async function followTooMany(): Promise<Answer> {
  const clients = await Promise.all(
    Array.from({ length: MAX_LISTENERS }, () =>
      listen(`${world.url}/api/events`, { Authorization: `Bearer ${STAFF_TOKEN}` }),
    ),
  );
  const answer = await world.staff('GET', '/api/events');
  for (const client of clients) client.close();
  return answer;
}

/** The status keys of a whole day: readers take no more of them. */
async function rotateTooOften(): Promise<Answer> {
  for (;;) {
    const answer = await world.staff('POST', '/api/keys/rotate', { purposes: ['status'] });
    if (answer.status !== 200) return answer;
  }
}

/** How every documented status of every call really comes about. */
const VISITS: readonly (readonly [id: string, status: number, visit: () => Promise<Answer>])[] = [
  ['readHealth', 200, () => world.get('/api/health')],
  ['listStudents', 200, staff('GET', '/students')],
  ['listStudents', 400, staff('GET', '/students?limit=many')],
  ['seed', 204, staff('POST', '/seed', { name: 'crowd:3' })],
  ['seed', 400, staff('POST', '/seed', { name: 'crowd:many' })],
  ['issueInBulk', 200, staff('POST', '/bulk', { to: 'collected', after: 'crowd-0000001', limit: 1 })],
  ['issueInBulk', 400, staff('POST', '/bulk', { to: 'collected', holder_key: { kty: 'EC' } })],
  ['readStudent', 200, staff('GET', '/students/zofia')],
  ['readStudent', 404, staff('GET', '/students/nobody')],
  ['listOrders', 200, staff('GET', '/orders')],
  ['listOrders', 400, staff('GET', '/orders?limit=0')],
  ['placeOrder', 201, staff('POST', '/orders', { student: 'zofia' })],
  ['placeOrder', 409, staff('POST', '/orders', { student: 'zofia' })],
  ['placeOrder', 404, staff('POST', '/orders', { student: 'nobody' })],
  ['placeOrder', 422, staff('POST', '/orders', { student: 'ela' })],
  ['placeOrder', 400, staff('POST', '/orders', { student: 7 })],
  ['readOrder', 200, async () => world.staff('GET', `/api/orders/${(await placed('hanna')).order}`)],
  ['readOrder', 404, staff('GET', '/orders/none')],
  ['cancelOrder', 200, async () => world.staff('POST', `/api/orders/${(await placed('jan')).order}/cancel`)],
  ['cancelOrder', 409, async () => world.staff('POST', `/api/orders/${await cancelled()}/cancel`)],
  ['cancelOrder', 404, staff('POST', '/orders/none/cancel')],
  ['advanceOrder', 200, async () => world.staff('POST', `/api/orders/${(await placed('jan')).order}/advance`)],
  ['advanceOrder', 409, async () => world.staff('POST', `/api/orders/${await cancelled()}/advance`)],
  ['advanceOrder', 404, staff('POST', '/orders/none/advance')],
  ['reportStudentEvent', 200, staff('POST', '/students/marek/events', { event: 'renew-els' })],
  ['reportStudentEvent', 400, staff('POST', '/students/marek/events', { event: 'win-a-prize' })],
  ['reportStudentEvent', 404, staff('POST', '/students/nobody/events', { event: 'suspend' })],
  ['reportStudentEvent', 409, staff('POST', '/students/zofia/events', { event: 'resume' })],
  ['extendOrder', 200, extendedOrder],
  ['extendOrder', 404, staff('POST', '/orders/none/extend')],
  ['extendOrder', 409, async () => world.staff('POST', `/api/orders/${await cancelled()}/extend`)],
  ['extendOrder', 422, orderOfOtherRules],
  ['failOrder', 200, async () => fail((await placed('piotr')).order, 'photo-unusable')],
  ['failOrder', 400, async () => fail('none', 'bad-weather')],
  ['failOrder', 404, async () => fail('none', 'photo-unusable')],
  ['failOrder', 409, async () => fail(await cancelled(), 'photo-unusable')],
  ['invalidateOrder', 200, async () => world.staff('POST', `/api/orders/${(await placed('piotr')).order}/invalidate`)],
  ['invalidateOrder', 404, staff('POST', '/orders/none/invalidate')],
  ['invalidateOrder', 409, async () => world.staff('POST', `/api/orders/${await cancelled()}/invalidate`)],
  ['readClock', 200, staff('GET', '/clock')],
  ['changeClock', 200, staff('PUT', '/clock', { mode: 'frozen' })],
  ['changeClock', 400, staff('PUT', '/clock', {})],
  ['changeClock', 422, staff('PUT', '/clock', { now: '1999-01-01T00:00:00Z' })],
  ['stepClock', 200, staff('POST', '/clock/step', { by: 'PT1S' })],
  ['stepClock', 400, staff('POST', '/clock/step', { by: 'soon' })],
  ['stepClock', 422, staff('POST', '/clock/step', { by: 'P90000W' })],
  ['listKeys', 200, staff('GET', '/keys')],
  ['rotateKeys', 200, staff('POST', '/keys/rotate', {})],
  ['rotateKeys', 400, staff('POST', '/keys/rotate', { purposes: ['anchor'] })],
  ['rotateKeys', 409, rotateTooOften],
  ['readSettings', 200, staff('GET', '/settings')],
  ['changeSettings', 200, staff('PUT', '/settings', { code_attempts: 3 })],
  ['changeSettings', 400, staff('PUT', '/settings', {})],
  ['addFault', 201, staff('POST', '/faults', { target: 'token', kind: 'status' })],
  ['addFault', 400, staff('POST', '/faults', { target: 'staff', kind: 'status' })],
  ['addFault', 422, staff('POST', '/faults', { target: 'qr', kind: 'cut' })],
  ['listFaults', 200, staff('GET', '/faults')],
  ['clearFault', 204, staff('DELETE', '/faults/1')],
  ['clearFault', 404, staff('DELETE', '/faults/1')],
  ['clearFaults', 204, staff('DELETE', '/faults')],
  ['listRequests', 200, listRequests],
  ['followEvents', 200, followFirst],
  ['followEvents', 400, staff('GET', '/events?kinds=gossip')],
  ['followEvents', 503, followTooMany],
  ['listEvents', 200, staff('GET', '/events.json?kinds=order-placed,order-moved')],
  ['listEvents', 400, staff('GET', '/events.json?limit=1001')],
  ['reset', 204, staff('POST', '/reset')],
];

describe('every answer of every call', () => {
  const operationOf = (id: string) => operations().find(({ operationId }) => operationId === id)!;

  /** The schema as it stands in the document, not the one the mock checks with. */
  function schemaOf(id: string, status: number): z.ZodType | null {
    const content = operationOf(id).responses[String(status)]?.content;
    if (!content) return null;
    const { schema } = 'application/json' in content ? content['application/json'] : content['text/event-stream'];
    const local = JSON.stringify({ ...schema, $defs: document.components.schemas }).replaceAll(
      '#/components/schemas/',
      '#/$defs/',
    );
    return z.fromJSONSchema(JSON.parse(local) as Parameters<typeof z.fromJSONSchema>[0]);
  }

  function expectAsDescribed(id: string, status: number, answer: Answer): void {
    const route = API_ROUTES.find((each) => each.id === id)!;
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Cache-Control')).toBe(status === 204 ? null : 'no-store');
    const described = schemaOf(id, status);
    if (!described) return expect(answer.text).toBe('');
    expect(described.safeParse(answer.json).error).toBeUndefined();
    const strict = route.answers[status];
    if (strict) expect(strict.safeParse(answer.json).error).toBeUndefined();
    else expect(problemsOf(route)[status]).toContain(answer.json['error']);
  }

  it.each(VISITS)('%s answers %i as described', async (id, status, visit) => {
    expectAsDescribed(id, status, await visit());
  });

  it.each(API_ROUTES.filter(({ isOpen }) => !isOpen).map(({ id, method, path }) => [id, method, path] as const))(
    '%s is closed without the token',
    async (id, method, path) => {
      const url = `${world.url}/api${path.replace('{id}', 'any')}`;
      const answer = await fetch(url, { method: method.toUpperCase() });
      const json = (await answer.json()) as JsonObject;
      const { headers } = answer;
      expectAsDescribed(id, 401, { status: answer.status, headers, json, text: '', bytes: Buffer.alloc(0) });
    },
  );

  it.each(API_ROUTES.filter(({ body }) => body).map(({ id, method, path }) => [id, method, path] as const))(
    '%s refuses a huge body',
    async (id, method, path) => {
      const answer = await world.staff(method.toUpperCase() as 'PUT', `/api${path}`, { huge: 'x'.repeat(70_000) });
      expectAsDescribed(id, 413, answer);
    },
  );

  it('has been seen above', () => {
    const common = [401, 413];
    const documented = operations().flatMap(({ operationId, responses }) =>
      Object.keys(responses).map((status) => `${operationId} ${status}`),
    );
    const seen = new Set(VISITS.map(([id, status]) => `${id} ${status}`));
    const isCommon = (each: string) => common.some((status) => each.endsWith(` ${status}`));
    expect(documented.filter((each) => !seen.has(each) && !isCommon(each))).toEqual([]);
    expect(documented.length).toBeGreaterThan(40);
  });

  it('of a collected order fits too', async () => {
    await world.staff('PUT', '/api/settings', { waiting_ms: 0, processing_ms: 0 });
    const { order } = await collectCard(world, 'zofia');
    expectAsDescribed('readOrder', 200, await world.staff('GET', `/api/orders/${order.id}`));
  });
});
