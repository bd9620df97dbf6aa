import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFailed } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type Running, startProgram } from '../support/programs.ts';
import { takeScreenshot } from '../support/screenshots.ts';
import { writeWebcamClip } from '../support/webcam-clip.ts';

/**
 * The whole program as a person uses it: the built browser shell with its mock, Chromium, and a webcam that plays the QR code the mock
 * really issued. The README shows the pictures taken here.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'mleg-e2e-'));
const clip = path.join(folder, 'webcam.y4m');
const shellArgs = ['--port', '0', '--no-open', '--data-folder', path.join(folder, 'data')];
const violations: string[] = [];
let shell: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  writeWebcamClip(clip, null);
  shell = await startProgram('host-web', shellArgs);
  browser = await launchChromium([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${clip}`,
  ]);
  page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } })).newPage();
  page.on('console', (message) => {
    if (/Content.Security.Policy|TrustedScript|TrustedHTML/u.test(message.text())) violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(String(error)));
});
afterAll(async () => {
  await browser.close();
  await shell.stop();
  rmSync(folder, { recursive: true });
});

const addressOf = ({ firstLine }: Running): string => firstLine.slice(firstLine.indexOf('http'));
const place = (name: string) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name });
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

const openCardPage = (usosweb: FrameLocator): Promise<void> =>
  usosweb
    .getByRole('link', { name: /mLegitymacja/u })
    .last()
    .click();

/** Orders the card on the university's own pages inside the frame, and gives back what they show. */
async function orderCard(usosweb: FrameLocator): Promise<{ qr: string; code: string }> {
  await usosweb.getByRole('button', { name: /Zofia Przykładowa/u }).click();
  await openCardPage(usosweb);
  await takeScreenshot(page, 'university-order');
  await usosweb.getByRole('button', { name: 'Order an ID card' }).click();
  const add = usosweb.getByRole('button', { name: 'Add mLegitymacja to mObywatel' });
  await add.waitFor();
  await add.click();
  const qr = await usosweb.getByRole('textbox').inputValue();
  const code = (await usosweb.getByLabel('Activation code:').first().textContent()) ?? '';
  return { qr, code: code.trim() };
}

describe('one activation, end to end', () => {
  it(
    'orders, scans, confirms, and the card is there: after a reload and after a restart too',
    { timeout: 90_000 },
    async () => {
      onTestFailed(() => takeScreenshot(page, 'failed'));
      await page.goto(addressOf(shell));
      await heading('Wallet').waitFor();
      expect(page.url()).not.toContain('token');

      await place('University').click();
      const { qr, code } = await orderCard(page.frameLocator('iframe'));
      expect(qr).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]{86}$/u);
      expect(code).toMatch(/^[A-Za-z0-9]{8}$/u);
      await page
        .frameLocator('iframe')
        .getByRole('heading', { name: 'Add mLegitymacja to mObywatel' })
        .scrollIntoViewIfNeeded();
      // The QR is a picture of its own, and there a moment after the page.
      const image = page.frameLocator('iframe').locator('img[src*="qr.png"]');
      await image.evaluate((element: HTMLImageElement) => element.decode());
      await takeScreenshot(page, 'university-ready');

      await place('Wallet').click();
      await page.getByRole('button', { name: 'Get started' }).click();
      await page.getByRole('radio', { name: /Zofia Przykładowa/u }).check();
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Add' }).click();
      await page
        .getByRole('button', { name: /Student card/u })
        .or(page.getByRole('link', { name: /Student card/u }))
        .click();
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: 'Continue' }).click();

      writeWebcamClip(clip, qr);
      await page.getByRole('link', { name: 'Camera' }).click();
      await heading('Confirm with the code').waitFor();
      expect(await page.getByRole('main').textContent()).toContain('127.0.0.1:');
      await page.getByRole('textbox', { name: 'Activation code' }).fill(`${code.slice(0, 4)}-${code.slice(4)}`);
      await takeScreenshot(page, 'wallet-code');
      await page.getByRole('button', { name: 'Activate' }).click();
      await heading('Card added').waitFor();
      await page.getByRole('button', { name: 'Show the card' }).click();
      await expectCard();
      await takeScreenshot(page, 'wallet-card');

      await page.reload();
      await expectCard();

      await shell.kill();
      shell = await startProgram('host-web', shellArgs);
      await page.goto(addressOf(shell));
      await page
        .getByRole('link', { name: /Student card/u })
        .or(page.getByRole('button', { name: /Student card/u }))
        .first()
        .click();
      await expectCard();

      await place('University').click();
      const usosweb = page.frameLocator('iframe');
      await openCardPage(usosweb);
      await usosweb.getByText('Collected', { exact: true }).first().waitFor();

      await place('Wallet').click();
      await page.getByRole('radio', { name: 'Polski' }).check();
      await page.getByText('numer albumu').waitFor();
      await takeScreenshot(page, 'wallet-card-pl');
      expect(violations).toEqual([]);
    },
  );
});

async function expectCard(): Promise<void> {
  await page.getByText('Przykładowa').first().waitFor();
  const text = (await page.getByRole('main').innerText()).toLowerCase();
  for (const shown of [
    'zofia',
    'przykładowa',
    '04651412324',
    'sym-000123',
    '14/05/2204',
    'testowa uczelnia symulowana',
    'valid',
  ]) {
    expect(text.replaceAll('.', '/')).toContain(shown);
  }
}
