import { html } from 'hono/html';
import { SPECIMEN_UNIVERSITY } from '../../../shared/student/specimens.ts';
import { renderDocument } from '../../student-pages/document.ts';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import type { PageContext } from '../../student-pages/page-context.ts';
import { renderLanguages } from '../../student-pages/language-links.ts';
import type { Session } from '../../student-pages/session.ts';
import type { Wording } from '../wording.ts';

export type UsoswebContext = PageContext<Wording>;

export interface PageContent {
  /** Before " - USOSweb". */
  readonly title: string;
  /** The way here, outermost first; the last is the page itself. Empty on pages that lie nowhere. */
  readonly breadcrumb: readonly { readonly text: string; readonly href?: string }[];
  readonly main: Html;
  /** Without JavaScript the page asks again by itself after so many seconds. */
  readonly refreshS?: number;
  /** With JavaScript: where the state is, and which one the page shows. */
  readonly watch?: { readonly address: string; readonly state: string };
}

/** The frame around every page. */
export function renderPage(context: UsoswebContext, content: PageContent): Html {
  const { wording, language } = context;
  const main = html`<main
    id="content"
    tabindex="-1"
    data-watch="${content.watch?.address ?? ''}"
    data-state="${content.watch?.state ?? ''}"
  >
    ${renderBreadcrumb(wording, content.breadcrumb)} ${content.main}
  </main>`;
  return renderDocument({
    ...{ language, title: `${content.title} - USOSweb`, assets: '/usosweb/assets/usosweb' },
    ...{ skipToContent: wording.skipToContent, header: renderHeader(context), main },
    footer: html`<p>${wording.footer}</p>
      <p><a href="/mobile">${wording.toMobile}</a></p>`,
    refreshS: content.refreshS ?? null,
  });
}

function renderHeader(context: UsoswebContext): Html {
  const { wording, session } = context;
  return html`<header class="header">
    <div class="header-line">
      <a class="brand" href="/usosweb"
        ><span class="brand-name">USOSweb</span><span class="brand-university">${SPECIMEN_UNIVERSITY}</span></a
      >
      <strong class="simulator-tag">${wording.simulatorTag}</strong>
      ${renderLanguages(context)}
    </div>
    ${session && renderTabs(wording, session)}
  </header>`;
}

function renderTabs(wording: Wording, { student, formToken }: Session): Html {
  return html`<div class="header-tabs">
    <nav><a class="tab" href="/usosweb/studies" aria-current="true">${wording.tabStudents}</a></nav>
    <form class="user" method="post" action="/usosweb/logout">
      ${renderFormToken(formToken)}
      <span class="user-name"
        ><span class="visually-hidden">${wording.loggedInAs} </span>${student.givenName} ${student.familyName}</span
      >
      <button class="plain">${wording.logOut}</button>
    </form>
  </div>`;
}

function renderBreadcrumb(wording: Wording, breadcrumb: PageContent['breadcrumb']): Html | null {
  if (breadcrumb.length === 0) return null;
  const items = breadcrumb.map(({ text, href }) =>
    href === undefined ? html`<li aria-current="page">${text}</li>` : html`<li><a href="${href}">${text}</a></li>`,
  );
  return html`<nav class="breadcrumb" aria-label="${wording.breadcrumbLabel}">
    <ol>
      ${items}
    </ol>
  </nav>`;
}
