import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import { renderPage, type UsoswebContext } from './layout.ts';

/** „Dla studentów” → „Moje studia”. */
export function renderStudiesPage(context: UsoswebContext): Html {
  const { wording } = context;
  const main = html`<h1>${wording.myStudies}</h1>
    <p class="lead">${wording.studiesLead}</p>
    <ul class="tiles">
      <li>
        <a class="tile" href="/usosweb/mlegitymacja"
          ><strong>mLegitymacja</strong><span>${wording.cardTileText}</span></a
        >
      </li>
    </ul>`;
  const breadcrumb = [{ text: wording.tabStudents, href: '/usosweb/studies' }, { text: wording.myStudies }];
  return renderPage(context, { title: wording.myStudies, breadcrumb, main });
}
