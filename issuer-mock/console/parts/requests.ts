import { html } from 'hono/html';
import { polishDateTime } from '../../calendar.ts';
import type { Html } from '../../student-pages/html.ts';
import { type PartContext, renderPart } from './part.ts';

/** What verifiers ask through the relay, as the API lists it: how each stands, and until when. */
export function renderRequests(context: PartContext): Html {
  const { wording, view } = context;
  const rows = view.requests.map(
    ({ number, status, ends_at: endsAt }) =>
      html`<li class="row">
        <div class="row-text">
          <strong>${wording.request(number)}</strong>
          <span>${wording.requestStatuses[status]}</span>
          <span class="row-more">${wording.requestUntil(polishDateTime(Date.parse(endsAt)))}</span>
        </div>
      </li>`,
  );
  const live =
    rows.length > 0
      ? html`<ul class="rows">
          ${rows}
        </ul>`
      : html`<p class="lead">${wording.noRequests}</p>`;
  return renderPart(context, 'requests', { live });
}
