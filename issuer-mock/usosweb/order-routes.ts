import { type Context, Hono } from 'hono';
import type { Issuer } from '../issuer.ts';
import { asRedeemable } from '../orders/order.ts';
import { isLegalMove } from '../orders/order-states.ts';
import { showQr } from '../orders/show-qr.ts';
import { answerPage } from '../student-pages/answer-page.ts';
import { createOrderActionRoutes } from '../student-pages/order-action-routes.ts';
import { findOwnOrder } from '../student-pages/own-order.ts';
import { answerErrorPage, createContext } from './answer-page.ts';
import { renderCancelPage } from './pages/cancel-page.ts';
import { USOSWEB } from './site.ts';

export function createOrderRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.route('/', createOrderActionRoutes(issuer, USOSWEB));
  routes.get('/:id/cancel', async (c) => {
    const own = await findOwnOrder(c, issuer);
    if (!own) return answerErrorPage(c, issuer, 'not-found', 404);
    if (!isLegalMove(own.order.state, 'cancelled')) return answerErrorPage(c, issuer, 'order-settled', 409);
    return answerPage(c, renderCancelPage(createContext(c, own.session), own.order, own.session));
  });
  routes.get('/:id/qr.png', (c) => answerQrImage(c, issuer));
  return routes;
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
