import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../shared/ipc/views.ts';
import { type BuiltPage, buildPage } from '../support/build-page.ts';
import { launchChromium } from '../support/chromium.ts';
import { startFakeHost } from '../support/fake-host.ts';
import { makeAppView } from '../support/sample-views.ts';
import { openPage } from './open-page.ts';
import { type Screen, SCREENS } from './screens.ts';

/** Every screen, in every language and theme: nothing axe finds, nothing the policy stops, nothing that has to be scrolled sideways. */

const THEMES = ['light', 'dark', 'contrast'] as const;
/** Set to a folder to have a picture of each screen taken there. */
const PICTURES = process.env['MLEG_PICTURES'];

let built: BuiltPage;
let browser: Browser;
let axeSource: string;

beforeAll(async () => {
  [built, browser] = await Promise.all([buildPage(), launchChromium()]);
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  if (PICTURES) await mkdir(PICTURES, { recursive: true });
});
afterAll(async () => {
  await browser.close();
  await built.remove();
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(SCREENS)('$name', async (screen) => {
    const settings = { ...makeAppView().settings, language };
    const host = await startFakeHost({ pageFolder: built.folder, view: { settings, ...screen.view } });
    host.answer(screen.handlers ?? {});
    const { page, readComplaints, close } = await reachScreen(screen, host);
    const findings: string[] = [];
    for (const theme of THEMES) {
      host.push({ name: 'settings.changed', value: { ...settings, theme } });
      await page.locator(`html[data-theme=${theme}][lang=${language}]`).waitFor();
      await settle(page);
      findings.push(...(await findAxeViolations(page, theme === 'light')).map((finding) => `${theme}: ${finding}`));
      if (PICTURES)
        await page.screenshot({ path: join(PICTURES, `${screen.name}.${language}.${theme}.png`), fullPage: true });
    }
    for (const size of [
      { width: 1024, height: 700 },
      { width: 640, height: 450 },
      { width: 360, height: 740 },
    ]) {
      await page.setViewportSize(size);
      if (await isWiderThanWindow(page)) findings.push(`wider than ${size.width} px`);
      if (PICTURES)
        await page.screenshot({ path: join(PICTURES, `${screen.name}.${language}.${size.width}.png`), fullPage: true });
    }
    expect([...findings, ...(await readComplaints())]).toEqual([]);
    await close();
    await host.stop();
  });
});

async function reachScreen(
  screen: Screen,
  host: Awaited<ReturnType<typeof startFakeHost>>,
): ReturnType<typeof openPage> {
  const opened = await openPage(browser, host);
  const { page } = opened;
  if (screen.camera) await page.addInitScript(stubCamera, screen.camera);
  if (screen.isOnTheWay) await page.evaluate(() => sessionStorage.setItem('mleg.terms', 'accepted'));
  // The reload shows that the route survives it, and lets the stub and the tab's memory take hold.
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate((route) => {
      location.hash = route;
      location.reload();
    }, screen.route),
  ]);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).hash).toBe(`#${screen.route}`);
  await screen.reach?.(page);
  return opened;
}

function stubCamera(outcome: NonNullable<Screen['camera']>): void {
  navigator.mediaDevices.getUserMedia = () =>
    outcome === 'pending' ? new Promise(() => undefined) : Promise.reject(new DOMException('stub', outcome));
}

/** Transitions are over and fonts and layout are done. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map(({ finished }) => finished),
    ),
  );

/** All rules once; the other themes differ in nothing but colour. */
async function findAxeViolations(page: Page, hasAllRules: boolean): Promise<readonly string[]> {
  // Run through the debugger, which the page's policy does not bind.
  await page.evaluate(axeSource);
  return page.evaluate(async (isComplete) => {
    interface Found {
      violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
    }
    const { axe } = window as unknown as { axe: { run: (root: Document, options: unknown) => Promise<Found> } };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const rules = isComplete ? { type: 'tag', values: tags } : { type: 'rule', values: ['color-contrast'] };
    const found = await axe.run(document, { runOnly: rules, iframes: false });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id} ${html} ${failureSummary ?? ''}`),
    );
  }, hasAllRules);
}

const isWiderThanWindow = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
