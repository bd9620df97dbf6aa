import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import { renderStatuses } from '../../student-pages/status-list.ts';
import type { MobileContext } from '../context.ts';
import { renderPage } from './layout.ts';

/** „Co oznaczają poszczególne statusy?” */
export function renderStatusesPage(context: MobileContext): Html {
  const { wording } = context;
  const main = html`<h1>${wording.helpStatuses}</h1>
    <p class="lead">${wording.helpLead}</p>
    ${renderStatuses(wording)}`;
  return renderPage(context, {
    title: wording.helpStatuses,
    back: { text: 'mLegitymacja', href: '/mobile/mlegitymacja' },
    main,
  });
}
