import { html } from 'hono/html';
import type { OrderState } from '../../orders/order-states.ts';
import type { Html } from '../../student-pages/html.ts';
import { renderPage, type UsoswebContext } from './layout.ts';

/** „Co oznaczają poszczególne statusy?” */
export function renderStatusesPage(context: UsoswebContext): Html {
  const { wording } = context;
  const states = Object.keys(wording.statuses) as OrderState[];
  const main = html`<h1>${wording.helpStatuses}</h1>
    <p class="lead">${wording.helpLead}</p>
    <dl class="statuses">
      ${states.map((state) => {
        const { label, meaning } = wording.statuses[state];
        return html`<div>
          <dt><strong class="status status-${state}">${label}</strong></dt>
          <dd>${meaning}</dd>
        </div>`;
      })}
    </dl>
    <p><a href="/usosweb/mlegitymacja">${wording.backToOrder}</a></p>`;
  const breadcrumb = [
    { text: wording.tabStudents, href: '/usosweb/studies' },
    { text: 'mLegitymacja', href: '/usosweb/mlegitymacja' },
    { text: wording.helpStatuses },
  ];
  return renderPage(context, { title: wording.helpStatuses, breadcrumb, main });
}
