import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FakeHost } from '../support/fake-host.ts';

export const USUAL_SIZE = { width: 1280, height: 900 };

export interface OpenedPage {
  readonly page: Page;
  /** Policy violations and uncaught errors since the page was opened; a healthy page has none. */
  readonly readComplaints: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  /** Where the tab opens, as for a person who comes back: it has its token already. Without it the tab comes from the shell's address. */
  readonly route?: string;
  readonly context?: BrowserContextOptions;
  /** Runs before the page's own code does. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** The page in a tab of its own, wide as a small laptop unless told otherwise. */
export async function openPage(browser: Browser, host: FakeHost, options: OpenOptions = {}): Promise<OpenedPage> {
  const context = await browser.newContext({
    viewport: USUAL_SIZE,
    locale: 'pl-PL',
    ...options.context,
  });
  // Short enough that a step which never comes is named by the step, not by the whole test's limit.
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const isNetwork = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isNetwork) complaints.push(`console: ${message.text()}`);
  });
  await page.exposeFunction('noteViolation', (violation: string) => void complaints.push(violation));
  await page.addInitScript(() => {
    const { noteViolation } = window as unknown as { noteViolation: (violation: string) => void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      noteViolation(`${violatedDirective}: ${blockedURI} ${sample}`);
    });
  });
  await options.prepare?.(page);
  if (options.route)
    await page.addInitScript((token) => window.sessionStorage.setItem('mleg.token', token), host.token);
  await page.goto(options.route ? `${host.origin}/#${options.route}` : host.address);
  // Until the host has answered there is only the program's name; what a test looks at comes with the answer.
  await page.locator('.floor main h1, main.alone [role=alert]').first().waitFor();
  return { page, readComplaints: async () => complaints, close: () => context.close() };
}

/** A tab in which the terms have been accepted. */
export const acceptTerms = (page: Page): Promise<unknown> =>
  page.addInitScript(() => window.sessionStorage.setItem('mleg.terms', 'accepted'));

/** The QR's text typed into the first way in and sent off. */
export async function typeQrText(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^(Tekst kodu QR|Text of the QR code)$/u }).fill(text);
  await page.getByRole('button', { name: /^(Dalej|Continue)$/u }).click();
}
