import { html } from 'hono/html';
import type { Html } from '../../student-pages/html.ts';

export interface Row {
  readonly id?: string;
  readonly href: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly isDangerous?: true;
  /** Leads out of a frame, where it could not be followed. */
  readonly isOutsideFrames?: true;
}

/** Places to go to, one below the other, as wide as the page: easy to hit with a thumb. */
export const renderRows = (rows: readonly Row[]): Html =>
  html`<ul class="rows">
    ${rows.map(
      ({ id, href, title, text, isDangerous, isOutsideFrames }) =>
        html`<li class="${isOutsideFrames ? 'outside-frames' : ''}">
          <a class="row ${isDangerous ? 'row-danger' : ''}" href="${href}" id="${id ?? ''}"
            ><span class="row-texts"
              ><strong>${title}</strong>${text !== undefined && html`<span class="row-text">${text}</span>`}</span
            ></a
          >
        </li>`,
    )}
  </ul>`;
