import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import { type Choices, renderLoginForm } from '../../student-pages/login-form.ts';
import type { MobileContext } from '../context.ts';
import { renderPage } from './layout.ts';

/** Choosing who to be. */
export function renderLoginPage(context: MobileContext, choices: Choices): Html {
  const { wording } = context;
  const main = html`<h1>${wording.loginTitle}</h1>
    <p class="lead">${wording.loginLead}</p>
    ${renderLoginForm(context, choices, '/mobile/login')}`;
  return renderPage(context, { title: wording.loginTitle, main });
}
