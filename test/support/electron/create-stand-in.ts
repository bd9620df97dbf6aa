import type { Browser } from 'playwright-core';
import { mapAddresses } from './addresses.ts';
import { createApp } from './stand-in-app.ts';
import { createIpcMain } from './stand-in-ipc-main.ts';
import { createProtocol } from './stand-in-protocol.ts';
import { createSafeStorage, type KeyStore } from './stand-in-safe-storage.ts';
import { createSession } from './stand-in-session.ts';
import { createUtilityProcess } from './stand-in-utility-process.ts';
import { createBrowserWindowClass } from './stand-in-window.ts';
import { createPopup, type MenuTemplate } from './stand-in-menu.ts';
import { knowOnly } from './strict.ts';
import type { Recorded, World } from './world.ts';

export interface StandInParts {
  readonly browser: Browser;
  readonly appOrigin: string;
  readonly appData: string;
  readonly locale: string;
  readonly argv: readonly string[];
  readonly keyStore: KeyStore;
  /** Until it resolves, nothing that a utility process says is heard. */
  readonly gate: Promise<void>;
}

/** Everything of the `electron` module that main may use, and the world it then acts in. */
export function createStandIn({ browser, appOrigin, appData, locale, argv, keyStore, gate }: StandInParts) {
  const record: Recorded = { exposedNames: [], externalLinks: [], errorBoxes: [], menus: [], popups: [] };
  const screens: World['screens'] = { names: ['Entire screen', 'USOSweb & Co'], choose: () => null };
  const windows: World['windows'] = new Set();
  const utility = createUtilityProcess(() => isReady(), gate);
  const app = createApp({
    appData,
    locale,
    argv,
    closeWindows: () => windows.forEach((window) => window.close()),
    killForked: () => utility.forked.forEach(({ child }) => child.kill('SIGKILL')),
  });
  const isReady = (): boolean => app.state.isReady;
  const world: World = {
    browser,
    addresses: mapAddresses(appOrigin),
    app,
    ipcMain: createIpcMain(),
    protocol: createProtocol(isReady),
    session: createSession(),
    windows,
    forked: utility.forked,
    record,
    screens,
  };
  const module = knowOnly('electron', {
    app: app.module,
    BrowserWindow: createBrowserWindowClass(world),
    desktopCapturer: knowOnly('desktopCapturer', {
      getSources: () => Promise.resolve(screens.names.map((name, at) => ({ id: `window:${at}:0`, name }))),
    }),
    dialog: knowOnly('dialog', {
      showErrorBox: (title: string, content: string) => void record.errorBoxes.push({ title, content }),
    }),
    ipcMain: world.ipcMain.module,
    Menu: knowOnly('Menu', {
      buildFromTemplate: (template: MenuTemplate) => ({ ...template, popup: createPopup(world, template) }),
      setApplicationMenu: (menu: unknown) => void record.menus.push(menu),
    }),
    protocol: world.protocol.module,
    safeStorage: createSafeStorage(keyStore, isReady),
    session: world.session.module,
    shell: knowOnly('shell', {
      openExternal: (url: string) => Promise.resolve(void record.externalLinks.push(url)),
    }),
    utilityProcess: utility.module,
  });
  return { module, world };
}
export type ElectronStandIn = ReturnType<typeof createStandIn>['module'];
