import { html } from 'hono/html';
import { polishDateTime } from '../calendar.ts';
import type { Activation, Order } from '../orders/order.ts';
import type { Html } from './html.ts';
import type { SharedWording } from './wording.ts';

/** The activation code and the QR's text, each to read and to copy. */
export const renderCodes = (
  wording: SharedWording,
  {
    activation: { activationCode, expiresAt },
    triesLeft,
  }: Pick<Order, 'triesLeft'> & { readonly activation: Activation },
  qrText: string,
): Html =>
  html`<h3 id="code-label">${wording.activationCode}</h3>
    <p class="code-line">
      <output class="activation-code" id="activation-code" aria-labelledby="code-label">${activationCode}</output>
      ${renderCopyButton(wording, 'activation-code', wording.activationCode)}
    </p>
    <p class="hint">${wording.codeHint(triesLeft)}</p>
    <p class="text-line">
      <label for="qr-text">${wording.qrTextLabel}</label>
      ${renderCopyButton(wording, 'qr-text', wording.qrTextLabel)}
    </p>
    <textarea id="qr-text" readonly rows="7" spellcheck="false">${qrText}</textarea>
    <p class="hint">${wording.validUntil} ${polishDateTime(expiresAt)}</p>`;

/** Needs JavaScript, which takes the `hidden` away; without it the text can be selected by hand. */
const renderCopyButton = (wording: SharedWording, target: string, what: string): Html =>
  html`<button type="button" class="small" hidden data-copy="${target}" data-copied="${wording.copied}">
    ${wording.copy}<span class="visually-hidden">: ${what}</span>
  </button>`;
