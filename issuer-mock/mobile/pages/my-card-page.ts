import { html } from 'hono/html';
import { OPEN_WALLET_LINK } from '../../../shared/protocol/hand-over.ts';
import { asRedeemable, type Order } from '../../orders/order.ts';
import { isLegalMove, OPEN_STATES } from '../../orders/order-states.ts';
import { type Html, renderFormToken } from '../../student-pages/html.ts';
import { renderOrderFacts, renderProgress } from '../../student-pages/order-facts.ts';
import { REASON_TEXTS } from '../../student-pages/reason-texts.ts';
import type { StudentContext } from '../context.ts';
import { renderPage } from './layout.ts';
import { renderRows, type Row } from './row.ts';

interface MyCardPage {
  /** The day to which the order can be extended now; null where it cannot be. */
  readonly extension: string | null;
  /** Where the wallet is a page; null where that is not known. */
  readonly walletPage: string | null;
}

/** „mLegitymacja” → „Moja mLegitymacja”: what there is, and everything that can be done with it. */
export function renderMyCardPage(context: StudentContext, { extension, walletPage }: MyCardPage): Html {
  const { wording, order } = context;
  const isOpen = order !== null && OPEN_STATES.includes(order.state);
  const orderRow = { id: 'order-card', href: '/mobile/mlegitymacja/order', title: wording.orderCard };
  const main = html`<h1>${wording.myCard}</h1>
    ${order ? renderOrder(context, order) : html`<p class="lead">${wording.noOrder}</p>`}
    ${isOpen && html`<h2>${wording.actions}</h2>`}
    ${renderRows(isOpen ? listActions(context, order, walletPage) : [{ ...orderRow, text: wording.orderCardText }])}
    ${isOpen && (extension !== null || order.state === 'collected') && renderExtending(context, order, extension)}`;
  return renderPage(context, {
    title: wording.myCard,
    back: { text: 'mLegitymacja', href: '/mobile/mlegitymacja' },
    main,
    isAboutOrder: true,
  });
}

function renderOrder({ wording, language }: StudentContext, order: Order): Html {
  return html`<section class="frame" aria-labelledby="order-data">
    <h2 id="order-data">${wording.orderData}</h2>
    ${renderProgress(wording, order.state)} ${renderOrderFacts(wording, order)}
    <p class="meaning">${wording.statuses[order.state].meaning}</p>
    ${order.reason && html`<p class="meaning" id="order-reason">${REASON_TEXTS[language][order.reason]}</p>`}
  </section>`;
}

function renderExtending({ wording, session }: StudentContext, { id }: Order, extension: string | null): Html {
  return html`<section class="frame" aria-labelledby="extend">
    <h2 id="extend">${wording.extendHeading}</h2>
    ${
      extension === null
        ? html`<p class="meaning" id="extend-not-yet">${wording.extendNotYet}</p>`
        : html`<p class="meaning">${wording.extendLead(extension)}</p>
            <form class="wide" method="post" action="/mobile/orders/${id}/extend">
              ${renderFormToken(session.formToken)}
              <button class="primary" id="extend-order">${wording.extend}</button>
            </form>`
    }
  </section>`;
}

function listActions({ wording }: StudentContext, order: Order, walletPage: string | null): readonly Row[] {
  const adding: Row = {
    ...{ id: 'add-card', href: `/mobile/orders/${order.id}/hand-over` },
    ...{ title: wording.addToWallet, text: wording.addText },
  };
  const opening: Row = {
    ...{ id: 'open-card', href: OPEN_WALLET_LINK },
    ...{ title: wording.openInWallet, text: wording.openInWalletText },
  };
  const revoking: Row = {
    ...{ id: 'revoke-card', href: `/mobile/orders/${order.id}/cancel`, isDangerous: true },
    ...{ title: wording.revoke, text: wording.revokeText },
  };
  const openingPage: Row | null =
    walletPage === null
      ? null
      : { id: 'open-page', href: walletPage, title: wording.openInBrowser, isOutsideFrames: true };
  return [
    ...(asRedeemable(order) ? [adding] : []),
    ...(order.state === 'collected' ? [opening, ...(openingPage ? [openingPage] : [])] : []),
    { id: 'check-status', href: '/mobile/mlegitymacja/my', title: wording.checkStatus },
    ...(isLegalMove(order.state, 'cancelled') ? [revoking] : []),
  ];
}
