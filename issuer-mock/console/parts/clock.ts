import { html } from 'hono/html';
import { polishDateTime } from '../../calendar.ts';
import type { Html } from '../../student-pages/html.ts';
import { findSemesterEve } from '../staff-actions.ts';
import { type PartContext, renderAction, renderButton, renderPart } from './part.ts';

const STEPS = { PT1H: 'stepHour', PT24H: 'stepDay' } as const;

export function renderClock(context: PartContext): Html {
  const { wording, view } = context;
  const { mode, now } = view.clock;
  const eve = polishDateTime(findSemesterEve(Date.parse(now))).slice(0, -3);
  const steps = (Object.keys(STEPS) as (keyof typeof STEPS)[]).map(
    (by) => html`<button class="small" name="by" value="${by}" id="step-${by}">${wording[STEPS[by]]}</button>`,
  );
  const live = html`<p class="clock-now">
      <span>${wording.mockTime}</span>
      <time datetime="${now}" ${mode === 'running' && html`data-runs`}>${polishDateTime(Date.parse(now))}</time>
      <strong class="status status-${mode}">${mode === 'running' ? wording.clockRuns : wording.clockStands}</strong>
    </p>
    <div class="buttons">
      ${renderAction(context, 'step-clock', {}, html`<div class="buttons">${steps}</div>`)}
      ${renderButton(context, { action: 'to-semester-end', text: wording.toSemesterEnd(eve) })}
      ${
        mode === 'running'
          ? renderButton(context, { action: 'freeze-clock', text: wording.freeze })
          : renderButton(context, { action: 'run-clock', text: wording.run })
      }
      ${renderButton(context, { action: 'to-real-time', text: wording.toRealTime })}
    </div>`;
  return renderPart(context, 'clock', { live });
}
