import type { Context } from 'hono';
import * as z from 'zod';
import { answerError, answerFresh } from '../../http/answers.ts';
import { advanceOrder, type AdvancedOrder } from '../../orders/advance-order.ts';
import { cancelOrder, invalidateOrder, type MovedOrder } from '../../orders/cancel-order.ts';
import { FAILURES } from '../../orders/end-reasons.ts';
import { extendOrder } from '../../orders/extend-order.ts';
import { failOrder } from '../../orders/fail-order.ts';
import { listOrders } from '../../orders/list-orders.ts';
import { findOrder } from '../../orders/order.ts';
import { placeOrder } from '../../orders/place-order.ts';
import type { Issuer } from '../../issuer.ts';
import { type ApiRoute, describeIssue, routeWithBody } from '../route.ts';
import { limitText, orderShape, ordersShape, orderState, SHAPES } from '../shapes.ts';
import { writeOrder } from '../write-order.ts';
import { writeRefusal } from '../write-refusal.ts';

const newOrder = z
  .strictObject({
    student: z.string().describe('The id of a student'),
    offer_before_ready: z
      .boolean()
      .optional()
      .describe('Whether it can be redeemed while it waits; else as the settings say'),
  })
  .register(SHAPES, { id: 'NewOrder' });

const newFailure = z.strictObject({ reason: z.enum(FAILURES) }).register(SHAPES, { id: 'NewFailure' });

const filter = z.strictObject({
  student: z.string().optional().describe('Only of this student'),
  state: orderState.optional().describe('Only in this state'),
  limit: limitText,
});

/** Orders, as the university's staff sees them. */
export const ORDER_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'listOrders', method: 'get', path: '/orders', topic: 'orders' },
    summary: { pl: 'Zamówienia, najnowsze pierwsze', en: 'The orders, newest first' },
    ...{ body: null, query: filter, answers: { 200: ordersShape }, problems: { 400: ['invalid_request'] } },
    handle: answerList,
  },
  routeWithBody({
    ...{ id: 'placeOrder', method: 'post', path: '/orders', topic: 'orders' },
    summary: { pl: 'Złożenie zamówienia w imieniu studenta', en: 'Place an order on a student’s behalf' },
    ...{ body: newOrder, example: { student: 'zofia' } },
    ...{
      answers: { 201: orderShape },
      problems: { 404: ['student_unknown'], 409: ['order_open'], 422: ['not_eligible'] },
    },
    handle: answerPlace,
  }),
  {
    ...{ id: 'readOrder', method: 'get', path: '/orders/{id}', topic: 'orders' },
    summary: { pl: 'Zamówienie', en: 'An order' },
    ...{ body: null, answers: { 200: orderShape }, problems: { 404: ['order_unknown'] } },
    handle: async (c, issuer) => {
      const order = await findOrder(issuer, 'id', c.req.param('id') ?? '');
      return order ? answerFresh(c, await writeOrder(issuer, order)) : answerUnknownOrder(c);
    },
  },
  {
    ...{ id: 'cancelOrder', method: 'post', path: '/orders/{id}/cancel', topic: 'orders' },
    summary: { pl: 'Anulowanie zamówienia lub karty', en: 'Cancel an order, and its card' },
    ...{ body: null, answers: { 200: orderShape } },
    problems: { 404: ['order_unknown'], 409: ['illegal_transition'] },
    handle: async (c, issuer) => answerMove(c, issuer, await cancelOrder(issuer, c.req.param('id') ?? '')),
  },
  {
    ...{ id: 'advanceOrder', method: 'post', path: '/orders/{id}/advance', topic: 'orders' },
    summary: {
      pl: 'Następny krok zamówienia od razu, bez czekania',
      en: 'The order’s next move now, without waiting for it',
    },
    ...{ body: null, answers: { 200: orderShape } },
    problems: { 404: ['order_unknown'], 409: ['illegal_transition'] },
    handle: async (c, issuer) => answerMove(c, issuer, await advanceOrder(issuer, c.req.param('id') ?? '')),
  },
  {
    ...{ id: 'extendOrder', method: 'post', path: '/orders/{id}/extend', topic: 'orders' },
    summary: { pl: 'Przedłużenie po przedłużeniu ELS', en: 'Extend it, once the ELS has been renewed' },
    ...{ body: null, answers: { 200: orderShape } },
    problems: { 404: ['order_unknown'], 409: ['illegal_transition', 'nothing_to_extend'], 422: ['not_eligible'] },
    handle: answerExtend,
  },
  routeWithBody({
    ...{ id: 'failOrder', method: 'post', path: '/orders/{id}/fail', topic: 'orders' },
    summary: { pl: 'Niepowodzenie realizacji, z powodem', en: 'Let it fail, for a reason' },
    ...{ body: newFailure, example: { reason: 'photo-unusable' }, answers: { 200: orderShape } },
    problems: { 404: ['order_unknown'], 409: ['illegal_transition'] },
    handle: async (c, issuer, { reason }) =>
      answerMove(c, issuer, await failOrder(issuer, c.req.param('id') ?? '', reason)),
  }),
  {
    ...{ id: 'invalidateOrder', method: 'post', path: '/orders/{id}/invalidate', topic: 'orders' },
    summary: {
      pl: 'Unieważnienie zamówienia i karty przez uczelnię',
      en: 'Withdraw it and its card, as the university',
    },
    ...{ body: null, answers: { 200: orderShape } },
    problems: { 404: ['order_unknown'], 409: ['illegal_transition'] },
    handle: async (c, issuer) => answerMove(c, issuer, await invalidateOrder(issuer, c.req.param('id') ?? '')),
  },
];

async function answerExtend(c: Context, issuer: Issuer): Promise<Response> {
  const extended = await extendOrder(issuer, c.req.param('id') ?? '');
  if (extended.ok) return answerFresh(c, await writeOrder(issuer, extended.order));
  switch (extended.why) {
    case 'order-unknown':
      return answerUnknownOrder(c);
    case 'not-eligible': {
      const refusals = extended.refusals.map(writeRefusal);
      return answerError(c, 422, 'not_eligible', 'this student may not extend; refusals says why', { refusals });
    }
    case 'order-over': {
      const { from } = extended;
      return answerError(c, 409, 'illegal_transition', `an order that is ${from} cannot be extended`, {
        from,
        to: from,
      });
    }
    case 'nothing-to-extend':
      return answerError(c, 409, 'nothing_to_extend', `it runs to ${extended.validUntil}, as long as it may`);
  }
}

async function answerList(c: Context, issuer: Issuer): Promise<Response> {
  const parsed = filter.safeParse(c.req.query());
  if (!parsed.success) return answerError(c, 400, 'invalid_request', describeIssue(parsed.error));
  const orders = await listOrders(issuer, { ...parsed.data, limit: Number(parsed.data.limit ?? 100) });
  return answerFresh(c, { orders: await Promise.all(orders.map((order) => writeOrder(issuer, order))) });
}

async function answerPlace(c: Context, issuer: Issuer, body: z.infer<typeof newOrder>): Promise<Response> {
  const placed = await placeOrder(issuer, body.student, body.offer_before_ready);
  if (placed.ok) {
    c.header('Location', `${issuer.url}/api/orders/${placed.order.id}`);
    return answerFresh(c, await writeOrder(issuer, placed.order), 201);
  }
  if (placed.why === 'not-eligible') {
    const refusals = placed.refusals.map(writeRefusal);
    return answerError(c, 422, 'not_eligible', 'this student may not order; refusals says why', { refusals });
  }
  if (placed.why === 'student-unknown') return answerError(c, 404, 'student_unknown', 'there is no such student');
  const sentence = 'this student has an order already; it must be cancelled before a new one is placed';
  return answerError(c, 409, 'order_open', sentence, { from: placed.order.state, to: 'waiting' });
}

/** What came of an attempt to move an order. */
async function answerMove(c: Context, issuer: Issuer, moved: MovedOrder | AdvancedOrder): Promise<Response> {
  if (moved.ok) return answerFresh(c, await writeOrder(issuer, moved.order));
  if (moved.why === 'order-unknown') return answerUnknownOrder(c);
  const { from, to } = moved;
  return answerError(c, 409, 'illegal_transition', `an order cannot go from ${from} to ${to}`, { from, to });
}

const answerUnknownOrder = (c: Context): Response => answerError(c, 404, 'order_unknown', 'there is no such order');
