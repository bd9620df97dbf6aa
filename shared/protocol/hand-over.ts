/**
 * How a page hands an order over to the wallet on the same device (protocol.md, Hand-over). SECURITY: only the text of the QR code, which
 * says nothing about anybody and opens nothing by itself; links end up in histories and logs, so the activation code is never in one.
 */
export const writeHandOverLink = (qr: string): string => `mleg-sim:activate?qr=${encodeURIComponent(qr)}`;

/** The wallet itself, with nothing handed over. */
export const OPEN_WALLET_LINK = 'mleg-sim:open';

/** The same for a wallet that is a page in this browser. In the fragment, which is sent to no server. */
export const writeWalletPageLink = (walletPage: string, qr: string): string =>
  `${walletPage}#/wallet/activate?qr=${encodeURIComponent(qr)}`;
