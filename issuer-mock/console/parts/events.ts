import { html } from 'hono/html';
import { polishDateTime } from '../../calendar.ts';
import type { Html } from '../../student-pages/html.ts';
import type { ConsoleView } from '../console-view.ts';
import { type PartContext, renderPart } from './part.ts';

export function renderEvents(context: PartContext): Html {
  const { wording, view } = context;
  const rows = view.events.map((event, at) => renderEvent(context, event, at === 0));
  const live =
    rows.length > 0
      ? html`<ol class="rows events">
          ${rows}
        </ol>`
      : html`<p class="lead">${wording.noEvents}</p>`;
  return renderPart(context, 'events', { live });
}

/** The newest is what a screen reader is told when the page has changed. */
const renderEvent = ({ wording }: PartContext, event: ConsoleView['events'][number], isNewest: boolean): Html =>
  html`<li class="row">
    <div class="row-text">
      <span ${isNewest && html`data-announced`}
        >${wording.eventKinds[event.kind]}${event.student !== null && `: ${event.student}`}</span
      >
      <span class="row-more"
        >${event.at !== null && polishDateTime(Date.parse(event.at))} ${renderDetail(event.detail)}</span
      >
    </div>
  </li>`;

/** In the words of the API, which are the same in both languages; the order's id says nothing to people. */
const renderDetail = (detail: Readonly<Record<string, unknown>>): Html[] =>
  Object.entries(detail)
    .filter(([name, value]) => name !== 'order' && value !== null)
    .map(([name, value]) => html` <code>${name}: ${String(value)}</code>`);
