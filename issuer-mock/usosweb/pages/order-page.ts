import { html } from 'hono/html';
import type { Refusal } from '../../../shared/student/eligibility.ts';
import { asRedeemable, type Order } from '../../orders/order.ts';
import { isLegalMove, OPEN_STATES, type OrderState } from '../../orders/order-states.ts';
import { REASON_TEXTS } from '../../student-pages/reason-texts.ts';
import type { Session } from '../../student-pages/session.ts';
import type { Wording } from '../wording.ts';
import { renderAddFrame, type ShownQr } from './add-frame.ts';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import { renderPage, type UsoswebContext } from './layout.ts';
import { renderOrderFacts, renderProgress } from '../../student-pages/order-facts.ts';
import { renderRefusals } from '../../student-pages/refusal-list.ts';

/** How long a page without JavaScript waits before it asks again. */
const REFRESH_S = 2;

export interface OrderPage {
  readonly session: Session;
  /** The latest order; null where there has been none. */
  readonly order: Order | null;
  /** What stands against a new order. */
  readonly refusals: readonly Refusal[];
  /** The day to which it can be extended now; null where it cannot be. */
  readonly extension: string | null;
  /** The QR, once „Dodaj mLegitymację do mObywatela” has been pressed; else null. */
  readonly qr: ShownQr | null;
}

/** „Moje studia” → „mLegitymacja”: the order, or the way to place one. */
export function renderOrderPage(context: UsoswebContext, { session, order, refusals, extension, qr }: OrderPage): Html {
  const { wording } = context;
  const canOrder = order === null || !OPEN_STATES.includes(order.state);
  const main = html`<h1>${wording.orderHeading}</h1>
    ${order === null && wording.orderIntro.map((text) => html`<p class="lead">${text}</p>`)}
    ${order && renderOrder(context, order)}
    ${order && extension !== null && renderExtendForm(wording, session, order, extension)}
    ${canOrder && (refusals.length > 0 ? renderRefusals(context, refusals) : renderPlaceForm(wording, session))}
    ${order && qr && renderAddFrame(wording, order, qr)}
    <p><a href="/usosweb/help/statuses">${wording.helpStatuses}</a></p>`;
  return renderPage(context, {
    title: `mLegitymacja - ${wording.myStudies}`,
    breadcrumb: [
      { text: wording.tabStudents, href: '/usosweb/studies' },
      { text: wording.myStudies, href: '/usosweb/studies' },
      { text: 'mLegitymacja' },
    ],
    main,
    ...(order && isMoving(order.state) && { refreshS: REFRESH_S }),
    ...(order && !canOrder && { watch: { address: `/usosweb/orders/${order.id}/state`, state: order.state } }),
  });
}

const renderExtendForm = (wording: Wording, { formToken }: Session, { id }: Order, until: string): Html =>
  html`<section class="frame" aria-labelledby="extend">
    <h2 id="extend">${wording.extendHeading}</h2>
    <p class="meaning">${wording.extendLead(until)}</p>
    <form class="actions" method="post" action="/usosweb/orders/${id}/extend">
      ${renderFormToken(formToken)}
      <button class="primary" id="extend-order">${wording.extend}</button>
    </form>
  </section>`;

const isMoving = (state: OrderState): boolean => state === 'waiting' || state === 'processing';

const renderPlaceForm = (wording: Wording, { formToken }: Session): Html =>
  html`<form class="actions" method="post" action="/usosweb/orders">
    ${renderFormToken(formToken)}
    <button class="primary" id="place-order">${wording.placeOrder}</button>
  </form>`;

function renderOrder({ wording, language }: UsoswebContext, order: Order): Html {
  const { meaning } = wording.statuses[order.state];
  return html`<section class="frame" aria-labelledby="order-data">
    <h2 id="order-data">${wording.orderData}</h2>
    ${renderProgress(wording, order.state)} ${renderOrderFacts(wording, order)}
    <p class="meaning">${meaning}</p>
    ${order.reason && html`<p class="meaning" id="order-reason">${REASON_TEXTS[language][order.reason]}</p>`}
    ${renderActions(wording, order)}
  </section>`;
}

/** Every action is a form of its own, so that all of it works without JavaScript. */
function renderActions(wording: Wording, order: Order): Html | null {
  const { id, state } = order;
  if (!OPEN_STATES.includes(state)) return null;
  return html`<div class="actions">
    ${
      asRedeemable(order) &&
      html`<form method="get" action="/usosweb/mlegitymacja#add">
        <input type="hidden" name="add" value="1" />
        <button class="primary" id="add-card">${wording.addToWallet}</button>
      </form>`
    }
    <form method="get" action="/usosweb/mlegitymacja">
      <button id="check-status">${wording.checkStatus}</button>
    </form>
    ${
      isLegalMove(state, 'cancelled') &&
      html`<form method="get" action="/usosweb/orders/${id}/cancel">
        <button id="cancel-order">${wording.cancelOrder}</button>
      </form>`
    }
  </div>`;
}
