import { type Context, Hono } from 'hono';
import { answerStream } from '../events/answer-stream.ts';
import type { EventKind } from '../events/event-kinds.ts';
import type { Issuer } from '../issuer.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { extendOrder } from '../orders/extend-order.ts';
import { placeOrder } from '../orders/place-order.ts';
import { readOwnForm } from './form-guard.ts';
import { findOwnOrder } from './own-order.ts';
import { findSession } from './session.ts';
import type { Site } from './site.ts';

/** What a student does with their order. SECURITY: each of these looks first whose order it is. */
export function createOrderActionRoutes(issuer: Issuer, site: Site): Hono {
  const routes = new Hono();
  routes.post('/', (c) => answerPlace(c, issuer, site));
  routes.post('/:id/cancel', (c) => answerCancel(c, issuer, site));
  routes.post('/:id/extend', (c) => answerExtend(c, issuer, site));
  routes.get('/:id/state', (c) => answerState(c, issuer));
  return routes;
}

/** The state of an order, now and whenever it changes. SECURITY: of this order only, without codes, and only as long as the session lasts. */
async function answerState(c: Context, issuer: Issuer): Promise<Response> {
  const own = await findOwnOrder(c, issuer);
  c.header('Cache-Control', 'no-store');
  if (!own) return c.json({ error: 'not_found' }, 404);
  const { id, student } = own.order;
  return answerStream(c, issuer, {
    ...{ group: 'page', after: null },
    greet: async () => ({ kind: 'state', data: { state: (await findOwnOrder(c, issuer))?.order.state ?? null } }),
    isEntitled: async () => (await findSession(c, issuer))?.student.id === student,
    isWanted: ({ kind, detail }) => FOLLOWED.includes(kind) && detail['order'] === id,
    write: ({ detail }) => ({ state: detail['state'] ?? null }),
  });
}

const FOLLOWED: readonly EventKind[] = ['order-moved', 'order-extended'];

async function answerPlace(c: Context, issuer: Issuer, site: Site): Promise<Response> {
  const session = await findSession(c, issuer);
  if (!session || !(await readOwnForm(c, issuer, session))) return site.answerError(c, issuer, 'foreign-form', 403);
  const placed = await placeOrder(issuer, session.student.id);
  if (placed.ok) return c.redirect(site.orderPage, 303);
  // The page itself says what stands in the way; a refusal is not an error of the form.
  if (placed.why === 'not-eligible') return c.redirect(site.placePage, 303);
  return site.answerError(c, issuer, 'order-open', 409);
}

async function answerCancel(c: Context, issuer: Issuer, site: Site): Promise<Response> {
  const own = await findOwnOrder(c, issuer);
  if (!own) return site.answerError(c, issuer, 'not-found', 404);
  if (!(await readOwnForm(c, issuer, own.session))) return site.answerError(c, issuer, 'foreign-form', 403);
  const cancelled = await cancelOrder(issuer, own.order.id);
  return cancelled.ok ? c.redirect(site.orderPage, 303) : site.answerError(c, issuer, 'order-settled', 409);
}

async function answerExtend(c: Context, issuer: Issuer, site: Site): Promise<Response> {
  const own = await findOwnOrder(c, issuer);
  if (!own) return site.answerError(c, issuer, 'not-found', 404);
  if (!(await readOwnForm(c, issuer, own.session))) return site.answerError(c, issuer, 'foreign-form', 403);
  const extended = await extendOrder(issuer, own.order.id);
  return extended.ok ? c.redirect(site.orderPage, 303) : site.answerError(c, issuer, 'not-extendable', 409);
}
