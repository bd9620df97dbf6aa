/** The page's own address. A scheme of our own: `file://` would hand the page every file the user can read. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'mleg-sim';
const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const PAGE_URL = `${APP_ORIGIN}/index.html`;

/** True for our one page, whatever its route. Routes are fragments; a query is nothing of ours. */
export const isPageUrl = (url: string): boolean => url === PAGE_URL || url.startsWith(`${PAGE_URL}#`);

/** Chromium writes an origin with and without the closing slash, depending on who asks. */
export const isPageOrigin = (origin: string): boolean => origin === APP_ORIGIN || origin === `${APP_ORIGIN}/`;
