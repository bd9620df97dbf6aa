import { html } from 'hono/html';
import type { Specimen } from '../../../shared/student/specimens.ts';
import { type Html, type PageContext, renderPage } from './layout.ts';

/** Choosing who to be: one button per specimen student. */
export function renderLoginPage(context: PageContext, students: readonly Specimen[]): Html {
  const { wording } = context;
  const choices = students.map(
    ({ id, givenName, familyName, albumNumber }) =>
      html`<li>
        <button class="person" name="student" value="${id}">
          <img src="/usosweb/portraits/${id}.png" alt="" width="72" height="96" />
          <span class="person-text">
            <span class="visually-hidden">${wording.loginAs}</span>
            <span class="person-name">${givenName} ${familyName}</span>
            <span class="person-album"><span class="visually-hidden">${wording.albumNumber}</span> ${albumNumber}</span>
          </span>
        </button>
      </li>`,
  );
  const main = html`<h1>${wording.loginTitle}</h1>
    <p class="lead">${wording.loginLead}</p>
    <form method="post" action="/usosweb/login">
      <ul class="people">
        ${choices}
      </ul>
    </form>`;
  return renderPage(context, { title: wording.loginTitle, breadcrumb: [], main });
}
