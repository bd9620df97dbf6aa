import {
  desktopCapturer,
  type DesktopCapturerSource,
  Menu,
  type MenuItemConstructorOptions,
  type Session,
} from 'electron';
import { isPageOrigin, isPageUrl } from './page-address.ts';

interface Asking {
  readonly frame: { readonly url: string; readonly parent: unknown } | null;
  readonly securityOrigin: string;
  readonly videoRequested: boolean;
  readonly audioRequested: boolean;
  readonly userGesture: boolean;
}

/**
 * Where the page asks for a screen, a person chooses: in the system's own picker where Electron knows it (macOS 15), else in a menu.
 * SECURITY: never without a choice, only after a click, only pictures, and only for our own page.
 */
export function letPersonPickScreen(session: Session, language: 'pl' | 'en'): void {
  session.setDisplayMediaRequestHandler(
    (asking, answer) => {
      if (!mayAsk(asking)) return answer(null);
      pickSource(language).then(
        (source) => answer(source && { video: { id: source.id, name: source.name } }),
        // Where the system does not even name its screens, the page says that none was to be had.
        () => answer(null),
      );
    },
    { useSystemPicker: true },
  );
}

const mayAsk = ({ frame, securityOrigin, videoRequested, audioRequested, userGesture }: Asking): boolean =>
  frame !== null &&
  frame.parent === null &&
  isPageUrl(frame.url) &&
  isPageOrigin(securityOrigin) &&
  userGesture &&
  videoRequested &&
  !audioRequested;

/** The choice is made with names alone: pictures of every window would be taken before anybody agreed to one. */
async function pickSource(language: 'pl' | 'en'): Promise<DesktopCapturerSource | null> {
  const types: ('screen' | 'window')[] = ['screen', 'window'];
  const sources = await desktopCapturer.getSources({ types, thumbnailSize: { width: 0, height: 0 } });
  return new Promise((resolve) => {
    const items = sources.map((source): MenuItemConstructorOptions => ({
      // In a menu an ampersand marks a key.
      label: source.name.replaceAll('&', '&&'),
      click: () => resolve(source),
    }));
    const title = language === 'pl' ? 'Gdzie jest kod QR?' : 'Where is the QR code?';
    const menu = Menu.buildFromTemplate([{ label: title, enabled: false }, { type: 'separator' }, ...items]);
    // A click comes before the menu is gone; without one nothing was chosen.
    menu.popup({ callback: () => resolve(null) });
  });
}
