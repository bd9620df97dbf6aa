import { html } from 'hono/html';
import { polishDateTime } from '../../calendar.ts';
import type { Order } from '../../orders/order.ts';
import type { Wording } from '../wording.ts';
import { renderCopyButton } from '../../student-pages/copy-button.ts';
import type { Html } from '../../student-pages/html.ts';

/** A QR as it is shown: its text, and the width of its picture. */
export interface ShownQr {
  readonly text: string;
  readonly pixels: number;
}

/** What a ready order is collected with: three instructions, the QR, its text, and the activation code. */
export function renderAddFrame(
  wording: Wording,
  { id, state, triesLeft, activation }: Order,
  qr: ShownQr,
): Html | null {
  if (!activation) return null;
  const { activationCode, expiresAt } = activation;
  // Half the picture's own size: four screen pixels per module, eight on a dense display, never a broken one.
  const size = qr.pixels / 2;
  const image = `/usosweb/orders/${id}/qr.png`;
  return html`<section class="frame" id="add" aria-labelledby="add-heading">
    <h2 id="add-heading">${wording.addHeading}</h2>
    ${state !== 'ready' && html`<p class="meaning">${wording.addEarly}</p>`}
    <ol class="instructions">
      ${wording.addSteps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <div class="add">
      <figure class="qr">
        <img src="${image}" alt="${wording.qrAlt}" width="${size}" height="${size}" id="qr-image" />
        <figcaption><a href="${image}" download="mlegitymacja-qr.png">${wording.downloadQr}</a></figcaption>
      </figure>
      <div class="add-texts">
        <h3 id="code-label">${wording.activationCode}</h3>
        <p class="code-line">
          <output class="activation-code" id="activation-code" aria-labelledby="code-label">${activationCode}</output>
          ${renderCopyButton(wording, 'activation-code', wording.activationCode)}
        </p>
        <p class="hint">${wording.codeHint(triesLeft)}</p>
        <p class="text-line">
          <label for="qr-text">${wording.qrTextLabel}</label>
          ${renderCopyButton(wording, 'qr-text', wording.qrTextLabel)}
        </p>
        <textarea id="qr-text" readonly rows="7" spellcheck="false">${qr.text}</textarea>
        <p class="hint">${wording.validUntil} ${polishDateTime(expiresAt)}</p>
      </div>
    </div>
  </section>`;
}
