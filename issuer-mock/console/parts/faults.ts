import { html } from 'hono/html';
import { FAULT_KINDS, FAULT_TARGETS } from '../../faults/fault-kinds.ts';
import type { Html } from '../../student-pages/html.ts';
import { type PartContext, renderAction, renderButton, renderPart } from './part.ts';

export function renderFaults(context: PartContext): Html {
  const { wording, view } = context;
  const rows = view.faults.map(
    ({ id, target, kind, times_left: left, ...fault }) =>
      html`<li class="row">
        <div class="row-text">
          <strong><code>${target}</code></strong>
          <span
            >${wording.faultKinds[kind]}${kind === 'status' && ` ${fault.status}`}${kind === 'delay' && ` ${fault.delay_ms} ms`}</span
          >
          <span class="row-more">${wording.timesLeft(left)}</span>
        </div>
        <div class="buttons">
          ${renderButton(context, { action: 'clear-fault', text: wording.clear, about: `${target}, ${wording.faultKinds[kind]}`, id: String(id) })}
        </div>
      </li>`,
  );
  const live =
    rows.length > 0
      ? html`<ul class="rows">
            ${rows}
          </ul>
          ${renderButton(context, { action: 'clear-faults', text: wording.clearAll })}`
      : html`<p class="lead">${wording.noFaults}</p>`;
  return renderPart(context, 'faults', { still: renderNewFault(context), live });
}

function renderNewFault(context: PartContext): Html {
  const { wording } = context;
  const fields = html`<fieldset class="fields">
    <legend>${wording.addFault}</legend>
    <label for="target">${wording.faultTarget}</label>
    <select id="target" name="target">
      ${FAULT_TARGETS.map((target) => html`<option value="${target}" ${target === 'token' && 'selected'}>${target}</option>`)}
    </select>
    <label for="kind">${wording.faultKind}</label>
    <select id="kind" name="kind">
      ${FAULT_KINDS.map((kind) => html`<option value="${kind}">${wording.faultKinds[kind]}</option>`)}
    </select>
    <label for="times">${wording.faultTimes}</label>
    <input id="times" name="times" type="number" min="1" max="10000" value="1" aria-describedby="times-hint" />
    <span id="times-hint" class="row-more">${wording.faultTimesHint}</span>
    <button>${wording.add}</button>
  </fieldset>`;
  return renderAction(context, 'add-fault', {}, fields);
}
