import { html } from 'hono/html';
import type { Order } from '../../orders/order.ts';
import type { Session } from '../../student-pages/session.ts';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import { renderPage, type UsoswebContext } from './layout.ts';

/** Asks once before an order, or the card from it, is cancelled, and says what follows from it. */
export function renderCancelPage(context: UsoswebContext, order: Order, { formToken }: Session): Html {
  const { wording } = context;
  const main = html`<h1>${wording.cancelHeading}</h1>
    <p class="lead">${order.state === 'collected' ? wording.cancelCollected : wording.cancelLead}</p>
    <div class="actions">
      <form method="post" action="/usosweb/orders/${order.id}/cancel">
        ${renderFormToken(formToken)}
        <button class="danger" id="confirm-cancel">${wording.cancelOrder}</button>
      </form>
      <form method="get" action="/usosweb/mlegitymacja"><button id="keep-order">${wording.keepOrder}</button></form>
    </div>`;
  const breadcrumb = [
    { text: wording.tabStudents, href: '/usosweb/studies' },
    { text: 'mLegitymacja', href: '/usosweb/mlegitymacja' },
    { text: wording.cancelOrder },
  ];
  return renderPage(context, { title: `mLegitymacja - ${wording.myStudies}`, breadcrumb, main });
}
