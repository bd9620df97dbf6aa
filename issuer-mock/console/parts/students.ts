import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import { type ConsoleView, writeAsked } from '../console-view.ts';
import { OPEN_STATES } from '../../orders/order-states.ts';
import { nameOf, renderState } from './orders.ts';
import { type PartContext, renderButton, renderKept, renderPart } from './part.ts';

export function renderStudents(context: PartContext): Html {
  const { wording, view } = context;
  const { search, after, state } = view.asked;
  const rows = view.students.map((row) => renderStudent(context, row));
  const live = html`${
      rows.length > 0
        ? html`<ul class="rows">
            ${rows}
          </ul>`
        : html`<p class="lead">${wording.nobodyFound}</p>`
    }
    <p class="pages">
      ${(after !== '' || search !== '') && html`<a href="/console?${writeAsked({ state }).toString()}#students">${wording.showAll}</a>`}
      ${
        view.next !== null &&
        html`<a href="/console?${writeAsked({ search, state, after: view.next }).toString()}#students"
          >${wording.further}</a
        >`
      }
    </p>`;
  return renderPart(context, 'students', { still: renderSearch(context), live });
}

const renderSearch = (context: PartContext): Html =>
  html`<form method="get" action="/console#students" role="search" class="fields">
    ${renderKept(context, 'state')}
    <label for="search">${context.wording.searchStudents}</label>
    <input
      id="search"
      type="search"
      name="search"
      value="${context.view.asked.search}"
      maxlength="100"
      autocomplete="off"
    />
    <button>${context.wording.search}</button>
  </form>`;

/** Who it is, what stands against an order, and what became of the last one. */
function renderStudent(context: PartContext, { student, order }: ConsoleView['students'][number]): Html {
  const { wording, language } = context;
  const mayOrder = student.refusals.length === 0;
  const hasOpen = order !== null && OPEN_STATES.includes(order.state);
  const labels = student.refusals.map((refusal) => refusal[language].label).join(' · ');
  return html`<li class="row">
    <div class="row-text">
      <strong>${nameOf(student)}</strong>
      ${order ? renderState(context, order) : html`<span class="row-more">${wording.noOrder}</span>`}
      <span class="row-more"
        >${student.album_number !== null && html`${student.album_number} · `}<span class="${mayOrder ? 'good' : 'bad'}"
          >${mayOrder ? wording.mayOrderNow : labels}</span
        ></span
      >
    </div>
    <div class="buttons">
      ${mayOrder && !hasOpen && renderButton(context, { action: 'place-order', text: wording.placeOrder, about: nameOf(student), id: student.id })}
    </div>
  </li>`;
}
