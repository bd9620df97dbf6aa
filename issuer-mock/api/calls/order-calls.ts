import type { Context } from 'hono';
import * as z from 'zod';
import { answerError, answerFresh } from '../../http/answers.ts';
import { cancelOrder } from '../../orders/cancel-order.ts';
import { findOrder } from '../../orders/order.ts';
import { placeOrder } from '../../orders/place-order.ts';
import type { Issuer } from '../../issuer.ts';
import { type ApiRoute, routeWithBody } from '../route.ts';
import { orderShape, SHAPES } from '../shapes.ts';
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

/** Orders, as the university's staff sees them. */
export const ORDER_CALLS: readonly ApiRoute[] = [
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
      return order ? answerFresh(c, writeOrder(order)) : answerUnknownOrder(c);
    },
  },
  {
    ...{ id: 'cancelOrder', method: 'post', path: '/orders/{id}/cancel', topic: 'orders' },
    summary: { pl: 'Anulowanie zamówienia lub karty', en: 'Cancel an order, and its card' },
    ...{ body: null, answers: { 200: orderShape } },
    problems: { 404: ['order_unknown'], 409: ['illegal_transition'] },
    handle: answerCancel,
  },
];

async function answerPlace(c: Context, issuer: Issuer, body: z.infer<typeof newOrder>): Promise<Response> {
  const placed = await placeOrder(issuer, body.student, body.offer_before_ready);
  if (placed.ok) {
    c.header('Location', `${issuer.url}/api/orders/${placed.order.id}`);
    return answerFresh(c, writeOrder(placed.order), 201);
  }
  if (placed.why === 'not-eligible') {
    const refusals = placed.refusals.map(writeRefusal);
    return answerError(c, 422, 'not_eligible', 'this student may not order; refusals says why', { refusals });
  }
  if (placed.why === 'student-unknown') return answerError(c, 404, 'student_unknown', 'there is no such student');
  const sentence = 'this student has an order already; it must be cancelled before a new one is placed';
  return answerError(c, 409, 'order_open', sentence, { from: placed.order.state, to: 'waiting' });
}

async function answerCancel(c: Context, issuer: Issuer): Promise<Response> {
  const cancelled = await cancelOrder(issuer, c.req.param('id') ?? '');
  if (cancelled.ok) return answerFresh(c, writeOrder(cancelled.order));
  if (cancelled.why === 'order-unknown') return answerUnknownOrder(c);
  const { from, to } = cancelled;
  return answerError(c, 409, 'illegal_transition', `an order cannot go from ${from} to ${to}`, { from, to });
}

const answerUnknownOrder = (c: Context): Response => answerError(c, 404, 'order_unknown', 'there is no such order');
