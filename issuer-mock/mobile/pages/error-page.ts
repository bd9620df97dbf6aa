import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import type { PageError } from '../../student-pages/wording.ts';
import type { MobileContext } from '../context.ts';
import { renderPage } from './layout.ts';
import { renderRows } from './row.ts';

export function renderErrorPage(context: MobileContext, error: PageError): Html {
  const { wording } = context;
  const { title, text } = wording.errors[error];
  const main = html`<h1>${title}</h1>
    <p class="lead">${text}</p>
    ${renderRows([{ href: '/mobile', title: wording.toStart }])}`;
  return renderPage(context, { title, main });
}
