import { html } from 'hono/html';
import type { Order } from '../../orders/order.ts';
import type { Wording } from '../wording.ts';
import { renderCodes } from '../../student-pages/codes.ts';
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
      <div class="add-texts">${renderCodes(wording, { activation, triesLeft }, qr.text)}</div>
    </div>
  </section>`;
}
