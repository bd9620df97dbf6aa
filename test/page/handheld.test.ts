import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cardText, judgedBy, openCheckOn } from './check-scene.ts';
import { useStage } from './stage.ts';
import { typeAsReader } from './type-as-reader.ts';

/** A handheld barcode reader: a keyboard that types a code and presses Enter, or Tab. */

const openCheck = openCheckOn(useStage());
/** Shorter than a real one, since each key of it is pressed. */
const CARD = cardText(7, 100);
const LONG_CARD = cardText(7, 320);
const byReader = [{ text: CARD, source: 'reader', challengeId: null }];

const verdict = (page: Page) => page.getByRole('heading', { level: 1, name: 'Ważna' });
const alertOf = (page: Page, text: string) => page.getByRole('alert').getByText(text);

describe('a handheld reader', () => {
  test('is heard without a click into a field, on the answer too', async () => {
    const { page, host } = await openCheck('scan/image');
    await page.getByText('Czytnik ręczny: po prostu skanuj').waitFor();
    await typeAsReader(page, CARD);
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual(byReader);
    const other = cardText(8, 100);
    await typeAsReader(page, other);
    await expect.poll(() => judgedBy(host).at(-1)).toEqual({ text: other, source: 'reader', challengeId: null });
  });

  test('presses nothing that has the focus, neither with the spaces of a code nor with its Enter', async () => {
    const { page, host } = await openCheck('scan/image');
    await page.evaluate(() => {
      document.addEventListener('click', () => (document.title = 'pressed'), true);
    });
    await page.locator('main').locator('a, label, button').first().focus();
    expect(CARD).toContain(' ');
    await typeAsReader(page, CARD);
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual(byReader);
    expect(await page.title()).not.toBe('pressed');
  });

  test('may end with Tab, and moves no focus by it', async () => {
    const { page, host } = await openCheck('scan/image');
    const link = page.getByRole('link', { name: 'Kamera' });
    await link.focus();
    await typeAsReader(page, 'A short one', { endsWith: 'Tab' });
    await alertOf(page, 'To nie jest kod legitymacji').waitFor();
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    await typeAsReader(page, CARD, { endsWith: 'Tab' });
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual(byReader);
  });

  test.each(['Space', 'Enter'])('leaves %s on a button to the person who presses it', async (key) => {
    const { page } = await openCheck('queue');
    await page.getByRole('radio', { name: 'Tylko czytnik ręczny' }).check();
    await page.getByRole('button', { name: 'Rozpocznij' }).focus();
    await page.keyboard.press(key);
    await page.getByText('Następna osoba', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Wstrzymaj' }).focus();
    await page.keyboard.press(key);
    expect(await page.getByRole('button', { name: 'Rozpocznij' }).count()).toBe(1);
  });

  test('leaves Tab, arrows and shortcuts alone', async () => {
    const { page, host } = await openCheck('scan/image');
    await page.getByRole('link', { name: 'Kamera' }).focus();
    await page.keyboard.press('Tab');
    expect(await page.getByRole('link', { name: 'Ekran' }).evaluate((link) => link === document.activeElement)).toBe(
      true,
    );
    await page.keyboard.press('Control+1');
    await page.getByRole('heading', { level: 1, name: 'Portfel' }).waitFor();
    expect(judgedBy(host)).toEqual([]);
  });

  test('is not a person who types, however much and with Enter at the end', async () => {
    const { page, host } = await openCheck('scan/image');
    await typeAsReader(page, CARD.slice(0, 60), { everyMs: 150 });
    await typeAsReader(page, CARD.slice(0, 7));
    // A reader right after it is heard, from its own first character on.
    await typeAsReader(page, CARD);
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual(byReader);
  });

  test('types no more than 5000 characters that anybody keeps', async () => {
    const { page, host } = await openCheck('scan/image');
    await typeAtOnce(page, `MP1:${'A'.repeat(4996)}`, 0);
    await expect.poll(() => judgedBy(host).length).toBe(1);
    await typeAtOnce(page, `MP1:${'A'.repeat(4997)}`, 30_000);
    await typeAtOnce(page, CARD, 60_000);
    await expect.poll(() => judgedBy(host).at(-1)).toEqual(byReader[0]);
    expect(judgedBy(host)).toHaveLength(2);
  });

  test('types small letters while Caps Lock is on, and is understood', async () => {
    const { page, host } = await openCheck('scan/image');
    await typeAsReader(page, CARD.toLowerCase());
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual(byReader);
  });

  test.each([
    ['of another country', LONG_CARD.replaceAll(':', 'Ö').replaceAll('Y', 'Z')],
    ['of France', `?P&M${LONG_CARD.slice(4).replaceAll('A', 'Q').toLowerCase()}`],
  ])('that takes the keyboard for one %s is told so', async (_name, garbled) => {
    const { page, host } = await openCheck('scan/image');
    await typeAsReader(page, garbled);
    await alertOf(page, 'Czytnik pisze innym układem klawiatury').waitFor();
    expect(judgedBy(host)).toEqual([]);
  });

  test.each([
    ['5901234123457', 'To nie jest kod legitymacji'],
    [`https://example.org/${'a'.repeat(400)}`, 'To nie jest kod legitymacji'],
    ['MC1:6BF+70790T9WJWG', 'To pytanie weryfikującego, nie legitymacja'],
  ])('that reads %s is told what that is', async (text, title) => {
    const { page, host } = await openCheck('scan/image');
    await typeAsReader(page, text);
    await alertOf(page, title).waitFor();
    expect(judgedBy(host)).toEqual([]);
  });

  test('works into the field as well', async () => {
    const { page, host } = await openCheck('scan/type');
    await page.getByRole('textbox').focus();
    await typeAsReader(page, CARD);
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual([{ text: CARD, source: 'typed', challengeId: null }]);
  });
});

/** Thousands of keys: not real ones, which would take minutes. `from`: when the keyboard begins, by its own clock. */
const typeAtOnce = (page: Page, text: string, from: number): Promise<void> =>
  page.evaluate(
    ({ keys, startsAt }) => {
      for (const [at, key] of keys.entries()) {
        const event = new KeyboardEvent('keydown', { key });
        Object.defineProperty(event, 'timeStamp', { value: startsAt + at * 4 });
        window.dispatchEvent(event);
      }
    },
    { keys: [...text, 'Enter'], startsAt: from },
  );
