import { html } from 'hono/html';
import type { Html } from './html.ts';

interface DocumentParts {
  readonly language: string;
  /** What the browser's tab says. */
  readonly title: string;
  /** Address of style and script, which differ in their ending alone. */
  readonly assets: string;
  readonly skipToContent: string;
  readonly header: Html;
  /** The whole `main`, with `content` as its id. */
  readonly main: Html;
  /** What stands in the footer. */
  readonly footer: Html;
  /** Without JavaScript the page asks again by itself after so many seconds; null where it does not. */
  readonly refreshS?: number | null;
}

/** The document around every page of the mock, whichever site it is of; needs no network but the mock's own. */
export function renderDocument(parts: DocumentParts): Html {
  const { language, title, assets, skipToContent, header, main, footer, refreshS = null } = parts;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${assets}.css" />
        <script type="module" src="${assets}.js"></script>
        ${refreshS !== null && html`<noscript><meta http-equiv="refresh" content="${refreshS}" /></noscript>`}
      </head>
      <body>
        <a class="skip" href="#content">${skipToContent}</a>
        ${header}
        <p class="visually-hidden" role="status" id="announcement"></p>
        ${main}
        <footer class="footer">${footer}</footer>
      </body>
    </html>`;
}
