import { html } from 'hono/html';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import { type ConsoleView, writeAsked } from '../console-view.ts';
import type { ConsoleContext } from '../layout.ts';
import type { ActionName, Part } from '../staff-actions.ts';
import type { Outcome } from '../wording.ts';

/** What every part of the console is drawn from. */
export interface PartContext extends ConsoleContext {
  readonly formToken: string;
  readonly view: ConsoleView;
}

/** One part of the page; `live` is exchanged when something has happened, `still` stays as its reader left it. */
export const renderPart = (context: PartContext, part: Part, { live, still }: { live: Html; still?: Html }): Html =>
  html`<section class="frame part" id="${part}" tabindex="-1" aria-labelledby="${part}-heading">
    <h2 id="${part}-heading">${context.wording.parts[part]}</h2>
    ${still}
    <div id="${part}-live" data-live>${renderSaid(context, part)} ${live}</div>
  </section>`;

/** What came of the last action. SECURITY: from the table of texts; the address says only which. */
function renderSaid({ wording, view: { asked } }: PartContext, part: Part): Html | null {
  if (asked.said?.part !== part) return null;
  const { outcome } = asked.said;
  const text = Object.hasOwn(wording.outcomes, outcome)
    ? wording.outcomes[outcome as Outcome]
    : wording.outcomes.invalid_request;
  return html`<p class="said ${outcome === 'done' ? 'said-done' : 'said-no'}" role="status">${text}</p>`;
}

/** A form that does one thing of the table of actions. */
export const renderAction = (
  { formToken, view }: PartContext,
  action: ActionName,
  fields: Readonly<Record<string, string>>,
  content: Html | readonly Html[],
): Html =>
  html`<form method="post" action="/console/actions/${action}">
    ${renderFormToken(formToken)}
    <input type="hidden" name="from" value="${writeAsked(view.asked).toString()}" />
    ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    ${content}
  </form>`;

interface ButtonOf {
  readonly action: ActionName;
  readonly text: string;
  /** Whom it is about, for those who do not see where it stands. */
  readonly about?: string;
  readonly id?: string;
  readonly isDanger?: boolean;
}

/** Ids are what the focus is found by again after the part was exchanged. */
export const renderButton = (context: PartContext, { action, text, about, id, isDanger }: ButtonOf): Html =>
  renderAction(
    context,
    action,
    id === undefined ? {} : { id },
    html`<button class="small${isDanger && ' danger'}" id="${action}${id !== undefined && `-${id}`}">
      ${text}${about !== undefined && html`<span class="visually-hidden">: ${about}</span>`}
    </button>`,
  );

/** Filters keep what the other one says. */
export const renderKept = ({ view }: PartContext, ...names: readonly string[]): Html[] =>
  [...writeAsked(view.asked)]
    .filter(([name]) => names.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
