import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findAxeViolations } from '../support/axe.ts';
import { payloadOf } from './wallet-steps.ts';
import { useVisits } from './use-visits.ts';
import { SECOND_MS, type World } from './world.ts';

const WALLET_PAGE = 'http://127.0.0.1:9/';

let world: World;
let page: Page;
let complaints: string[];
const visitAgain = useVisits(
  { isSlow: true, walletPage: WALLET_PAGE },
  { permissions: ['clipboard-read', 'clipboard-write'], viewport: { width: 360, height: 740 } },
  (visit) => ({ world, page, complaints } = visit),
);

/** Through the side menu, as domain.md has the way. */
async function logInAndOrder(name: string): Promise<void> {
  await page.goto(`${world.url}/mobile`);
  await page.getByRole('button', { name }).click();
  await page.locator('summary').click();
  await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'mLegitymacja' }).click();
  await page.getByRole('link', { name: 'Moja mLegitymacja' }).click();
  await page.getByRole('link', { name: 'Zamów mLegitymację' }).click();
  await page.getByRole('button', { name: 'Zamawiam' }).click();
  await page.locator('#order-status', { hasText: 'Oczekuje' }).waitFor();
}

describe('Mobile USOS in a browser', () => {
  it('goes from the order to its notice, hands over the very QR that was issued, and never the code', async () => {
    await logInAndOrder('Zofia');
    await page.getByRole('link', { name: 'Mobilny USOS' }).click();
    await page.evaluate('globalThis.sameDocument = true');
    await page.locator('#bell').focus();
    world.wait(5 * SECOND_MS);
    await page.getByRole('button', { name: /mLegitymacja gotowa do odbioru/u }).waitFor();
    expect(await page.locator('#announcement').textContent()).toBe('mLegitymacja gotowa do odbioru');
    expect(await page.getByRole('link', { name: 'Powiadomienia, nowe: 1' }).count()).toBe(1);
    expect(await page.evaluate('[document.activeElement.id, globalThis.sameDocument]')).toEqual(['bell', true]);

    await page.getByRole('button', { name: /gotowa do odbioru/u }).click();
    await page.getByRole('link', { name: /^Dodaj mLegitymację do mObywatela/u }).click();
    const { json } = await world.staff('GET', '/api/orders?student=zofia');
    const [order] = json['orders'] as { qr: string; activation_code: string }[];
    const link = new URL((await page.locator('#hand-over').getAttribute('href')) ?? '');
    expect([link.protocol, link.pathname, [...link.searchParams]]).toEqual([
      'mleg-sim:',
      'activate',
      [['qr', order?.qr]],
    ]);
    expect(payloadOf(order?.qr ?? '')['iss']).toBe(world.url);
    const inBrowser = new URL((await page.locator('#hand-over-browser').getAttribute('href')) ?? '');
    expect([inBrowser.origin + inBrowser.pathname, inBrowser.search]).toEqual([WALLET_PAGE, '']);
    expect(inBrowser.hash).toBe(`#/wallet/activate?qr=${encodeURIComponent(order?.qr ?? '')}`);
    const links = await page.locator('a').evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
    expect(links.filter((each) => each.includes(order?.activation_code ?? 'no code'))).toEqual([]);

    for (const [id, text] of [
      ['qr-text', order?.qr],
      ['activation-code', order?.activation_code],
    ] as const) {
      await page.locator(`button[data-copy="${id}"]`).click();
      await page.locator('#announcement', { hasText: 'Skopiowano' }).waitFor({ state: 'attached' });
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(text);
      await page.locator('#announcement').evaluate((element) => void (element.textContent = ''));
    }

    await page.getByRole('link', { name: 'Moja mLegitymacja' }).click();
    await page.locator('#revoke-card').click();
    await page.getByRole('button', { name: 'Anuluj mLegitymację' }).click();
    await page.locator('#order-status', { hasText: 'Anulowane' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('is not loaded anew while a form is on its way, which would lose the answer to it', async () => {
    await logInAndOrder('Zofia');
    await page.locator('#revoke-card').click();
    await page.getByRole('button', { name: 'Anuluj mLegitymację' }).waitFor();
    await page.evaluate('globalThis.sameDocument = true');
    // As if it were sent and its answer took long: what it does is told to the page before that has come.
    await page.evaluate(
      `document.querySelector('main form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))`,
    );
    const { json } = await world.staff('GET', '/api/orders?student=zofia');
    const [order] = json['orders'] as { id: string }[];
    const asksAnew = page.waitForResponse((answer) => answer.request().resourceType() === 'fetch');
    await world.staff('POST', `/api/orders/${order?.id ?? ''}/cancel`);
    expect((await asksAnew).status()).toBe(409);
    for (let rounds = 0; rounds < 5; rounds++) await page.evaluate('fetch("/mobile/help/statuses").then(() => null)');
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
  });

  it('tells on whatever page it is that something was withdrawn', async () => {
    await logInAndOrder('Hanna');
    await page.goto(`${world.url}/mobile/help/statuses`);
    await world.staff('POST', '/api/students/hanna/events', { event: 'suspend' });
    await page.getByRole('link', { name: 'Powiadomienia, nowe: 1' }).click();
    await page.getByRole('button', { name: /Uczelnia unieważniła mLegitymację/u }).click();
    await page.locator('#order-status', { hasText: 'Unieważnione' }).waitFor();
    expect(await page.getByRole('link', { name: 'Powiadomienia', exact: true }).count()).toBe(1);
  });

  it('is walked through by keyboard alone; the menu opens, leads on, and is closed by Escape', async () => {
    await page.goto(`${world.url}/mobile`);
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 25; presses++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      }
      throw new Error(`${selector} cannot be reached`);
    };
    await tabTo('button[value=jan]');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Jan Testowy' }).waitFor();
    await tabTo('summary');
    await page.keyboard.press('Enter');
    await tabTo('.menu-entry');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SUMMARY');
    expect(await page.locator('.menu-sheet').isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    await tabTo('a[href="/mobile/mlegitymacja"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/mlegitymacja');
    await tabTo('a[href="/mobile/mlegitymacja/my"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/my');
    await tabTo('#order-card');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/order');
    await tabTo('#place-order');
    await page.keyboard.press('Enter');
    await page.locator('#order-status').waitFor();
  });

  it('follows the language of the program that frames it, on the same page', async () => {
    await logInAndOrder('Piotr');
    await page.evaluate(() => window.postMessage({ language: 'en' }));
    await page.getByRole('heading', { level: 1, name: 'My mLegitymacja' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/mobile/mlegitymacja/my');
  });
});

describe.each([
  ['light', 360, 'pl'],
  ['dark', 360, 'en'],
  ['light', 1280, 'en'],
  ['dark', 1280, 'pl'],
] as const)('Mobile USOS, %s, %i pixels wide, in %s', (colorScheme, width, language) => {
  it('has nothing axe objects to, nothing to scroll sideways, and nothing too small for a thumb', async () => {
    await visitAgain({ colorScheme, viewport: { width, height: 860 } });
    const findings: unknown[] = [];
    const look = async (name: string, path?: string) => {
      if (path !== undefined) await page.goto(world.url + path);
      const violations = await findAxeViolations(page);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      const small = await page.evaluate(findSmallTargets);
      if (violations.length > 0 || overflow !== 0 || small.length > 0)
        findings.push({ name, violations, overflow, small });
    };
    const my = '/mobile/mlegitymacja/my';
    await look('login', `/mobile?lang=${language}`);
    await page.locator('button[value=kacper]').click();
    await look('refused', '/mobile/mlegitymacja/order');
    expect(await page.locator('.refusals li').count()).toBe(3);
    await page.locator('summary').click();
    await look('menu');
    await page.locator('.menu-entry').click();
    await page.locator('button[value=zofia]').click();
    await look('home');
    await look('card', '/mobile/mlegitymacja');
    await look('my-none', my);
    await look('order', '/mobile/mlegitymacja/order');
    await page.locator('#place-order').click();
    await look('my-waiting');
    world.wait(5 * SECOND_MS);
    await look('my-ready', my);
    await look('has-order', '/mobile/mlegitymacja/order');
    await look('home-ready', '/mobile');
    await world.staff('POST', '/api/students/zofia/events', { event: 'renew-els' });
    await look('my-extend', my);
    await page.locator('#add-card').click();
    await look('hand-over');
    await page.goto(world.url + my);
    await page.locator('#revoke-card').click();
    await look('revoke');
    await look('statuses', '/mobile/help/statuses');
    await world.staff('POST', '/api/students/zofia/events', { event: 'change-data' });
    await look('home-invalidated', '/mobile');
    await look('my-invalidated', my);
    await page.goto(`${world.url}/mobile/nothing`);
    await look('error');
    expect(findings).toEqual([]);
    // The page that is not there is one.
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
  });
});

/** Whatever can be pressed and is less than 44 pixels high or wide, apart from what only a focus shows. */
function findSmallTargets(): string[] {
  return [...document.querySelectorAll<HTMLElement>('a, button, summary')]
    .filter((element) => !element.classList.contains('skip') && element.checkVisibility())
    .filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width < 44 || height < 44;
    })
    .map(({ outerHTML }) => outerHTML.slice(0, 120));
}
