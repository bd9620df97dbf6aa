import { Hono } from 'hono';
import type { Issuer } from '../issuer.ts';
import { asRedeemable } from '../orders/order.ts';
import { isLegalMove } from '../orders/order-states.ts';
import { showQr } from '../orders/show-qr.ts';
import { answerPage } from '../student-pages/answer-page.ts';
import { createOrderActionRoutes } from '../student-pages/order-action-routes.ts';
import { leadTo } from '../student-pages/language.ts';
import { findOwnOrder } from '../student-pages/own-order.ts';
import { answerErrorPage } from './answer-page.ts';
import { createStudentContext } from './context.ts';
import { renderHandOverPage } from './pages/hand-over-page.ts';
import { renderRevokePage } from './pages/revoke-page.ts';
import { MOBILE_USOS } from './site.ts';

export function createOrderRoutes(issuer: Issuer): Hono {
  const routes = new Hono();
  routes.route('/', createOrderActionRoutes(issuer, MOBILE_USOS));
  routes.get('/:id/cancel', async (c) => {
    const own = await findOwnOrder(c, issuer);
    if (!own) return answerErrorPage(c, issuer, 'not-found', 404);
    if (!isLegalMove(own.order.state, 'cancelled')) return answerErrorPage(c, issuer, 'order-settled', 409);
    return answerPage(c, renderRevokePage(await createStudentContext(c, issuer, own.session), own.order));
  });
  routes.get('/:id/hand-over', async (c) => {
    const own = await findOwnOrder(c, issuer);
    if (!own) return answerErrorPage(c, issuer, 'not-found', 404);
    const order = asRedeemable(own.order);
    // Whoever comes back from the wallet with the card sees what became of the order.
    if (!order) return leadTo(c, MOBILE_USOS.orderPage);
    const qr = await showQr(issuer, order.activation);
    const context = await createStudentContext(c, issuer, own.session);
    return answerPage(c, renderHandOverPage(context, { order, qr, walletPage: issuer.walletPage }));
  });
  return routes;
}
