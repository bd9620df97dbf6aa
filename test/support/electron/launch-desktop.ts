/// <reference lib="dom" />
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { PAGE_URL } from '../../../electron/page-address.ts';
import type { HostBridge } from '../../../shared/ipc/contract.ts';
import { launchChromium } from '../chromium.ts';
import { createStandIn } from './create-stand-in.ts';
import { loadBuiltMain } from './load-built-main.ts';
import { GNOME_KEY_STORE, type KeyStore } from './stand-in-safe-storage.ts';
import type { OpenedWindow } from './opened-window.ts';
import type { World } from './world.ts';

/** What the preload script puts into the page, for functions of tests that run there. */
declare global {
  interface Window {
    readonly mlegHost: HostBridge;
  }
}

export interface LaunchOptions {
  /** To start again with what an earlier program left; otherwise a new empty folder. */
  readonly dataFolder?: string;
  readonly keyStore?: KeyStore;
  readonly locale?: string;
  /** Arguments behind the program's own. */
  readonly argv?: readonly string[];
  /** What happens between the program's evaluation and `ready`. */
  readonly beforeReady?: (world: World) => void;
  /** Makes the mock slow: it is heard only once this resolves. */
  readonly gate?: Promise<void>;
}

export interface Launched {
  readonly world: World;
  readonly dataFolder: string;
  /** Resolves with the window once main has opened one, and rejects if the program ends first. */
  readonly window: () => Promise<OpenedWindow>;
  /** The window's page, loaded, with the mock running and allowed in its frame. */
  readonly page: () => Promise<Page>;
  /** The same as soon as the page is loaded, whether or not the mock runs. */
  readonly pageAlone: () => Promise<Page>;
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
    argv: options.argv ?? [],
    keyStore: options.keyStore ?? GNOME_KEY_STORE,
    gate: options.gate ?? Promise.resolve(),
  });
  process.env['MLEG_DATA_FOLDER'] = dataFolder;
  await loadBuiltMain(module);
  options.beforeReady?.(world);
  world.app.becomeReady();
  const openedWindow = (): Promise<OpenedWindow> => firstWindow(world);
  const pageAlone = async (): Promise<Page> => {
    const opened = await openedWindow();
    const page = await opened.page;
    await page.waitForURL((url) => world.addresses.isApp(url.href), { waitUntil: 'load' });
    return page;
  };
  return {
    world,
    dataFolder,
    window: openedWindow,
    pageAlone,
    page: async () => {
      const page = await pageAlone();
      // The page is loaded anew once the mock answers, which ends whatever is being waited for in it.
      while (!page.isClosed() && !(await page.evaluate(waitForMock).catch(() => false)));
      await (await openedWindow()).settled();
      return page;
    },
    end: async () => {
      for (const opened of world.windows) opened.close();
      await world.app.ended;
      const running = world.forked.map(({ child }) => child).filter(isRunning);
      await Promise.all(running.map((child) => once(child, 'exit')));
      await browser.close();
    },
  };
}

/** Runs in the page. */
const waitForMock = (): Promise<boolean> =>
  new Promise((resolve) => {
    const look = (university: unknown): void => {
      if ((university as { state: string }).state === 'running') resolve(true);
    };
    window.mlegHost.onPush((push) => {
      const { name, value } = push as { name: string; value: unknown };
      if (name === 'university.changed') look(value);
    });
    void window.mlegHost
      .call('app.read', null)
      .then((app) => look((app as { value: { university: unknown } }).value.university));
  });

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

function firstWindow(world: World): Promise<OpenedWindow> {
  const [already] = world.windows;
  if (already) return Promise.resolve(already);
  return new Promise((resolve, reject) => {
    world.app.events.once('web-contents-created', () => world.windows.forEach(resolve));
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
