import { html } from 'hono/html';
import type { PageError } from '../wording.ts';
import { type Html, type PageContext, renderPage } from './layout.ts';

export function renderErrorPage(context: PageContext, error: PageError): Html {
  const { wording } = context;
  const { title, text } = wording.errors[error];
  const main = html`<h1>${title}</h1>
    <p class="lead">${text}</p>
    <p><a href="/usosweb">${wording.toStart}</a></p>`;
  return renderPage(context, { title, breadcrumb: [], main });
}
