import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';
import { type PartContext, renderPart } from './part.ts';

/** Shown only; the API changes them, and its documentation says what each means. */
export function renderSettings(context: PartContext): Html {
  const { wording, view } = context;
  const live = html`<dl class="settings">
    ${Object.entries(view.settings).map(
      ([name, value]) =>
        html`<div>
          <dt><code>${name}</code></dt>
          <dd>${String(value)}</dd>
        </div>`,
    )}
  </dl>`;
  const still = html`<p class="lead">
    ${wording.settingsLead} <a href="/api/docs#settings">${wording.settingsLink}</a>
  </p>`;
  return renderPart(context, 'settings', { still, live });
}
