import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../shared/ipc/views.ts';
import { makeAppView, makeCard, makeWallet, SAMPLE_NOW } from '../support/sample-views.ts';
import { useStage } from './stage.ts';
import { ANSWERS, answers, showCode } from './verifier-screens.ts';

/**
 * The specimen mark is on every part of the card, proven on pixels: the card is photographed as it is and once more with the mark hidden
 * by the test, and every cell of a grid over it must differ. Nothing in the page can hide it; the test does so through the debugger.
 */

const openScene = useStage();

/** A cell is as large as a thumb's nail: no crop that still shows a name or half a face is without the mark. */
const CELL = 44;
/** Pixels that must differ in a cell, and by how much a pixel must: a glance sees it, noise does not reach it. */
const MIN_MARKED = 25;
const MIN_DIFFERENCE = 24;

interface Cover {
  readonly cells: number;
  /** Column and row of each cell without the mark. */
  readonly bare: readonly string[];
}

async function measureCover(page: Page, card: Locator): Promise<Cover> {
  const marked = PNG.sync.read(await card.screenshot({ animations: 'disabled' }));
  await addStyle(page, '.specimen { visibility: hidden !important }');
  const plain = PNG.sync.read(await card.screenshot({ animations: 'disabled' }));
  const columns = Math.floor(marked.width / CELL);
  const rows = Math.floor(marked.height / CELL);
  const counts = Array.from({ length: columns * rows }, () => 0);
  for (let y = 0; y < rows * CELL; y++) {
    for (let x = 0; x < columns * CELL; x++) {
      const at = (y * marked.width + x) * 4;
      const isMarked = [0, 1, 2].some((channel) => {
        return Math.abs((marked.data[at + channel] ?? 0) - (plain.data[at + channel] ?? 0)) >= MIN_DIFFERENCE;
      });
      const cell = Math.floor(y / CELL) * columns + Math.floor(x / CELL);
      if (isMarked) counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  const bare = counts.flatMap((count, cell) =>
    count < MIN_MARKED ? [`${cell % columns},${Math.floor(cell / columns)}: ${count}`] : [],
  );
  return { cells: counts.length, bare };
}

/** As the debugger can, which the page's policy does not bind. */
const addStyle = (page: Page, css: string): Promise<void> =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, css);

/** The card with its clock stopped: between the two pictures nothing may move but the mark. */
async function openCard(options: Parameters<typeof openScene>[0] = {}): Promise<{ page: Page; card: Locator }> {
  const { page } = await openScene({
    route: '/wallet/card/card-1',
    view: { wallet: makeWallet([makeCard()]) },
    now: SAMPLE_NOW,
    ...options,
  });
  const card = page.getByRole('article');
  await card.waitFor();
  return { page, card };
}

describe.each(['light', 'dark', 'contrast'] as const)('%s', (theme) => {
  describe.each(LANGUAGES)('%s', (language) => {
    test.each([
      { width: 1280, height: 900 },
      { width: 360, height: 740 },
    ])('marks every cell of a card $width px wide', async (viewport) => {
      const settings = { ...makeAppView().settings, theme, language };
      const { page, card } = await openCard({
        view: { settings, wallet: makeWallet([makeCard()]) },
      });
      await page.setViewportSize(viewport);
      const { cells, bare } = await measureCover(page, card);
      expect(cells).toBeGreaterThan(80);
      expect(bare).toEqual([]);
    });
  });
});

describe.each(['light', 'dark', 'contrast'] as const)('%s', (theme) => {
  test.each([
    { width: 1280, height: 900 },
    { width: 360, height: 740 },
  ])('marks every cell of whom a verifier sees, $width px wide', async (viewport) => {
    const { page } = await openScene({
      route: '/verifier/ask',
      view: { settings: { ...makeAppView().settings, theme } },
      handlers: answers(ANSWERS.valid),
      browser: { bypassCSP: true, viewport },
      prepare: (tab) => tab.clock.setFixedTime(ANSWERS.valid.at),
    });
    await showCode(page);
    const person = page.getByRole('region', { name: 'Kogo dotyczy' });
    await person.waitFor();
    // It stays at the window's foot while the person is photographed.
    await page.addStyleTag({ content: '.bar { position: static !important }' });
    const { cells, bare } = await measureCover(page, person);
    expect(cells).toBeGreaterThan(30);
    expect(bare).toEqual([]);
  });
});

test.each(['valid', 'expired', 'invalid', 'suspended'] as const)('marks a card that is %s', async (status) => {
  const { page, card } = await openCard({ view: { wallet: makeWallet([makeCard({ status })]) } });
  expect((await measureCover(page, card)).bare).toEqual([]);
});

test('marks the printed card', async () => {
  const { page, card } = await openCard();
  await page.emulateMedia({ media: 'print' });
  expect((await measureCover(page, card)).bare).toEqual([]);
  expect(await page.getByRole('navigation').count()).toBe(0);
});

test('marks the card of someone who wants less motion, and then nothing moves', async () => {
  const { page, card } = await openCard({ browser: { reducedMotion: 'reduce' } });
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  expect((await measureCover(page, card)).bare).toEqual([]);
});

test('the measure finds what is missing: a card without the mark has none, one with half of it has half', async () => {
  const half = await openCard();
  await addStyle(half.page, '.specimen { clip-path: inset(0 50% 0 0) }');
  const halfCover = await measureCover(half.page, half.card);
  expect(halfCover.bare.length).toBeGreaterThan(halfCover.cells * 0.35);
  const none = await openCard();
  await addStyle(none.page, '.specimen { display: none }');
  const noCover = await measureCover(none.page, none.card);
  expect(noCover.bare).toHaveLength(noCover.cells);
});

test('the mark is drawn last and lets every click through', async () => {
  const { card } = await openCard();
  const facts = await card.evaluate((element) => {
    const last = element.lastElementChild;
    if (!last) return null;
    const own = last.getBoundingClientRect();
    const whole = element.getBoundingClientRect();
    const layers = [...element.querySelectorAll('*')].map((each) => Number(getComputedStyle(each).zIndex) || 0);
    return {
      isMark: last.classList.contains('specimen'),
      covers: own.width >= whole.width - 4 && own.height >= whole.height - 4,
      isOnTop: Number(getComputedStyle(last).zIndex) >= Math.max(...layers),
      pointerEvents: getComputedStyle(last).pointerEvents,
    };
  });
  expect(facts).toEqual({ isMark: true, covers: true, isOnTop: true, pointerEvents: 'none' });
});
