import { MAX_QR_CHARACTERS } from './limits.ts';

/** Each character of a QR's text can take three in a link. */
const MAX_LINK_CHARACTERS = 3 * MAX_QR_CHARACTERS + 100;
/** What the address of a wallet page has behind `#` where an order is handed over. */
const PAGE_ROUTE = '/wallet/activate';

/**
 * How a page hands an order over to the wallet on the same device (protocol.md, Hand-over). SECURITY: only the text of the QR code, which
 * says nothing about anybody and opens nothing by itself; links end up in histories and logs, so the activation code is never in one.
 */
export const writeHandOverLink = (qr: string): string => `mleg-sim:activate?qr=${encodeURIComponent(qr)}`;

/** The wallet itself, with nothing handed over. */
export const OPEN_WALLET_LINK = 'mleg-sim:open';

/** The same for a wallet that is a page in this browser. In the fragment, which is sent to no server. */
export const writeWalletPageLink = (walletPage: string, qr: string): string =>
  `${walletPage}#${PAGE_ROUTE}?qr=${encodeURIComponent(qr)}`;

/** The QR's text in a hand-over link; null for anything else, `mleg-sim:open` included. Whoever made the link, it is only looked at. */
export const readHandOverLink = (link: string): string | null =>
  readText(/^mleg-sim:(?:\/\/)?activate\/?\?qr=(.*)$/su, link);

/** The same for the route of a wallet page. */
export const readHandOverRoute = (route: string): string | null => readText(/^\/wallet\/activate\?qr=(.*)$/su, route);

export const isHandOverRoute = (route: string): boolean => route === PAGE_ROUTE || route.startsWith(`${PAGE_ROUTE}?`);

function readText(form: RegExp, link: string): string | null {
  if (link.length > MAX_LINK_CHARACTERS) return null;
  const encoded = form.exec(link)?.[1];
  // SECURITY: one value and nothing beside it, so that no link can carry a code into the program.
  if (encoded === undefined || /[&#?\s]/u.test(encoded)) return null;
  try {
    const text = decodeURIComponent(encoded);
    return text.length <= MAX_QR_CHARACTERS && /^[\x21-\x7e]+$/u.test(text) ? text : null;
  } catch {
    return null;
  }
}
