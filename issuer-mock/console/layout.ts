import { html } from 'hono/html';
import { SPECIMEN_UNIVERSITY } from '../../shared/student/specimens.ts';
import { EVENT_KINDS } from '../events/event-kinds.ts';
import { renderDocument } from '../student-pages/document.ts';
import { type Html, renderFormToken } from '../student-pages/html.ts';
import { renderLanguages } from '../student-pages/language-links.ts';
import type { PageContext } from '../student-pages/page-context.ts';
import type { PageError } from '../student-pages/wording.ts';
import type { StaffSession } from './staff-sessions.ts';
import type { ConsoleWording } from './wording.ts';

export type ConsoleContext = PageContext<ConsoleWording>;

interface PageContent {
  readonly title: string;
  readonly main: Html;
  /** The console itself, which follows events from the given one on. */
  readonly following?: { readonly session: StaffSession; readonly after: number };
}

/** The frame around every page of the console. */
export function renderPage(context: ConsoleContext, { title, main, following }: PageContent): Html {
  const { wording, language } = context;
  const tab = title === wording.title ? title : `${title} - ${wording.title}`;
  const header = html`<header class="header">
    <div class="header-line">
      <a class="brand" href="/console"
        ><span class="brand-name">${wording.title}</span><span class="brand-university">${SPECIMEN_UNIVERSITY}</span></a
      >
      <strong class="simulator-tag">${wording.simulatorTag}</strong>
      ${renderLanguages(context)} ${following && renderSignOut(wording, following.session)}
    </div>
  </header>`;
  const page = following
    ? html`<main
        id="content"
        class="console"
        tabindex="-1"
        data-parts
        data-watch="/console/events?after=${following.after}"
        data-kinds="${[...EVENT_KINDS, 'gap'].join(' ')}"
      >
        ${main}
      </main>`
    : html`<main id="content" tabindex="-1">${main}</main>`;
  return renderDocument({
    ...{ language, title: `${tab} - mLegitymacja`, assets: '/console/assets/console' },
    ...{ skipToContent: wording.skipToContent, header, main: page },
    footer: html`<p>${wording.footer}</p>
      <p><a href="/usosweb">USOSweb</a> · <a href="/mobile">${wording.toMobile}</a> · <a href="/api/docs">API</a></p>`,
  });
}

const renderSignOut = (wording: ConsoleWording, { formToken }: StaffSession): Html =>
  html`<form class="user" method="post" action="/console/logout">
    ${renderFormToken(formToken)}
    <button class="plain">${wording.signOut}</button>
  </form>`;

export function renderErrorPage(context: ConsoleContext, error: PageError): Html {
  const { wording } = context;
  const { title, text } = wording.errors[error];
  const main = html`<h1>${title}</h1>
    <p class="lead">${text}</p>
    <p><a href="/console">${wording.toStart}</a></p>`;
  return renderPage(context, { title, main });
}

export function renderSignInPage(context: ConsoleContext, isRefused = false): Html {
  const { wording } = context;
  const main = html`<h1>${wording.title}</h1>
    <p class="lead">${wording.signInLead}</p>
    <form class="frame sign-in" method="post" action="/console/login">
      ${isRefused && html`<p class="said said-no" role="alert" id="refused">${wording.wrongToken}</p>`}
      <label for="token">${wording.staffToken}</label>
      <input
        id="token"
        name="token"
        type="password"
        autocomplete="off"
        required
        autofocus
        ${isRefused && html`aria-invalid="true" aria-describedby="refused"`}
      />
      <button class="primary">${wording.signIn}</button>
    </form>`;
  return renderPage(context, { title: wording.title, main });
}
