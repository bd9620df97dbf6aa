import { html } from 'hono/html';
import type { Refusal } from '../../shared/student/eligibility.ts';
import { REFUSAL_TEXTS } from '../../shared/student/refusal-texts.ts';
import type { Html } from './html.ts';
import type { PageContext } from './page-context.ts';

/** Everything that stands against an order, each with what the student can do about it. */
export function renderRefusals({ wording, language }: PageContext, refusals: readonly Refusal[]): Html {
  const items = refusals.map((refusal) => {
    const { why, remedy } = REFUSAL_TEXTS[language][refusal];
    return html`<li id="refusal-${refusal}">
      <p class="refusal-why">${why}</p>
      <p class="refusal-remedy"><strong>${wording.refusedRemedy}</strong> ${remedy}</p>
    </li>`;
  });
  return html`<section class="frame refused" aria-labelledby="refused">
    <h2 id="refused">${wording.refusedHeading}</h2>
    <p class="refused-lead">${wording.refusedLead(refusals.length)}</p>
    <ul class="refusals">
      ${items}
    </ul>
  </section>`;
}
