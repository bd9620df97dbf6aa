import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { answerError, answerFresh } from '../http/answers.ts';
import { readBearer, readJson } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { findOrder, type Order } from '../orders/order.ts';
import { placeOrder } from '../orders/place-order.ts';
import { isSameSecret } from '../secrets.ts';
import { listStudents } from '../students/students.ts';

/** The university's own API, for its staff and for programs that act for them. */
export function createUniversityRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.get('/health', (c) => answerFresh(c, { status: 'ok', url: issuer.url, now: isoInstant(issuer.now()) }));
  routes.use(requireStaffToken(issuer.staffToken));
  routes.get('/students', async (c) => {
    const students = await listStudents(issuer.database);
    return answerFresh(c, {
      students: students.map(({ id, givenName, familyName, albumNumber }) => ({
        ...{ id, given_name: givenName, family_name: familyName, album_number: albumNumber },
      })),
    });
  });
  routes.post('/orders', (c) => answerPlace(c, issuer));
  routes.get('/orders/:id', async (c) => {
    const order = await findOrder(issuer, 'id', c.req.param('id'));
    return order ? answerFresh(c, writeOrder(order)) : answerUnknownOrder(c);
  });
  routes.post('/orders/:id/cancel', (c) => answerCancel(c, issuer, c.req.param('id')));
  return routes;
}

/** SECURITY: everything behind this line is closed to whoever lacks the token, other web pages in the same browser included. */
const requireStaffToken =
  (staffToken: string): MiddlewareHandler =>
  async (c, next) => {
    const given = readBearer(c);
    if (given !== null && isSameSecret(given, staffToken)) return next();
    c.header('WWW-Authenticate', 'Bearer');
    return answerError(c, 401, 'invalid_token', 'the staff token is needed, as Authorization: Bearer');
  };

async function answerPlace(c: Context, issuer: Issuer): Promise<Response> {
  const body = await readJson(c);
  if (!body.ok) return answerError(c, 400, 'invalid_request', body.why);
  const { student } = body.value;
  if (typeof student !== 'string') return answerError(c, 400, 'invalid_request', 'student, an id, is missing');
  const placed = await placeOrder(issuer, student);
  if (placed.ok) {
    c.header('Location', `${issuer.url}/api/orders/${placed.order.id}`);
    return answerFresh(c, writeOrder(placed.order), 201);
  }
  if (placed.why === 'student-unknown') return answerError(c, 404, 'student_unknown', 'there is no such student');
  const sentence = 'this student has an order already; it must be cancelled before a new one is placed';
  return answerError(c, 409, 'order_open', sentence, { from: placed.order.state, to: 'waiting' });
}

async function answerCancel(c: Context, issuer: Issuer, id: string): Promise<Response> {
  const cancelled = await cancelOrder(issuer, id);
  if (cancelled.ok) return answerFresh(c, writeOrder(cancelled.order));
  if (cancelled.why === 'order-unknown') return answerUnknownOrder(c);
  const { from, to } = cancelled;
  return answerError(c, 409, 'illegal_transition', `an order cannot go from ${from} to ${to}`, { from, to });
}

const answerUnknownOrder = (c: Context): Response => answerError(c, 404, 'order_unknown', 'there is no such order');

const isoInstant = (ms: number): string => new Date(ms).toISOString();

/** An order as the API shows it. The codes are shown only while they open something. */
function writeOrder(order: Order): object {
  const { activation } = order;
  const isRedeemable = order.state === 'ready' && activation !== null;
  return {
    id: order.id,
    student: order.student,
    state: order.state,
    placed_at: isoInstant(order.placedAt),
    ready_at: isoInstant(order.readyAt),
    changed_at: isoInstant(order.changedAt),
    planned_valid_until: order.plannedValidUntil,
    ...(isRedeemable && {
      qr: activation.qr,
      activation_code: activation.activationCode,
      tries_left: order.triesLeft,
      expires_at: isoInstant(activation.expiresAt),
    }),
  };
}
