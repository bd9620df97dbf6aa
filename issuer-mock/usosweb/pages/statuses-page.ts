import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import { renderStatuses } from '../../student-pages/status-list.ts';
import { renderPage, type UsoswebContext } from './layout.ts';

/** „Co oznaczają poszczególne statusy?” */
export function renderStatusesPage(context: UsoswebContext): Html {
  const { wording } = context;
  const main = html`<h1>${wording.helpStatuses}</h1>
    <p class="lead">${wording.helpLead}</p>
    ${renderStatuses(wording)}
    <p><a href="/usosweb/mlegitymacja">${wording.backToOrder}</a></p>`;
  const breadcrumb = [
    { text: wording.tabStudents, href: '/usosweb/studies' },
    { text: 'mLegitymacja', href: '/usosweb/mlegitymacja' },
    { text: wording.helpStatuses },
  ];
  return renderPage(context, { title: wording.helpStatuses, breadcrumb, main });
}
