import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findAxeViolations } from '../support/axe.ts';
import { useVisits } from './use-visits.ts';
import { openWorld, SECOND_MS, type World } from './world.ts';

let world: World;
let page: Page;
let complaints: string[];
const visitAgain = useVisits(
  { isSlow: true },
  { permissions: ['clipboard-read', 'clipboard-write'] },
  (visit) => ({ world, page, complaints } = visit),
);

const button = (name: string) => page.getByRole('button', { name, exact: true });

async function logInAndOrder(name: string, language = 'pl', url = world.url): Promise<void> {
  await page.goto(`${url}/usosweb?lang=${language}`);
  await page.getByRole('button', { name }).click();
  await page.getByRole('link', { name: /^mLegitymacja/u }).click();
  await button(language === 'pl' ? 'Zamów mLegitymację' : 'Order an ID card').click();
}

describe('USOSweb in a browser', () => {
  it('follows the order by itself, keeps the focus where it was, and tells a screen reader', async () => {
    await logInAndOrder('Zofia');
    await page.evaluate('globalThis.sameDocument = true');
    await button('Sprawdź status zamówienia').focus();
    world.wait(2 * SECOND_MS);
    await page.locator('#order-status', { hasText: 'W trakcie realizacji' }).waitFor();
    world.wait(3 * SECOND_MS);
    await page.locator('#order-status', { hasText: 'Do odbioru' }).waitFor();
    expect(await page.locator('#announcement').textContent()).toBe('Do odbioru');
    expect(await page.evaluate('[document.activeElement.id, globalThis.sameDocument]')).toEqual(['check-status', true]);
    expect(complaints).toEqual([]);
  });

  it('follows the language of the program that frames it, on the same page, and no other message', async () => {
    await logInAndOrder('Hanna');
    await page.evaluate(() => window.postMessage({ language: 'de' }));
    await page.evaluate(() => window.postMessage({ language: 'en' }));
    await page.getByRole('heading', { name: 'mLegitymacja order' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/usosweb/mlegitymacja');
    expect(complaints).toEqual([]);
  });

  it('copies the QR’s text and the activation code', async () => {
    await logInAndOrder('Jan');
    world.wait(5 * SECOND_MS);
    await button('Dodaj mLegitymację do mObywatela').click();
    for (const id of ['qr-text', 'activation-code']) {
      await page.locator(`button[data-copy="${id}"]`).click();
      await page.locator('#announcement', { hasText: 'Skopiowano' }).waitFor({ state: 'attached' });
      const shown = await page.locator(`#${id}`).evaluate((element) => (element as HTMLTextAreaElement).value.trim());
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(shown);
      await page.locator('#announcement').evaluate((element) => void (element.textContent = ''));
    }
    expect(complaints).toEqual([]);
  });

  it('takes the frame with the codes away once the order is cancelled elsewhere', async () => {
    await logInAndOrder('Piotr');
    world.wait(5 * SECOND_MS);
    await button('Dodaj mLegitymację do mObywatela').click();
    const address = String(await page.locator('main').getAttribute('data-watch'));
    await world.staff('POST', `/api/orders/${address.split('/')[3] ?? ''}/cancel`);
    await page.locator('#order-status', { hasText: 'Anulowane' }).waitFor();
    expect(await page.locator('#add').count()).toBe(0);
  });

  it('shows what has changed while the mock was away, without losing its place', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mleg-browser-'));
    const databaseLocation = join(folder, 'university.db');
    let own = await openWorld({ isSlow: true, databaseLocation });
    onTestFinished(async () => {
      await own.stop();
      rmSync(folder, { recursive: true });
    });
    await logInAndOrder('Zofia', 'pl', own.url);
    await page.evaluate('globalThis.sameDocument = true');
    const [port, later] = [Number(new URL(own.url).port), own.now() + 5 * SECOND_MS];
    await own.stop();
    own = await openWorld({ isSlow: true, databaseLocation, port, startsAt: later, seed: 'restarted' });
    await page.locator('#order-status', { hasText: 'Do odbioru' }).waitFor();
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
  });

  it('asks nothing while nothing happens, and leads to the login once the session has ended elsewhere', async () => {
    const following = page.waitForRequest(/\/state$/u);
    await logInAndOrder('Zofia');
    await following;
    await page.waitForLoadState('load');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const other = await page.context().newPage();
    await other.goto(`${world.url}/usosweb/studies`);
    expect(asked).toEqual([]);
    await other.getByRole('button', { name: 'Wyloguj' }).click();
    await page.waitForURL(/\/usosweb$/u);
    await page.getByRole('button', { name: 'Zofia' }).waitFor();
  });

  it('is walked through by keyboard alone', async () => {
    await page.goto(`${world.url}/usosweb`);
    const tabTo = async (id: string) => {
      for (let presses = 0; presses < 20; presses++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(`document.activeElement.matches('${id}')`)) return;
      }
      throw new Error(`${id} cannot be reached`);
    };
    await tabTo('button[value=hanna]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/studies');
    await tabTo('a.tile');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/mlegitymacja');
    await tabTo('#place-order');
    await page.keyboard.press('Enter');
    await page.locator('#order-status').waitFor();
    expect(await page.locator('#order-status').textContent()).toBe('Oczekuje');
  });
});

describe.each([
  ['light', 1100, 'pl'],
  ['dark', 1100, 'en'],
  ['light', 360, 'en'],
  ['dark', 360, 'pl'],
] as const)('USOSweb, %s, %i pixels wide, in %s', (colorScheme, width, language) => {
  it('has nothing axe objects to and nothing that must be scrolled sideways', async () => {
    await visitAgain({ colorScheme, viewport: { width, height: 740 } });
    const findings: unknown[] = [];
    const look = async (where: string) => {
      const violations = await findAxeViolations(page);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (violations.length > 0 || overflow !== 0) findings.push({ where, violations, overflow });
    };
    await page.goto(`${world.url}/usosweb?lang=${language}`);
    await look('login');
    await logInAndOrder('Zofia', language);
    await look('waiting');
    world.wait(5 * SECOND_MS);
    await page.locator('#add-card').click();
    await page.locator('#qr-image').waitFor();
    await look('ready');
    const { width: qrWidth } = (await page.locator('#qr-image').boundingBox()) ?? { width: 0 };
    expect(qrWidth).toBeGreaterThanOrEqual(300);
    await page.locator('#cancel-order').click();
    await look('cancel');
    await page.goto(`${world.url}/usosweb/studies`);
    await look('studies');
    await page.goto(`${world.url}/usosweb/help/statuses`);
    await look('help');
    await world.staff('POST', '/api/students/zofia/events', { event: 'renew-els' });
    await page.goto(`${world.url}/usosweb/mlegitymacja`);
    await page.locator('#extend-order').waitFor();
    await look('extend');
    for (const event of ['change-data', 'withdraw-photo']) {
      await world.staff('POST', '/api/students/zofia/events', { event });
    }
    await page.goto(`${world.url}/usosweb/mlegitymacja`);
    await page.locator('#order-reason').waitFor();
    expect(await page.locator('.refusals li').count()).toBe(2);
    await look('refused');
    expect(findings).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
