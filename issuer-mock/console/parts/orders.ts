import { html } from 'hono/html';
import { polishDateTime } from '../../calendar.ts';
import { FAILURES } from '../../orders/end-reasons.ts';
import { isLegalMove, ORDER_MOVES, type OrderState } from '../../orders/order-states.ts';
import type { Html } from '../../student-pages/html.ts';
import type { ConsoleView, ShownOrder, ShownStudent } from '../console-view.ts';
import { type PartContext, renderAction, renderButton, renderKept, renderPart } from './part.ts';

export function renderOrders(context: PartContext): Html {
  const { wording, view } = context;
  const rows = view.orders.map((row) => renderOrder(context, row));
  const live =
    rows.length > 0
      ? html`<ul class="rows">
          ${rows}
        </ul>`
      : html`<p class="lead">${wording.noOrders}</p>`;
  return renderPart(context, 'orders', { still: renderFilter(context), live });
}

function renderFilter(context: PartContext): Html {
  const { wording, view } = context;
  const states = Object.keys(ORDER_MOVES) as OrderState[];
  return html`<form method="get" action="/console#orders" class="fields">
    ${renderKept(context, 'search', 'after')}
    <label for="state">${wording.showState}</label>
    <select id="state" name="state">
      <option value="">${wording.anyState}</option>
      ${states.map((state) => html`<option value="${state}" ${state === view.asked.state && 'selected'}>${wording.statuses[state].label}</option>`)}
    </select>
    <button>${wording.show}</button>
  </form>`;
}

export const nameOf = (student: ShownStudent): string => `${student.given_name} ${student.family_name}`;

export const renderState = (context: PartContext, { state }: ShownOrder): Html =>
  html`<span class="status status-${state}">${context.wording.statuses[state].label}</span>`;

/** SECURITY: neither QR nor code: the console is shown on walls, and whoever needs them asks the API. */
function renderOrder(context: PartContext, { order, student }: ConsoleView['orders'][number]): Html {
  const { wording } = context;
  const { id, state } = order;
  const about = student ? nameOf(student) : order.student;
  const canMove = (to: OrderState): boolean => isLegalMove(state, to);
  const canAdvance = (['waiting', 'processing'] as readonly OrderState[]).includes(state);
  return html`<li class="row">
    <div class="row-text">
      <strong>${about}</strong> ${renderState(context, order)}
      <span class="row-more"
        >${polishDateTime(Date.parse(order.placed_at))} · ${wording.until}
        ${order.planned_valid_until}${order.reason !== undefined && html` · <code>${order.reason}</code>`}</span
      >
    </div>
    <div class="buttons">
      ${canAdvance && renderButton(context, { action: 'advance-order', text: wording.advance, about, id })}
      ${canMove('cancelled') && renderButton(context, { action: 'cancel-order', text: wording.cancel, about, id, isDanger: true })}
      ${canMove('invalidated') && renderButton(context, { action: 'invalidate-order', text: wording.invalidate, about, id, isDanger: true })}
      ${canMove('failed') && renderFailures(context, id, about)}
    </div>
  </li>`;
}

function renderFailures(context: PartContext, id: string, about: string): Html {
  const { wording } = context;
  const buttons = FAILURES.map(
    (reason) => html`<button class="small danger" name="reason" value="${reason}">${wording.failures[reason]}</button>`,
  );
  return html`<details class="more" id="fail-${id}">
    <summary id="fail-order-${id}">${wording.fail}<span class="visually-hidden">: ${about}</span></summary>
    ${renderAction(context, 'fail-order', { id }, html`<div class="buttons">${buttons}</div>`)}
  </details>`;
}
