import { html } from 'hono/html';
import { OPEN_STATES } from '../../orders/order-states.ts';
import { renderDocument } from '../../student-pages/document.ts';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import { renderLanguages } from '../../student-pages/language-links.ts';
import type { Session } from '../../student-pages/session.ts';
import type { MobileContext } from '../context.ts';

export interface PageContent {
  /** Before the name of the site. */
  readonly title: string;
  /** The page above this one; left out on the first. */
  readonly back?: { readonly text: string; readonly href: string };
  readonly main: Html;
  /** Whether the page is about an order that moves, and so asks again by itself where there is no JavaScript. */
  readonly isAboutOrder?: true;
}

/** How long a page without JavaScript waits before it asks again. */
const REFRESH_S = 2;

/** The frame around every page. */
export function renderPage(context: MobileContext, { title, back, main, isAboutOrder }: PageContent): Html {
  const { wording, language, order } = context;
  const isMoving = order?.state === 'waiting' || order?.state === 'processing';
  const watched = order && OPEN_STATES.includes(order.state) ? order : null;
  const page = html`<main
    id="content"
    tabindex="-1"
    data-watch="${watched ? `/mobile/orders/${watched.id}/state` : ''}"
    data-state="${watched?.state ?? ''}"
  >
    ${
      back &&
      html`<p class="back">
        <a href="${back.href}"
          ><span aria-hidden="true">‹</span> <span class="visually-hidden">${wording.backTo} </span>${back.text}</a
        >
      </p>`
    }
    ${main}
  </main>`;
  return renderDocument({
    ...{ language, title: `${title} - ${wording.site}`, assets: '/mobile/assets/mobile' },
    ...{ skipToContent: wording.skipToContent, header: renderHeader(context), main: page },
    footer: html`<p>${wording.footer}</p>
      <p><a href="/usosweb">${wording.toUsosweb}</a></p>`,
    refreshS: isAboutOrder && isMoving ? REFRESH_S : null,
  });
}

function renderHeader(context: MobileContext): Html {
  const { wording, session } = context;
  return html`<header class="header">
    <div class="bar">
      ${session && renderMenu(context, session)}
      <a class="bar-title" href="/mobile">${wording.site}</a>
      ${session && renderBell(context)}
    </div>
    <div class="bar-below">
      <strong class="simulator-tag">${wording.simulatorTag}</strong>
      ${renderLanguages(context)}
    </div>
  </header>`;
}

/** A `details` element: it opens without JavaScript, by keyboard too. */
function renderMenu({ wording }: MobileContext, { student, formToken }: Session): Html {
  const entries = [
    ['/mobile', wording.start],
    ['/mobile/mlegitymacja', 'mLegitymacja'],
    ['/mobile/help/statuses', wording.helpStatuses],
    ['/usosweb', wording.toUsosweb],
  ] as const;
  return html`<details class="menu">
    <summary>
      <span class="menu-icon" aria-hidden="true"></span><span class="visually-hidden">${wording.menu}</span>
    </summary>
    <div class="menu-sheet">
      <p class="menu-user">
        <span class="visually-hidden">${wording.loggedInAs} </span>${student.givenName} ${student.familyName}
      </p>
      <nav aria-label="${wording.menu}">
        <ul>
          ${entries.map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)}
        </ul>
      </nav>
      <form method="post" action="/mobile/logout">
        ${renderFormToken(formToken)}
        <button class="menu-entry">${wording.logOut}</button>
      </form>
    </div>
  </details>`;
}

/** Exchanged while the page stands, when something new comes. */
function renderBell({ wording, notices }: MobileContext): Html {
  const count = notices.filter(({ isRead }) => !isRead).length;
  return html`<a class="bell" id="bell" data-live href="/mobile#notices">
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
      <path d="M12 3a6 6 0 0 0-6 6v4l-2 3.5h16L18 13V9a6 6 0 0 0-6-6Zm-2 15a2 2 0 0 0 4 0" />
    </svg>
    ${count > 0 && html`<span class="bell-count" aria-hidden="true">${count}</span>`}
    <span class="visually-hidden">${count > 0 ? wording.newNotices(count) : wording.notices}</span>
  </a>`;
}
