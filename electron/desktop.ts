import { app, type BrowserWindow, session } from 'electron';
import { setTimeout as wait } from 'node:timers/promises';
import { createHost } from '../host/create-host.ts';
import type { Host } from '../host/host.ts';
import { openSealedVault } from '../host/vault/sealed-vault.ts';
import { openStoreOrSetAside } from '../host/vault/set-aside.ts';
import path from 'node:path';
import { serveAppScheme } from './app-scheme.ts';
import { forkIssuer } from './fork-issuer.ts';
import type { Links } from './hand-over.ts';
import { answerPage, pushToPage } from './ipc.ts';
import { showMenu } from './menu.ts';
import { limitNavigation } from './navigation.ts';
import { limitPermissions } from './permissions.ts';
import { letPersonPickScreen } from './screen-picker.ts';
import { openSystemSealer } from './sealer.ts';
import { trackUniversity, type UniversityFrame } from './university-frame.ts';
import { createElectronStores } from './vault-store.ts';
import { createWindow, focusWindow, openPage, reloadPage } from './window.ts';

/** The page may frame the mock only once its address is known. Longer than this nobody waits for a window; the page then loads again. */
const LONGEST_WAIT_FOR_MOCK_MS = 2000;

export interface Desktop {
  /** Folder of the built page, file of the built preload script, file of the built mock, all absolute. */
  readonly page: string;
  readonly preload: string;
  readonly issuerModule: string;
  readonly dataFolder: string;
  readonly version: string;
  readonly links: Links;
}

/** After `ready`: the limits first, then the host, then the window. Throws where wallet or settings cannot be opened. */
export async function runDesktop(desktop: Desktop): Promise<void> {
  const systemLanguage = app.getLocale().startsWith('pl') ? 'pl' : 'en';
  let window: BrowserWindow | null = null;
  let opened: Promise<BrowserWindow> | null = null;
  // A page on its way gets there first: loading it anew in the middle would abort it.
  const university = trackUniversity(() => void opened?.then(reloadPage));

  limitPermissions(session.defaultSession);
  letPersonPickScreen(session.defaultSession, systemLanguage);
  limitNavigation(app, university.origin);
  serveAppScheme(desktop.page, university.origin);
  showMenu(systemLanguage);

  const host = await openHost(desktop, systemLanguage, university, () => window);
  answerPage(host.handlers);
  stopHostAtEnd(host);

  const created = (window = createWindow(desktop.preload));
  app.on('second-instance', () => focusWindow(created));
  desktop.links.listen((link) => {
    host.receiveLink(link);
    focusWindow(created);
  });
  await Promise.race([host.start(), wait(LONGEST_WAIT_FOR_MOCK_MS)]);
  opened = openPage(created).then(() => created);
  await opened;
}

async function openHost(
  { dataFolder, issuerModule, version }: Desktop,
  systemLanguage: 'pl' | 'en',
  university: UniversityFrame,
  currentWindow: () => BrowserWindow | null,
): Promise<Host> {
  const now = Date.now;
  const place = { openStore: createElectronStores(dataFolder), folder: dataFolder, now };
  const sealer = await openSystemSealer(path.join(dataFolder, 'wallet.key'));
  return createHost({
    shell: 'electron',
    version,
    dataFolder,
    vault: await openSealedVault({ ...place, name: 'wallet', sealer }),
    verifierVault: await openSealedVault({ ...place, name: 'verifier', sealer }),
    settings: openStoreOrSetAside({ ...place, name: 'settings' }).store,
    forkIssuer,
    issuerModule,
    push: (push) => {
      university.note(push);
      const window = currentWindow();
      if (window) pushToPage(window.webContents, push);
    },
    now,
    onFault: (error) => console.error('fault in the wallet’s rounds:', error),
    systemLanguage,
  });
}

/** Closing the window ends the program on every system, and the program ends only after the host has let go of everything. */
function stopHostAtEnd(host: Host): void {
  let isStopped = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    void host.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}
