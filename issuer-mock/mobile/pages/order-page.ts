import { html } from 'hono/html';
import type { Refusal } from '../../../shared/student/eligibility.ts';
import { OPEN_STATES } from '../../orders/order-states.ts';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import { renderRefusals } from '../../student-pages/refusal-list.ts';
import type { StudentContext } from '../context.ts';
import { renderPage } from './layout.ts';
import { renderRows } from './row.ts';

interface OrderPage {
  /** What stands against an order. */
  readonly refusals: readonly Refusal[];
  /** ISO date. */
  readonly validUntil: string;
}

/** „Moja mLegitymacja” → „Zamów mLegitymację”. */
export function renderOrderPage(context: StudentContext, page: OrderPage): Html {
  const { wording, order } = context;
  const hasOrder = order !== null && OPEN_STATES.includes(order.state);
  const main = html`<h1>${wording.orderCard}</h1>
    ${
      hasOrder
        ? html`<p class="lead">${wording.hasOrder}</p>
            ${renderRows([{ href: '/mobile/mlegitymacja/my', title: wording.myCard }])}`
        : page.refusals.length > 0
          ? renderRefusals(context, page.refusals)
          : renderPlacing(context, page.validUntil)
    }`;
  return renderPage(context, {
    title: wording.orderCard,
    back: { text: wording.myCard, href: '/mobile/mlegitymacja/my' },
    main,
  });
}

function renderPlacing({ wording, session }: StudentContext, validUntil: string): Html {
  const { givenName, familyName } = session.student;
  return html`${wording.orderIntro.map((text) => html`<p class="lead">${text}</p>`)}
    <section class="frame" aria-labelledby="order-data">
      <h2 id="order-data">${wording.orderData}</h2>
      <dl class="facts">
        <div>
          <dt>${wording.holder}</dt>
          <dd>${givenName} ${familyName}</dd>
        </div>
        <div>
          <dt>${wording.plannedValidUntil}</dt>
          <dd>${validUntil}</dd>
        </div>
      </dl>
      <form class="wide" method="post" action="/mobile/orders">
        ${renderFormToken(session.formToken)}
        <button class="primary" id="place-order">${wording.confirmOrder}</button>
      </form>
    </section>`;
}
