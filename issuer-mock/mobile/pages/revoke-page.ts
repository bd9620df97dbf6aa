import { html } from 'hono/html';
import type { Order } from '../../orders/order.ts';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import type { StudentContext } from '../context.ts';
import { renderPage } from './layout.ts';

/** Asks once before an order, or the card from it, is cancelled, and says what follows from it. */
export function renderRevokePage(context: StudentContext, { id, state }: Order): Html {
  const { wording, session } = context;
  const main = html`<h1>${wording.revokeHeading}</h1>
    <p class="lead">${state === 'collected' ? wording.cancelCollected : wording.cancelLead}</p>
    <form class="wide" method="post" action="/mobile/orders/${id}/cancel">
      ${renderFormToken(session.formToken)}
      <button class="danger" id="confirm-cancel">${wording.revoke}</button>
    </form>
    <p class="wide"><a class="button" href="/mobile/mlegitymacja/my" id="keep-order">${wording.keep}</a></p>`;
  return renderPage(context, {
    title: wording.revoke,
    back: { text: wording.myCard, href: '/mobile/mlegitymacja/my' },
    main,
  });
}
