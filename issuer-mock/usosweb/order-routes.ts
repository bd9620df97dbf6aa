import { type Context, Hono } from 'hono';
import type { Issuer } from '../issuer.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { extendOrder } from '../orders/extend-order.ts';
import { asRedeemable, findOrder, type Order } from '../orders/order.ts';
import { isLegalMove } from '../orders/order-states.ts';
import { placeOrder } from '../orders/place-order.ts';
import { showQr } from '../orders/show-qr.ts';
import { answerErrorPage, answerPage, createPageContext } from './answer-page.ts';
import { readOwnForm } from './form-guard.ts';
import { renderCancelPage } from './pages/cancel-page.ts';
import { findSession, type Session } from './session.ts';

const ORDER_PAGE = '/usosweb/mlegitymacja';

/** What a student does with their order. SECURITY: each of these looks first whose order it is. */
export function createOrderRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.post('/', (c) => answerPlace(c, issuer));
  routes.get('/:id/cancel', async (c) => {
    const own = await findOwnOrder(c, issuer);
    if (!own) return answerErrorPage(c, issuer, 'not-found', 404);
    if (!isLegalMove(own.order.state, 'cancelled')) return answerErrorPage(c, issuer, 'order-settled', 409);
    return answerPage(c, renderCancelPage(createPageContext(c, own.session), own.order, own.session));
  });
  routes.post('/:id/cancel', (c) => answerCancel(c, issuer));
  routes.post('/:id/extend', (c) => answerExtend(c, issuer));
  routes.get('/:id/state', async (c) => {
    const own = await findOwnOrder(c, issuer);
    c.header('Cache-Control', 'no-store');
    return own ? c.json({ state: own.order.state }) : c.json({ error: 'not_found' }, 404);
  });
  routes.get('/:id/qr.png', (c) => answerQrImage(c, issuer));
  return routes;
}

async function findOwnOrder(c: Context, issuer: Issuer): Promise<{ session: Session; order: Order } | null> {
  const session = await findSession(c, issuer);
  const order = session && (await findOrder(issuer, 'id', c.req.param('id') ?? ''));
  return order?.student === session?.student.id && session && order ? { session, order } : null;
}

async function answerPlace(c: Context, issuer: Issuer): Promise<Response> {
  const session = await findSession(c, issuer);
  if (!session || !(await readOwnForm(c, session))) return answerErrorPage(c, issuer, 'foreign-form', 403);
  const placed = await placeOrder(issuer, session.student.id);
  // The page itself says what stands in the way; a refusal is not an error of the form.
  if (placed.ok || placed.why === 'not-eligible') return c.redirect(ORDER_PAGE, 303);
  return answerErrorPage(c, issuer, 'order-open', 409);
}

async function answerCancel(c: Context, issuer: Issuer): Promise<Response> {
  const own = await findOwnOrder(c, issuer);
  if (!own) return answerErrorPage(c, issuer, 'not-found', 404);
  if (!(await readOwnForm(c, own.session))) return answerErrorPage(c, issuer, 'foreign-form', 403);
  const cancelled = await cancelOrder(issuer, own.order.id);
  return cancelled.ok ? c.redirect(ORDER_PAGE, 303) : answerErrorPage(c, issuer, 'order-settled', 409);
}

async function answerExtend(c: Context, issuer: Issuer): Promise<Response> {
  const own = await findOwnOrder(c, issuer);
  if (!own) return answerErrorPage(c, issuer, 'not-found', 404);
  if (!(await readOwnForm(c, own.session))) return answerErrorPage(c, issuer, 'foreign-form', 403);
  const extended = await extendOrder(issuer, own.order.id);
  return extended.ok ? c.redirect(ORDER_PAGE, 303) : answerErrorPage(c, issuer, 'not-extendable', 409);
}

async function answerQrImage(c: Context, issuer: Issuer): Promise<Response> {
  const own = await findOwnOrder(c, issuer);
  const order = asRedeemable(own?.order ?? null);
  if (!order) return answerErrorPage(c, issuer, 'not-found', 404);
  // Loaded here and not at start: drawing is the only thing that needs it.
  const { drawQrPng } = await import('../orders/qr-image.ts');
  c.header('Content-Type', 'image/png');
  c.header('Cache-Control', 'no-store');
  return c.body(
    new Uint8Array(await drawQrPng(await showQr(issuer, order.activation), issuer.settings.qrErrorCorrection)),
  );
}
