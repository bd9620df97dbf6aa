import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { findAxeViolations } from '../support/axe.ts';
import { makeAppView } from '../support/sample-views.ts';
import { acceptTerms, USUAL_SIZE } from './open-page.ts';
import type { Screen } from './screen.ts';
import { SCREENS } from './screens.ts';
import { useStage } from './stage.ts';
import { stubCamera as paintCamera } from './stub-camera.ts';

/** Every screen, in every language and theme: nothing axe finds, nothing the policy stops, nothing that has to be scrolled sideways. */

const THEMES = ['light', 'dark', 'contrast'] as const;
const SMALL_SIZES = [
  { width: 1024, height: 700 },
  { width: 640, height: 450 },
  { width: 360, height: 740 },
];
/** Set to a folder to have a picture of each screen taken there. */
const PICTURES = process.env['MLEG_PICTURES'];

const openScene = useStage();

beforeAll(async () => {
  if (PICTURES) await mkdir(PICTURES, { recursive: true });
});

/**
 * In Polish everything; in English what may differ: texts and the room they take. The themes' colours are the same in both, so English in
 * the other two is looked at only where pictures are taken.
 */
const LOOKS = [
  { language: 'pl', themes: THEMES },
  { language: 'en', themes: PICTURES ? THEMES : (['light'] as const) },
] as const;

test.each(SCREENS)('$name', async (screen) => {
  const { settings } = makeAppView();
  const { page, host } = await openScene({
    route: screen.route,
    view: { settings, ...screen.view },
    handlers: screen.handlers ?? {},
    ...(screen.now === undefined ? {} : { now: screen.now }),
    script: async (tab) => {
      if (screen.camera === 'painted') await tab.addInitScript(paintCamera);
      else if (screen.camera) await tab.addInitScript(stubCamera, screen.camera);
      if (screen.screen) await tab.addInitScript(stubScreen, screen.screen);
      if (screen.isOnTheWay) await acceptTerms(tab);
    },
  });
  expect(new URL(page.url()).hash).toBe(`#${screen.route}`);
  await screen.reach?.(page);
  const findings: string[] = [];
  for (const { language, themes } of LOOKS) {
    for (const theme of themes) {
      host.push({ name: 'settings.changed', value: { ...settings, language, theme } });
      await page.locator(`html[data-theme=${theme}][lang=${language}]`).waitFor();
      await settle(page);
      // All rules once; the other themes differ in nothing but colour.
      const violations = await findAxeViolations(page, theme === 'light' ? 'all' : 'colours');
      findings.push(...violations.map((violation) => `${language}, ${theme}: ${violation}`));
      await takePicture(page, `${screen.name}.${language}.${theme}`);
    }
    for (const size of SMALL_SIZES) {
      await page.setViewportSize(size);
      if (await isWiderThanWindow(page)) findings.push(`${language}: wider than ${size.width} px`);
      await takePicture(page, `${screen.name}.${language}.${size.width}`);
    }
    await page.setViewportSize(USUAL_SIZE);
  }
  expect(findings).toEqual([]);
});

async function takePicture(page: Page, name: string): Promise<void> {
  if (PICTURES) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

function stubCamera(outcome: Exclude<Screen['camera'], 'painted' | undefined>): void {
  navigator.mediaDevices.getUserMedia = () =>
    outcome === 'pending' ? new Promise(() => undefined) : Promise.reject(new DOMException('stub', outcome));
}

function stubScreen(error: NonNullable<Screen['screen']>): void {
  navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException('stub', error));
}

/** Transitions are at their end, at once. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  });

const isWiderThanWindow = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
