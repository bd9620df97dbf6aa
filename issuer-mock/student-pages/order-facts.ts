import { html } from 'hono/html';
import { polishDateTime } from '../calendar.ts';
import type { Order } from '../orders/order.ts';
import type { OrderState } from '../orders/order-states.ts';
import type { Html } from './html.ts';
import type { SharedWording } from './wording.ts';

/** Status, day of the order, planned validity. */
export const renderOrderFacts = (wording: SharedWording, order: Order): Html =>
  html`<dl class="facts">
    <div>
      <dt>${wording.status}</dt>
      <dd>
        <strong class="status status-${order.state}" data-announced id="order-status"
          >${wording.statuses[order.state].label}</strong
        >
      </dd>
    </div>
    <div>
      <dt>${wording.orderedAt}</dt>
      <dd>${polishDateTime(order.placedAt)}</dd>
    </div>
    <div>
      <dt>${wording.plannedValidUntil}</dt>
      <dd>${order.plannedValidUntil}</dd>
    </div>
  </dl>`;

/** The four states an order passes through when all goes well; left out where it does not. */
const USUAL_WAY: readonly OrderState[] = ['waiting', 'processing', 'ready', 'collected'];

export function renderProgress(wording: SharedWording, state: OrderState): Html | null {
  const reached = USUAL_WAY.indexOf(state);
  if (reached === -1) return null;
  const steps = USUAL_WAY.map((step, at) => {
    const look = at < reached || state === 'collected' ? 'done' : at === reached ? 'now' : 'later';
    return html`<li class="${look}" aria-current="${step === state ? 'step' : 'false'}">
      ${wording.statuses[step].label}
    </li>`;
  });
  return html`<ol class="progress" aria-label="${wording.stepsLabel}">
    ${steps}
  </ol>`;
}
