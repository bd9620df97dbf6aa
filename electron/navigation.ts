import { type App, shell, type WebContents } from 'electron';

/** The only addresses that leave the program, in the user's own browser. SECURITY: constants; never an address from a page or a message. */
const EXTERNAL_LINKS: readonly string[] = [
  'https://openid.net/specs/openid-4-verifiable-credential-issuance-1_0.html',
  'https://www.rfc-editor.org/rfc/rfc9901.html',
];

/**
 * Holds every web contents that will ever exist to its place: the page stays, and its one frame stays on the mock.
 * `frameSource` is the mock's origin while it runs.
 */
export function limitNavigation(app: App, frameSource: () => string | null): void {
  app.on('web-contents-created', (_event, contents) => limitContents(contents, frameSource));
}

function limitContents(contents: WebContents, frameSource: () => string | null): void {
  const keepInPlace = (event: Place & { preventDefault: () => void }): void => {
    if (!mayNavigate(event, frameSource())) event.preventDefault();
  };
  // Three events, since none covers all: links and scripts of the page, the same in frames, and what a server redirects to.
  contents.on('will-navigate', keepInPlace);
  contents.on('will-frame-navigate', keepInPlace);
  contents.on('will-redirect', keepInPlace);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (EXTERNAL_LINKS.includes(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

interface Place {
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** The page's own moves are fragments, which are no navigation. */
const mayNavigate = ({ url, isMainFrame }: Place, frameSource: string | null): boolean =>
  !isMainFrame && frameSource !== null && URL.canParse(url) && new URL(url).origin === frameSource;
