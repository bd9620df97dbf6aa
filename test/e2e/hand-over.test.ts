import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest';
import { readHandOverRoute } from '../../shared/protocol/hand-over.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Running, startProgram } from '../support/programs.ts';
import { takeScreenshot } from '../support/screenshots.ts';

/** The built browser shell with its mock: an order goes from Mobile USOS to the wallet, in the University's frame and from a tab of its own. */
const folder = mkdtempSync(path.join(tmpdir(), 'mleg-e2e-'));
let shell: Running;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  shell = await startProgram('host-web', ['--port', '0', '--no-open', '--data-folder', path.join(folder, 'data')]);
  browser = await launchChromium();
  page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } })).newPage();
});
afterAll(async () => {
  await browser.close();
  await shell.stop();
  rmSync(folder, { recursive: true });
});

const place = (name: string) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name });
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

/** Mobile USOS, in a frame or not: from the login to the page that hands the order over. */
async function orderCard(usos: Pick<Page, 'getByRole' | 'locator'>, student: RegExp): Promise<void> {
  await usos.getByRole('button', { name: student }).click();
  await usos
    .getByRole('link', { name: /^mLegitymacja/u })
    .last()
    .click();
  await usos.getByRole('link', { name: /^My mLegitymacja/u }).click();
  await usos.locator('#order-card').click();
  await usos.locator('#place-order').click();
  await usos.locator('#add-card').click();
  // Shown by the page's script, which has run then.
  await usos.locator('button[data-copy="qr-text"]').waitFor();
}

/** What stands behind `option` in the command lines of the processes that work in this test's folder, as everybody on the machine can see it. */
function readCommandLines(option: string): string[] {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      } catch {
        return [];
      }
    });
  return lines
    .filter((line) => line.includes(option) && line.some((part) => part.startsWith(folder)))
    .map((line) => line[line.indexOf(option) + 1] ?? '');
}

it(
  'hands over in the frame: the code is shown, checked on demand, confirmed, and the card is there',
  { timeout: 60_000 },
  async () => {
    onTestFailed(() => takeScreenshot(page, 'failed'));
    await page.goto(shell.firstLine.slice(shell.firstLine.indexOf('http')));
    await place('University').click();
    await page.getByRole('button', { name: 'Mobile USOS' }).click();
    const usos = page.frameLocator('iframe');
    await orderCard(usos, /Zofia Przykładowa/u);
    expect(await usos.locator('#hand-over-browser').isVisible()).toBe(false);
    const code = (await usos.locator('#activation-code').textContent()) ?? '';
    const qr = await usos.locator('#qr-text').inputValue();
    await usos.locator('#hand-over').click();

    await page.getByText('A code from a link is waiting.').waitFor();
    expect(await page.evaluate(() => window.sessionStorage.getItem('mleg.hand-over'))).toBe(qr);
    await page.getByRole('button', { name: 'Get started' }).click();
    await page.getByRole('radio', { name: /Zofia Przykładowa/u }).check();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText(qr, { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Check this code' }).click();
    await heading('Confirm with the code').waitFor();
    await page.getByRole('textbox', { name: 'Activation code' }).fill(code.trim());
    await page.getByRole('button', { name: 'Activate' }).click();
    await heading('Card added').waitFor();

    await place('University').click();
    // The page with the codes has led on to the order by itself.
    await usos.locator('#open-card').click();
    await page
      .getByRole('link', { name: /Student card/u })
      .or(page.getByRole('button', { name: /Student card/u }))
      .first()
      .waitFor();
  },
);

it(
  'hands over from a tab of its own to the tab with the wallet; the link knows the page and not its token',
  { timeout: 60_000 },
  async () => {
    const address = new URL(shell.firstLine.slice(shell.firstLine.indexOf('http')));
    const mock = new URL(page.frames()[1]?.url() ?? '').origin;
    // One site with the frame, and so one login.
    await page.context().clearCookies();
    const tab = await page.context().newPage();
    await tab.goto(`${mock}/mobile?lang=en`);
    await orderCard(tab, /Jan Testowy/u);
    const link = new URL((await tab.locator('#hand-over-browser').getAttribute('href')) ?? '');
    expect([link.origin, link.pathname, link.search]).toEqual([address.origin, '/', '']);
    // The mock drops what is behind the address; a list of processes would not.
    if (process.platform === 'linux') expect(readCommandLines('--wallet-page')).toEqual([address.origin + '/']);
    const qr = await tab.locator('#qr-text').inputValue();
    expect(readHandOverRoute(link.hash.slice(1))).toBe(qr);
    const opened = page.context().waitForEvent('page');
    await tab.locator('#hand-over-browser').click();
    await (await opened).getByRole('heading', { level: 2 }).waitFor();
    await expect.poll(() => page.evaluate(() => window.sessionStorage.getItem('mleg.hand-over'))).toBe(qr);
  },
);
