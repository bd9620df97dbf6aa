import { BrowserWindow } from 'electron';
import { PAGE_URL } from './page-address.ts';

/** A page that dies again and again is left alone for a person to see, instead of being reloaded for ever. */
const MOST_RELOADS = 3;

/** The program's one window, still empty and hidden. It shows itself when the page has drawn its first picture. */
export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'mLegitymacja Simulator',
    width: 1280,
    height: 860,
    minWidth: 400,
    minHeight: 500,
    show: false,
    // Between the light and the dark theme's background, so that neither flashes.
    backgroundColor: '#8a9099',
    webPreferences: {
      preload,
      // SECURITY: all of these are Electron's defaults today; written out so that neither a new default nor a slip opens one.
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // The spelling dictionary would be fetched from the internet, and what is typed here is codes.
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  reviveDeadPage(window);
  return window;
}

/** Shows the page. A load that a reload overtakes, or that the person ends by closing the window, has not failed. */
export async function openPage(window: BrowserWindow): Promise<void> {
  try {
    await window.loadURL(PAGE_URL);
  } catch (error) {
    const isAborted = error instanceof Error && 'code' in error && error.code === 'ERR_ABORTED';
    if (!isAborted && !window.isDestroyed()) throw error;
  }
}

export function reloadPage(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.reload();
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function reviveDeadPage(window: BrowserWindow): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && ++reloads <= MOST_RELOADS) reloadPage(window);
  });
}
