import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { FakeHost } from '../support/fake-host.ts';

export const USUAL_SIZE = { width: 1280, height: 900 };

/** What code can be put into before a page's own code. */
export type Scriptable = Pick<Page, 'addInitScript'>;

/** A tab in which one page after the other can be looked at. */
export interface Tab {
  readonly page: Page;
  /** What is put in here is gone after `clear`. */
  readonly scripts: Scriptable;
  /** Policy violations and uncaught errors since they were last taken; a healthy page has none. */
  readonly takeComplaints: () => readonly string[];
  /** Empty and as it was when opened, but for what is stored for origins it has been at. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Wide as a small laptop unless told otherwise, with nothing of any other tab. */
export async function openTab(browser: Browser, contextOptions: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: USUAL_SIZE, locale: 'pl-PL', ...contextOptions });
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
  const added: { readonly dispose: () => Promise<void> }[] = [];
  return {
    page,
    scripts: {
      addInitScript: async (script, argument, options) => {
        const disposable = await page.addInitScript(script, argument, options);
        added.push(disposable);
        return disposable;
      },
    },
    takeComplaints: () => complaints.splice(0),
    clear: async () => {
      for (const other of context.pages()) if (other !== page) await other.close();
      for (const script of added.splice(0)) await script.dispose();
      await page.goto('about:blank');
      await page.setViewportSize(USUAL_SIZE);
      await page.emulateMedia({ media: null });
      complaints.length = 0;
    },
    close: () => context.close(),
  };
}

/**
 * The page as this host serves it. With a route the tab opens there, as for a person who comes back: it has its token already. Without one
 * it comes from the shell's address.
 */
export async function enterPage({ page, scripts }: Tab, host: FakeHost, route: string | null): Promise<void> {
  if (route !== null)
    await scripts.addInitScript((token) => window.sessionStorage.setItem('mleg.token', token), host.token);
  await page.goto(route === null ? host.address : `${host.origin}/#${route}`);
  // Until the host has answered there is only the program's name; what a test looks at comes with the answer.
  await page.locator('.floor main h1, main.alone [role=alert]').first().waitFor();
}

/** A tab in which the terms have been accepted. */
export const acceptTerms = (page: Scriptable): Promise<unknown> =>
  page.addInitScript(() => window.sessionStorage.setItem('mleg.terms', 'accepted'));

/** The QR's text typed into the first way in and sent off. */
export async function typeQrText(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /^(Tekst kodu QR|Text of the QR code)$/u }).fill(text);
  await page.getByRole('button', { name: /^(Dalej|Continue)$/u }).click();
}
