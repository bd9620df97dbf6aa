import { html } from 'hono/html';
import type { Html } from '../student-pages/html.ts';
import type { ConsoleView } from './console-view.ts';
import { type ConsoleContext, renderPage } from './layout.ts';
import { renderClock } from './parts/clock.ts';
import { renderEvents } from './parts/events.ts';
import { renderFaults } from './parts/faults.ts';
import { renderOrders } from './parts/orders.ts';
import type { PartContext } from './parts/part.ts';
import { renderRequests } from './parts/requests.ts';
import { renderSettings } from './parts/settings.ts';
import { renderStudents } from './parts/students.ts';
import { PARTS } from './staff-actions.ts';
import type { StaffSession } from './staff-sessions.ts';

/** The console. What is `data-live` is exchanged when something has happened; forms that are filled in stand outside of it. */
export function renderConsole(context: ConsoleContext, session: StaffSession, view: ConsoleView): Html {
  const { wording } = context;
  const part: PartContext = { ...context, formToken: session.formToken, view };
  const main = html`<div class="console-top">
      <h1>${wording.title}</h1>
      <p class="lead">${wording.lead}</p>
      <nav class="contents" aria-label="${wording.contents}">
        <ul>
          ${PARTS.map((each) => html`<li><a href="#${each}">${wording.parts[each]}</a></li>`)}
        </ul>
      </nav>
    </div>
    <div class="console-wide">${renderClock(part)} ${renderOrders(part)} ${renderStudents(part)}</div>
    <div class="console-narrow">
      ${renderFaults(part)} ${renderRequests(part)} ${renderEvents(part)} ${renderSettings(part)}
    </div>`;
  return renderPage(context, { title: wording.title, main, following: { session, after: view.last } });
}
