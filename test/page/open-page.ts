import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FakeHost } from '../support/fake-host.ts';

export interface OpenedPage {
  readonly page: Page;
  /** Policy violations and uncaught errors since the page was opened; a healthy page has none. */
  readonly readComplaints: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** The page in a tab of its own, wide as a small laptop unless told otherwise, at `route` behind the wallet's start. */
export async function openPage(
  browser: Browser,
  host: FakeHost,
  route = '/wallet',
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'pl-PL', ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenViolations: seen });
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.goto(host.address);
  await page.getByRole('navigation').first().waitFor();
  if (route !== '/wallet') await page.evaluate((path) => void (window.location.hash = path), route);
  return {
    page,
    readComplaints: async () => [
      ...complaints,
      ...(await page.evaluate(() => (window as unknown as { seenViolations: string[] }).seenViolations)),
    ],
    close: () => context.close(),
  };
}

/** The QR's text typed into the first way in and sent off. */
export async function typeQrText(page: Page, text: string): Promise<void> {
  await page.locator('#qr-text').fill(text);
  await page.getByRole('button', { name: /^(Dalej|Continue)$/u }).click();
}
