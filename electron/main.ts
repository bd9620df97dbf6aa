import { app, dialog } from 'electron';
import path from 'node:path';
import { registerAppScheme } from './app-scheme.ts';
import { chooseDataFolder } from './data-folder.ts';
import { runDesktop } from './desktop.ts';
import { gatherLinks } from './hand-over.ts';

// The order matters. Before `ready`: whatever decides how Chromium starts and whose data folder this is.
app.enableSandbox();
registerAppScheme();
app.setName('mLegitymacja Simulator');
app.setPath('userData', chooseDataFolder(process.env, app.getPath('appData')));

const links = gatherLinks(app, process.argv, process.defaultApp ? path.resolve(process.argv[1] ?? '') : null);

// One program per data folder: a second start shows the first one's window and ends.
if (app.requestSingleInstanceLock()) {
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  void app.whenReady().then(startDesktop);
} else {
  app.quit();
}

async function startDesktop(): Promise<void> {
  const built = import.meta.dirname;
  try {
    await runDesktop({
      page: path.join(built, '..', 'page'),
      preload: path.join(built, 'electron-preload.cjs'),
      issuerModule: path.join(built, 'issuer-mock.js'),
      dataFolder: app.getPath('userData'),
      version: __APP_VERSION__,
      links,
    });
  } catch (error) {
    // Without a readable data folder there is nothing to show; ending silently would leave a person puzzled.
    const message = error instanceof Error ? error.message : String(error);
    console.error(error);
    dialog.showErrorBox('mLegitymacja Simulator – nie można uruchomić / cannot start', message);
    app.exit(1);
  }
}
