import { html } from 'hono/html';
import type { Html } from './html.ts';
import type { SharedWording } from './wording.ts';

/** Needs JavaScript, which takes the `hidden` away; without it the text can be selected by hand. */
export const renderCopyButton = (wording: SharedWording, target: string, what: string): Html =>
  html`<button type="button" class="small" hidden data-copy="${target}" data-copied="${wording.copied}">
    ${wording.copy}<span class="visually-hidden">: ${what}</span>
  </button>`;
