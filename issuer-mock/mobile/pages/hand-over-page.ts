import { html } from 'hono/html';
import { writeHandOverLink, writeWalletPageLink } from '../../../shared/protocol/hand-over.ts';
import type { Activation, Order } from '../../orders/order.ts';
import { renderCodes } from '../../student-pages/codes.ts';
import type { Html } from '../../student-pages/html.ts';
import type { StudentContext } from '../context.ts';
import { renderPage } from './layout.ts';

interface HandOverPage {
  readonly order: Order & { readonly activation: Activation };
  /** The text of the QR code. */
  readonly qr: string;
  /** Where the wallet is a page; null where that is not known. */
  readonly walletPage: string | null;
}

/** What a wallet on the same device collects the card with: the QR's text by a link or by copying, the activation code by copying only. */
export function renderHandOverPage(context: StudentContext, { order, qr, walletPage }: HandOverPage): Html {
  const { wording } = context;
  const main = html`<h1>${wording.addToWallet}</h1>
    ${order.state !== 'ready' && html`<p class="lead">${wording.addEarly}</p>`}
    <ol class="instructions">
      ${wording.handOverSteps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p class="wide"><a class="button primary" id="hand-over" href="${writeHandOverLink(qr)}">${wording.handOver}</a></p>
    ${
      walletPage !== null &&
      html`<p class="wide outside-frames">
        <a
          class="button"
          id="hand-over-browser"
          href="${writeWalletPageLink(walletPage, qr)}"
          target="_blank"
          rel="noreferrer"
          >${wording.handOverBrowser}</a
        >
      </p>`
    }
    <p class="hint">${wording.handOverHint}</p>
    <section class="frame" aria-labelledby="codes">
      <h2 id="codes">${wording.codesHeading}</h2>
      ${renderCodes(wording, order, qr)}
    </section>
    <p><a href="/usosweb/mlegitymacja?add=1#add">${wording.showQr}</a></p>`;
  return renderPage(context, {
    title: wording.addToWallet,
    back: { text: wording.myCard, href: '/mobile/mlegitymacja/my' },
    main,
  });
}
