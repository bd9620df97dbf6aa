/**
 * Plain Chromium refuses to navigate to a scheme it does not know, and cannot be taught one from outside. So `app://HOST/…` is shown
 * under a stand-in origin that nothing listens on; every request to it is answered by the handler that main registered for the scheme,
 * and every address that main is told is written back. `http://localhost` is chosen because it is, like app://, a secure context and
 * another site than http://127.0.0.1, where the mock is.
 */
const STAND_IN_ORIGIN = 'http://localhost:47999';

export interface Addresses {
  /** As Chromium sees it. */
  readonly toChromium: (url: string) => string;
  /** As Electron would name it. */
  readonly toElectron: (url: string) => string;
  readonly isApp: (chromiumUrl: string) => boolean;
  readonly chromiumOrigin: string;
}

/** `appOrigin` such as `app://host`. */
export const mapAddresses = (appOrigin: string): Addresses => ({
  toChromium: (url) => swapOrigin(url, appOrigin, STAND_IN_ORIGIN),
  toElectron: (url) => swapOrigin(url, STAND_IN_ORIGIN, appOrigin),
  isApp: (url) => url.startsWith(`${STAND_IN_ORIGIN}/`),
  chromiumOrigin: STAND_IN_ORIGIN,
});

const swapOrigin = (url: string, from: string, to: string): string =>
  url === from || url.startsWith(`${from}/`) ? to + url.slice(from.length) : url;
