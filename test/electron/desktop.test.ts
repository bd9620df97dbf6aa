/// <reference lib="dom" />
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchDesktop, type Launched, makeDataFolder, removeDataFolders } from '../support/electron/launch-desktop.ts';

let desktop: Launched;
beforeAll(async () => {
  desktop = await launchDesktop();
  await desktop.page();
});
afterAll(async () => {
  await desktop.end();
  removeDataFolders();
});

describe('the desktop program', () => {
  test('sandboxes everything before Chromium starts, and takes its data folder from the environment', () => {
    expect(desktop.world.app.state.isSandboxed).toBe(true);
    expect(desktop.world.app.module.getPath('userData')).toBe(desktop.dataFolder);
  });

  test('opens one window whose page has no way to Node', async () => {
    const { options, isShown } = await desktop.window();
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    });
    expect(desktop.world.windows.size).toBe(1);
    // Shown only once something is drawn.
    expect([options['show'], isShown()]).toEqual([false, true]);
  });

  test('puts one object with two functions into the page, and nothing else', async () => {
    const page = await desktop.page();
    const seen = await page.evaluate(() => ({
      own: Object.keys(window.mlegHost),
      foreign: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in window),
      isFrozen: Object.isFrozen(window.mlegHost),
    }));
    expect(seen).toEqual({ own: ['call', 'onPush'], foreign: [], isFrozen: true });
    expect(new Set(desktop.world.record.exposedNames)).toEqual(new Set(['mlegHost']));
  });

  test('carries a click to a handler in main and draws the answer', async () => {
    const page = await desktop.page();
    await page.getByRole('radio', { name: 'Polski' }).check();
    await page.waitForFunction(() => document.documentElement.lang === 'pl');
    expect(await page.getByText('SYMULACJA').first().isVisible()).toBe(true);
    const stored: unknown = JSON.parse(readFileSync(path.join(desktop.dataFolder, 'settings.json'), 'utf8'));
    expect(stored).toMatchObject({ settings: { language: 'pl' } });
    await page.getByRole('radio', { name: 'English' }).check();
    await page.waitForFunction(() => document.documentElement.lang === 'en');
  });

  test('hands on what the host says by itself, until the page stops listening', async () => {
    const page = await desktop.page();
    const heard = await page.evaluate(async () => {
      const pushes: unknown[] = [];
      const theme = (name: string) => ({ language: 'en', theme: name, hasSound: true, allowsHttp: false });
      const stop = window.mlegHost.onPush((push) => pushes.push(push));
      const first = new Promise<void>((resolve) => {
        const stopWaiting = window.mlegHost.onPush(() => {
          stopWaiting();
          resolve();
        });
      });
      await window.mlegHost.call('settings.change', theme('dark'));
      await first;
      stop();
      const second = new Promise<void>((resolve) => void window.mlegHost.onPush(() => resolve()));
      await window.mlegHost.call('settings.change', theme('system'));
      await second;
      return pushes;
    });
    expect(heard).toEqual([
      { name: 'settings.changed', value: { language: 'en', theme: 'dark', hasSound: true, allowsHttp: false } },
    ]);
  });

  test('has a menu of its own, without the links of the default one', () => {
    expect(JSON.stringify(desktop.world.record.menus)).not.toContain('help');
    expect(desktop.world.record.menus).toHaveLength(1);
  });

  test('reloads a page whose process died', async () => {
    const page = await desktop.page();
    const before = await page.evaluate(() => performance.timeOrigin);
    const reloaded = page.waitForEvent('load');
    (await desktop.window()).contentsEvents.emit('render-process-gone', {}, { reason: 'crashed' });
    await reloaded;
    expect(await page.evaluate(() => performance.timeOrigin)).toBeGreaterThan(before);
  });
});

describe('two starts', () => {
  test('with one data folder: the second shows the first one’s window and ends', async () => {
    const focused = (await desktop.window()).focusCount();
    const second = await launchDesktop({ dataFolder: desktop.dataFolder });
    await second.world.app.ended;
    expect(second.world.windows.size).toBe(0);
    expect((await desktop.window()).focusCount()).toBe(focused + 1);
    await second.end();
  });

  test('one after the other: what was stored is there again', async () => {
    const dataFolder = makeDataFolder();
    const signIn = (givenName: string) => window.mlegHost.call('wallet.sign-in', { givenName, familyName: 'Wzorcowa' });
    const first = await launchDesktop({ dataFolder });
    await (await first.page()).evaluate(signIn, 'Zofia');
    await first.end();
    expect(first.world.app.state.exitCode).toBe(0);

    const second = await launchDesktop({ dataFolder });
    const app = await (await second.page()).evaluate(() => window.mlegHost.call('app.read', null));
    expect(app).toMatchObject({
      ok: true,
      value: { shell: 'electron', wallet: { profile: { givenName: 'Zofia' }, protection: 'os', setAside: null } },
    });
    await second.end();
  });

  test('with a data folder that is a file: a box names it, and the program ends', async () => {
    const dataFolder = path.join(makeDataFolder(), 'package.json');
    writeFileSync(dataFolder, '{}');
    const broken = await launchDesktop({ dataFolder });
    await broken.world.app.ended;
    expect(broken.world.app.state.exitCode).toBe(1);
    expect(broken.world.record.errorBoxes).toHaveLength(1);
    expect(broken.world.record.errorBoxes[0]?.content).toContain(dataFolder);
    await broken.end();
  });
});
