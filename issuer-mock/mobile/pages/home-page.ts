import { html } from 'hono/html';
import { polishDateTime } from '../../calendar.ts';
import type { Notice } from '../../notices/notices.ts';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import { REASON_TEXTS } from '../../student-pages/reason-texts.ts';
import type { StudentContext } from '../context.ts';
import { nameNotice } from '../notice-names.ts';
import { renderPage } from './layout.ts';
import { renderRows } from './row.ts';

/** Who is logged in, what is new, and where to go. */
export function renderHomePage(context: StudentContext): Html {
  const { wording, session, order } = context;
  const { givenName, familyName, albumNumber } = session.student;
  const main = html`<h1>${givenName} ${familyName}</h1>
    ${albumNumber !== null && html`<p class="lead">${wording.albumNumber} ${albumNumber}</p>`} ${renderNotices(context)}
    <h2>${wording.services}</h2>
    ${renderRows([
      {
        href: '/mobile/mlegitymacja',
        title: 'mLegitymacja',
        text: order ? wording.statuses[order.state].label : wording.cardText,
      },
      { href: '/usosweb', title: wording.toUsosweb, text: wording.toUsoswebText },
    ])}`;
  return renderPage(context, { title: wording.start, main, isAboutOrder: true });
}

function renderNotices(context: StudentContext): Html {
  const { wording, notices, session } = context;
  const unread = notices.filter(({ isRead }) => !isRead);
  return html`<section id="notices" aria-labelledby="notices-heading">
    <div class="section-head">
      <h2 id="notices-heading">${wording.notices}</h2>
      ${
        unread.length > 0 &&
        html`<form method="post" action="/mobile/notices/read">
          ${renderFormToken(session.formToken)}
          ${unread.map((notice) => html`<input type="hidden" name="${nameNotice(notice)}" value="1" />`)}
          <button class="plain" id="mark-read">${wording.markRead}</button>
        </form>`
      }
    </div>
    ${
      notices.length === 0
        ? html`<p class="empty">${wording.noNotices}</p>`
        : html`<ul class="rows">
            ${notices.map((notice) => renderNotice(context, notice, notice === unread[0]))}
          </ul>`
    }
  </section>`;
}

/** A button, since reading it changes something. */
function renderNotice({ wording, language, session }: StudentContext, notice: Notice, isNewest: boolean): Html {
  const { kind, happenedAt, reason, isRead, isPast } = notice;
  const { title, text } = wording.noticeTexts[kind];
  return html`<li>
    <form method="post" action="/mobile/notices/open">
      ${renderFormToken(session.formToken)}
      <input type="hidden" name="${nameNotice(notice)}" value="1" />
      <button class="row notice notice-${kind} ${isRead ? '' : 'unread'}">
        <span class="row-texts">
          ${!isRead && html`<span class="notice-new">${wording.newNotice}</span>`}
          ${isNewest ? html`<strong data-announced>${title}</strong>` : html`<strong>${title}</strong>`}
          ${!isPast && html`<span class="row-text">${reason ? REASON_TEXTS[language][reason] : text}</span>`}
          <span class="notice-time">${polishDateTime(happenedAt)}</span>
        </span>
      </button>
    </form>
  </li>`;
}
