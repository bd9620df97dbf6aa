import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type Running, startProgram } from '../support/programs.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { writeWebcamClip } from '../support/webcam-clip.ts';
import { addCard, readShown } from './use-wallet.ts';

/**
 * Holder and verifier, each in a browser of its own, with the whole program between them: a card of the mock, shown on one screen, seen by the
 * other's webcam; then asked for by six digits, and by a question without a network.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'mleg-verify-'));
const clip = path.join(folder, 'webcam.y4m');
let shell: Running;
const browsers: Browser[] = [];
let holder: Page;
let verifier: Page;

async function openPage(cameraArgs: readonly string[]): Promise<Page> {
  const browser = await launchChromium(cameraArgs);
  browsers.push(browser);
  const page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } })).newPage();
  await page.goto(shell.firstLine.slice(shell.firstLine.indexOf('http')));
  await page.getByRole('heading', { level: 1, name: 'Wallet' }).waitFor();
  return page;
}

beforeAll(async () => {
  writeWebcamClip(clip, null);
  shell = await startProgram('host-web', ['--port', '0', '--no-open', '--data-folder', path.join(folder, 'data')]);
  holder = await openPage([]);
  verifier = await openPage([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]);
  await addCard(holder);
});
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await shell.stop();
  rmSync(folder, { recursive: true });
});

const verdict = (name: string) => verifier.getByRole('heading', { level: 1, name, exact: true });
const goTo = async (page: Page, route: string): Promise<void> =>
  void (await page.goto(`${page.url().split('#')[0]}#${route}`));
const start = async (way: RegExp): Promise<void> => {
  await goTo(verifier, '/verifier');
  await verifier.getByRole('main').getByRole('link', { name: way }).click();
};
/** What a holder does with six digits or the text of a question. */
async function confirm(question: string): Promise<void> {
  await goTo(holder, '/wallet');
  await holder
    .getByRole('link', { name: /Student card/u })
    .first()
    .click();
  await holder.getByRole('link', { name: 'Confirm your data' }).click();
  await holder.getByRole('button', { name: 'Start' }).click();
  await holder.getByRole('textbox').fill(question);
  await holder.getByRole('button', { name: 'Continue' }).click();
  await holder.getByRole('button', { name: 'Share data' }).click();
}

describe('a card and who checks it', () => {
  it('is seen by a webcam: valid, not confirmed live', { timeout: 90_000 }, async () => {
    onTestFailed(() => takeScreenshot(verifier, 'verify-scan-failed'));
    await holder.getByRole('link', { name: 'Show QR code' }).click();
    writeWebcamClip(clip, await readShown(holder));
    await start(/^Scan/u);
    await verdict('Valid').waitFor({ timeout: 45_000 });
    expect(await verifier.locator('article').getAttribute('data-verdict')).toBe('VALID_UNCHALLENGED');
    expect(await verifier.getByText('Zofia Przykładowa').count()).toBe(1);
    await takeScreenshot(verifier, 'verifier-scan');
  });

  it('answers six digits once: valid, and never shown again', { timeout: 90_000 }, async () => {
    onTestFailed(() => takeScreenshot(verifier, 'verify-ask-failed'));
    await start(/^Ask(?! without)/u);
    await verifier.getByRole('button', { name: 'Show the code' }).click();
    const spoken = (await verifier.getByText(/^Six digits:/u).textContent()) ?? '';
    const digits = spoken.replaceAll(/\D/gu, '');
    expect(digits).toMatch(/^\d{6}$/u);
    await confirm(digits);
    await verdict('Valid').waitFor();
    expect(await verifier.locator('article').getAttribute('data-verdict')).toBe('VALID');
    expect(await verifier.getByText('Zofia Przykładowa').count()).toBe(1);
    await takeScreenshot(verifier, 'verifier-answer');
    await verifier.reload();
    await verifier.getByText('The answer has been shown').waitFor();
    expect(await verifier.getByText('Zofia Przykładowa').count()).toBe(0);
  });

  it('answers a question without a network: valid', { timeout: 90_000 }, async () => {
    onTestFailed(() => takeScreenshot(verifier, 'verify-challenge-failed'));
    writeWebcamClip(clip, null);
    await start(/^Ask without a network/u);
    const question = await readShown(verifier);
    expect(question).toMatch(/^MC1:/u);
    await takeScreenshot(verifier, 'verifier-challenge');
    await confirm(question);
    await holder.getByRole('heading', { level: 1, name: 'Show this code' }).waitFor();
    const answer = await readShown(holder);
    // Typed by a handheld reader would do as well; pasted is what one laptop has.
    await verifier.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, answer);
    await verdict('Valid').waitFor();
    expect(await verifier.locator('article').getAttribute('data-verdict')).toBe('VALID');
  });
});
