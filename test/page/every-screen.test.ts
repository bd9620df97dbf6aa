import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../shared/ipc/views.ts';
import { makeAppView } from '../support/sample-views.ts';
import { acceptTerms } from './open-page.ts';
import { type Screen, SCREENS } from './screens.ts';
import { useStage } from './stage.ts';

/** Every screen, in every language and theme: nothing axe finds, nothing the policy stops, nothing that has to be scrolled sideways. */

const THEMES = ['light', 'dark', 'contrast'] as const;
/** Set to a folder to have a picture of each screen taken there. */
const PICTURES = process.env['MLEG_PICTURES'];

const openScene = useStage();
let axeSource: string;

beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  if (PICTURES) await mkdir(PICTURES, { recursive: true });
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(SCREENS)('$name', async (screen) => {
    const settings = { ...makeAppView().settings, language };
    const { page, host } = await openScene({
      route: screen.route,
      view: { settings, ...screen.view },
      handlers: screen.handlers ?? {},
      prepare: async (tab) => {
        if (screen.camera) await tab.addInitScript(stubCamera, screen.camera);
        if (screen.isOnTheWay) await acceptTerms(tab);
      },
    });
    expect(new URL(page.url()).hash).toBe(`#${screen.route}`);
    await screen.reach?.(page);
    const findings: string[] = [];
    // The themes' colours are the same in every language.
    for (const theme of language === 'pl' || PICTURES ? THEMES : (['light'] as const)) {
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
    expect(findings).toEqual([]);
  });
});

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
