import jsQR from 'jsqr';
import type { FrameLocator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

/** The wallet of the whole program, used as a person uses it, in English. */

export const goToPlace = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name }).click();

const openCardPage = (usosweb: FrameLocator): Promise<void> =>
  usosweb
    .getByRole('link', { name: /mLegitymacja/u })
    .last()
    .click();

/** Zofia's card, ordered at the mock and activated; ends where the card is shown. */
export async function addCard(page: Page): Promise<void> {
  await goToPlace(page, 'University');
  const usosweb = page.frameLocator('iframe');
  await usosweb.getByRole('button', { name: /Zofia Przykładowa/u }).click();
  await openCardPage(usosweb);
  await usosweb.getByRole('button', { name: 'Order an ID card' }).click();
  await usosweb.getByRole('button', { name: 'Add mLegitymacja to mObywatel' }).click();
  const qr = await usosweb.getByRole('textbox').inputValue();
  const code = (await usosweb.getByLabel('Activation code:').first().textContent()) ?? '';
  await goToPlace(page, 'Wallet');
  await page.getByRole('button', { name: 'Get started' }).click();
  await page.getByRole('radio', { name: /Zofia Przykładowa/u }).check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('link', { name: /Student card/u }).click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox').fill(qr);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('textbox', { name: 'Activation code' }).fill(code.trim());
  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('button', { name: 'Show the card' }).click();
}

/** The QR on the screen, as a camera would have it. Waits until it is another one than `before`. */
export async function readShown(page: Page, before = ''): Promise<string> {
  let text = '';
  await expect
    .poll(
      async () => {
        const { data, width, height } = PNG.sync.read(await page.locator('figure').screenshot());
        text = jsQR(new Uint8ClampedArray(data), width, height)?.data ?? before;
        return text;
      },
      { timeout: 40_000 },
    )
    .not.toBe(before);
  return text;
}
