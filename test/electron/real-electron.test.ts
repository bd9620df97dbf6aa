/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { findElectron } from '../support/electron/find-electron.ts';
import { makeDataFolder, removeDataFolders } from '../support/electron/launch-desktop.ts';
import { ROOT } from '../support/project-root.ts';

const found = findElectron();
afterAll(removeDataFolders);

// The stand-in shows that our code does what it should; only this shows that Electron does what the stand-in says.
if ('missing' in found) {
  test.skip(`the real desktop program (not run: ${found.missing})`, () => undefined);
} else {
  test('the real desktop program: a click reaches main, the answer is drawn, the mock is framed and logs in', async () => {
    const dataFolder = makeDataFolder();
    // Linux as root, as in a container, has no place for Chromium's sandbox; everywhere else the test runs with it.
    const isRoot = process.getuid?.() === 0;
    const program = await _electron.launch({
      executablePath: found.binary,
      args: [ROOT, ...(isRoot ? ['--no-sandbox'] : []), '--use-fake-device-for-media-stream'],
      env: { ...process.env, MLEG_DATA_FOLDER: dataFolder, LANGUAGE: 'en' },
    });
    const page = await program.firstWindow();
    expect(page.url()).toContain('app://mleg-sim/index.html');

    await page.getByRole('radio', { name: 'Polski' }).check();
    await page.waitForFunction(() => document.documentElement.lang === 'pl');
    const stored: unknown = JSON.parse(readFileSync(path.join(dataFolder, 'settings.json'), 'utf8'));
    expect(stored).toMatchObject({ settings: { language: 'pl' } });

    const inPage = await page.evaluate(async () => ({
      bridge: Object.keys(window.mlegHost),
      foreign: ['require', 'process', 'module'].filter((name) => name in window),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        (error: unknown) => String(error),
      ),
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      ),
    }));
    expect(inPage).toEqual({ bridge: ['call', 'onPush'], foreign: [], camera: 'granted', microphone: 'denied' });

    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('link', { name: /University/u }).click();
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: /Zofia/u }).click();
    await frame
      .getByRole('link', { name: /mLegitymacja/u })
      .first()
      .waitFor();
    await program.close();
  }, 120_000);
}
