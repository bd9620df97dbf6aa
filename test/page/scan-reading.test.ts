import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { asUrl, drawQr, openWayOn, reachesCode, showToCamera, TEXT, waitForState, withCamera } from './scan-scene.ts';
import { useStage } from './stage.ts';

const openWay = openWayOn(useStage());

/** The choice of an engine, unfolded. */
async function openChoice(page: Page) {
  await page
    .getByText(/^Jak czytać/u)
    .first()
    .click();
  return (name: RegExp) => page.getByRole('radio', { name });
}
/** All of them take turns, so either may be the first to see a code. */
const ANY = '(zxing|restore)';
const readBy = (page: Page, engine: string): Promise<void> =>
  page.getByText(new RegExp(`^Odczytał: ${engine}, \\d+ ms$`, 'u')).waitFor();

describe('the engine that reads', () => {
  test('is named with its time after a read, and once more beside what was read', async () => {
    const { page } = await openWay('camera', withCamera);
    await showToCamera(page, asUrl(await drawQr('https://example.org/menu')));
    await waitForState(page, 'To nie jest kod mLegitymacji');
    await readBy(page, ANY);
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    await readBy(page, ANY);
    expect(
      await page
        .getByRole('status')
        .getByText(/^Odczytał/u)
        .count(),
    ).toBe(0);
  });

  test('is not named where a text was typed after a scan', async () => {
    const { page } = await openWay('camera', withCamera);
    await showToCamera(page, asUrl(await drawQr('https://example.org/menu')));
    await readBy(page, ANY);
    await page.getByRole('link', { name: 'Wpisz' }).click();
    await page.getByRole('textbox', { name: 'Tekst kodu QR' }).fill(TEXT);
    await page.keyboard.press('Enter');
    await reachesCode(page);
    expect(await page.getByText(/^Odczytał/u).count()).toBe(0);
  });

  test.each([
    ['zxing', /^zxing/u],
    ['restore', /^restore/u],
    ['jsQR', /^jsQR/u],
  ])('can be chosen: %s reads alone, at once', async (name, label) => {
    const { page } = await openWay('camera', withCamera);
    const choice = await openChoice(page);
    await choice(label).check();
    await showToCamera(page, asUrl(await drawQr('https://example.org/menu')));
    await readBy(page, name);
    await choice(/^wszystkie/u).check();
    // What was read before is passed over.
    await showToCamera(page, asUrl(await drawQr('https://example.org/poster')));
    await readBy(page, ANY);
    await expect.poll(() => page.locator('summary').first().innerText()).toBe('Jak czytać: wszystkie');
  });

  test('is remembered, and reads images too', async () => {
    const { page } = await openWay('camera', withCamera);
    await (await openChoice(page))(/^jsQR/u).check();
    await page.reload();
    await page.getByText('Jak czytać: jsQR').waitFor();
    await page.getByRole('link', { name: 'Obraz' }).click();
    const buffer = await drawQr(TEXT);
    await page.locator('input[type=file]').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer });
    await reachesCode(page);
    await readBy(page, 'jsQR');
    expect(await page.evaluate(() => window.localStorage.getItem('mleg.engine'))).toBe('jsqr');
  });

  test('is any of them where the memory holds nonsense', async () => {
    const { page } = await openWay('camera', {
      script: async (tab) => {
        await withCamera.script(tab);
        await tab.addInitScript(() => window.localStorage.setItem('mleg.engine', 'zbar'));
      },
    });
    expect(await (await openChoice(page))(/^wszystkie/u).isChecked()).toBe(true);
  });
});
