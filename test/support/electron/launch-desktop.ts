import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PAGE_URL } from '../../../electron/page-address.ts';
import { launchChromium } from '../chromium.ts';
import { createStandIn } from './create-stand-in.ts';
import { loadBuiltMain } from './load-built-main.ts';
import { GNOME_KEY_STORE, type KeyStore } from './stand-in-safe-storage.ts';
import type { OpenedWindow } from './stand-in-window.ts';
import type { World } from './world.ts';

export interface LaunchOptions {
  /** To start again with what an earlier program left; otherwise a new empty folder. */
  readonly dataFolder?: string;
  readonly keyStore?: KeyStore;
  readonly locale?: string;
  /** Makes the mock slow: it is heard only once this resolves. */
  readonly gate?: Promise<void>;
}

export interface Launched {
  readonly world: World;
  readonly dataFolder: string;
  /** Resolves with the window once main has opened one, and rejects if the program ends first. */
  readonly window: () => Promise<OpenedWindow>;
  /** The window's page, loaded. */
  readonly page: () => Promise<Page>;
  /** Ends as a person does it, by closing the window, and waits until nothing of it runs any more. */
  readonly end: () => Promise<void>;
}

/** Starts the built desktop program on the stand-in, with a data folder of its own. */
export async function launchDesktop(options: LaunchOptions = {}): Promise<Launched> {
  const dataFolder = options.dataFolder ?? makeDataFolder();
  const browser = await launchChromium(['--use-fake-device-for-media-stream']);
  const { module, world } = createStandIn({
    browser,
    appOrigin: new URL('/', PAGE_URL).href.slice(0, -1),
    appData: path.join(dataFolder, 'unused'),
    locale: options.locale ?? 'en-GB',
    keyStore: options.keyStore ?? GNOME_KEY_STORE,
    gate: options.gate ?? Promise.resolve(),
  });
  process.env['MLEG_DATA_FOLDER'] = dataFolder;
  await loadBuiltMain(module);
  world.app.becomeReady();
  const window = (): Promise<OpenedWindow> => firstWindow(world);
  return {
    world,
    dataFolder,
    window,
    page: async () => {
      const { page } = await window();
      const opened = await page;
      await opened.waitForURL((url) => world.addresses.isApp(url.href), { waitUntil: 'load' });
      return opened;
    },
    end: async () => {
      for (const opened of world.windows) opened.close();
      await world.app.ended;
      await Promise.all(world.forked.map(({ child }) => (isRunning(child) ? once(child, 'exit') : null)));
      await browser.close();
    },
  };
}

const isRunning = (child: { exitCode: number | null; signalCode: string | null }): boolean =>
  child.exitCode === null && child.signalCode === null;

function firstWindow(world: World): Promise<OpenedWindow> {
  const [already] = world.windows;
  if (already) return Promise.resolve(already);
  return new Promise((resolve, reject) => {
    world.app.events.once('web-contents-created', () => resolve([...world.windows][0] as OpenedWindow));
    void world.app.ended.then(() =>
      reject(new Error(`ended without a window: ${JSON.stringify(world.record.errorBoxes)}`)),
    );
  });
}

const folders: string[] = [];

export function makeDataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'mleg-desktop-'));
  folders.push(folder);
  return folder;
}

export const removeDataFolders = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};
