import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import type { StudentContext } from '../context.ts';
import { renderPage } from './layout.ts';
import { renderRows } from './row.ts';

/** Side menu → „mLegitymacja”. */
export function renderCardPage(context: StudentContext): Html {
  const { wording, order } = context;
  const main = html`<h1>mLegitymacja</h1>
    <p class="lead">${wording.cardText}</p>
    ${renderRows([
      {
        href: '/mobile/mlegitymacja/my',
        title: wording.myCard,
        ...(order && { text: wording.statuses[order.state].label }),
      },
      { href: '/mobile/help/statuses', title: wording.helpStatuses },
    ])}`;
  return renderPage(context, { title: 'mLegitymacja', back: { text: wording.start, href: '/mobile' }, main });
}
