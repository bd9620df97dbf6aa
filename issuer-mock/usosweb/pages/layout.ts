import { html } from 'hono/html';
import { SPECIMEN_UNIVERSITY } from '../../../shared/student/specimens.ts';
import { FORM_TOKEN_FIELD } from '../form-guard.ts';
import type { Language } from '../language.ts';
import type { Session } from '../session.ts';
import type { Wording } from '../wording.ts';

/** HTML whose values have been escaped. SECURITY: only the `html` tag makes it; `raw` is not used anywhere. */
export type Html = ReturnType<typeof html>;

/** What every page knows about its reader. */
export interface PageContext {
  readonly language: Language;
  readonly wording: Wording;
  readonly session: Session | null;
  /** This page's own address in each language. */
  readonly addresses: Readonly<Record<Language, string>>;
}

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
export function renderPage(context: PageContext, content: PageContent): Html {
  const { wording, language } = context;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${content.title} - USOSweb</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/usosweb/assets/usosweb.css" />
        <script type="module" src="/usosweb/assets/usosweb.js"></script>
        ${content.refreshS !== undefined && html`<noscript><meta http-equiv="refresh" content="${content.refreshS}" /></noscript>`}
      </head>
      <body>
        <a class="skip" href="#content">${wording.skipToContent}</a>
        ${renderHeader(context)}
        <p class="visually-hidden" role="status" id="announcement"></p>
        <main
          id="content"
          tabindex="-1"
          data-watch="${content.watch?.address ?? ''}"
          data-state="${content.watch?.state ?? ''}"
        >
          ${renderBreadcrumb(wording, content.breadcrumb)} ${content.main}
        </main>
        <footer class="footer"><p>${wording.footer}</p></footer>
      </body>
    </html>`;
}

function renderHeader({ wording, language, session, addresses }: PageContext): Html {
  const languages = (Object.keys(addresses) as Language[]).map(
    (each) =>
      html`<a
        href="${addresses[each]}"
        hreflang="${each}"
        lang="${each}"
        aria-current="${each === language ? 'true' : 'false'}"
        ><span aria-hidden="true">${each.toUpperCase()}</span
        ><span class="visually-hidden">${LANGUAGE_NAMES[each]}</span></a
      >`,
  );
  return html`<header class="header">
    <div class="header-line">
      <a class="brand" href="/usosweb"
        ><span class="brand-name">USOSweb</span><span class="brand-university">${SPECIMEN_UNIVERSITY}</span></a
      >
      <strong class="simulator-tag">${wording.simulatorTag}</strong>
      <nav class="languages" aria-label="${wording.languageLabel}">${languages}</nav>
    </div>
    ${session && renderTabs(wording, session)}
  </header>`;
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { pl: 'Polski', en: 'English' };

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

export const renderFormToken = (formToken: string): Html =>
  html`<input type="hidden" name="${FORM_TOKEN_FIELD}" value="${formToken}" />`;
