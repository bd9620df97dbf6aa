import { html } from 'hono/html';
import type { PageError } from '../../student-pages/wording.ts';
import type { Html } from '../../student-pages/html.ts';
import { renderPage, type UsoswebContext } from './layout.ts';

export function renderErrorPage(context: UsoswebContext, error: PageError): Html {
  const { wording } = context;
  const { title, text } = wording.errors[error];
  const main = html`<h1>${title}</h1>
    <p class="lead">${text}</p>
    <p><a href="/usosweb">${wording.toStart}</a></p>`;
  return renderPage(context, { title, breadcrumb: [], main });
}
