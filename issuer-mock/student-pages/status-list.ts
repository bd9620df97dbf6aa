import { html } from 'hono/html';
import type { OrderState } from '../orders/order-states.ts';
import type { Html } from './html.ts';
import type { SharedWording } from './wording.ts';

/** Every status and what it means for the student. */
export const renderStatuses = (wording: SharedWording): Html =>
  html`<dl class="statuses">
    ${(Object.keys(wording.statuses) as OrderState[]).map((state) => {
      const { label, meaning } = wording.statuses[state];
      return html`<div>
        <dt><strong class="status status-${state}">${label}</strong></dt>
        <dd>${meaning}</dd>
      </div>`;
    })}
  </dl>`;
