import { isDeepStrictEqual } from 'node:util';
import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { FrameReader } from '../../shared/protocol/photo-frames.ts';
import { makeCard, makeRequest, makeWallet } from '../support/sample-views.ts';
import { press } from './code-scene.ts';
import { answersChallenge, MOVING_TEXT, SHOWN_TEXT, shows, typeDigits } from './present-screens.ts';
import { useStage } from './stage.ts';

const openScene = useStage();
const shown = { route: '/wallet/card/card-1/show', view: { wallet: makeWallet([makeCard()]) }, handlers: shows };
const SCAN = '/wallet/card/card-1/confirm/scan';
const WITH_PHOTO = { name: 'Ze zdjęciem' };

async function decode(page: Page): Promise<string> {
  const { data, width, height } = PNG.sync.read(await page.locator('figure').screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? '';
}

/** The page's clock must stand; it is moved on by one frame for each picture. */
async function readMoving(page: Page): Promise<string> {
  const reader = new FrameReader();
  for (let picture = 0; picture < 30; picture++) {
    const taken = reader.take(await decode(page));
    if (taken.kind === 'done') return taken.text;
    await page.clock.runFor(100);
  }
  throw new Error('30 frames were not enough');
}

describe('a code with the photo', () => {
  test('moves only when it is switched on, is read from pictures of the screen, and goes when it is switched off', async () => {
    const { page, host } = await openScene({ ...shown, prepare: (tab) => tab.clock.install() });
    await page.locator('svg.qr').waitFor();
    expect(await decode(page)).toBe(SHOWN_TEXT);
    const photo = page.getByRole('switch', WITH_PHOTO);
    await photo.press('Space');
    await page.getByRole('img', { name: 'Ruchomy kod QR', exact: false }).waitFor();
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    expect(await readMoving(page)).toBe(MOVING_TEXT);
    expect(await page.locator('figure').innerText()).toContain('WZÓR');
    await photo.press('Space');
    await page.getByRole('img', { name: 'zmienia się co 15 sekund', exact: false }).waitFor();
    expect(await decode(page)).toBe(SHOWN_TEXT);
    const asked = host.calls.filter(({ name }) => name === 'presentation.show').map(({ argument }) => argument);
    const [without, withIt] = [false, true].map((withPhoto) => ({ cardId: 'card-1', withPhoto }));
    // However often it was drawn anew on a slow machine.
    expect(asked.filter((argument, at) => !isDeepStrictEqual(argument, asked[at - 1]))).toEqual([
      without,
      withIt,
      without,
    ]);
  });

  test('is off again when one comes back', async () => {
    const { page } = await openScene(shown);
    await page.getByRole('switch', WITH_PHOTO).check();
    await page.getByRole('link', { name: 'Legitymacja', exact: true }).click();
    await page.getByRole('link', { name: 'Pokaż kod QR' }).click();
    await page.locator('svg.qr').waitFor();
    expect(await page.getByRole('switch', WITH_PHOTO).isChecked()).toBe(false);
  });

  test.each([
    ['no photo', null],
    ['one that is too large', `data:image/png;base64,${'A'.repeat(16_384)}`],
  ])('is not offered with %s', async (_what, photo) => {
    const { page } = await openScene({ ...shown, view: { wallet: makeWallet([makeCard({ photo })]) } });
    await page.locator('svg.qr').waitFor();
    expect(await page.getByRole('switch').count()).toBe(0);
  });

  test('answers a challenge where the person adds it', async () => {
    const { page, host } = await openScene({
      ...{ route: SCAN, view: shown.view, handlers: answersChallenge },
      prepare: (tab) => tab.clock.install(),
    });
    await typeDigits(page);
    await page.getByRole('switch', { name: 'Dołącz zdjęcie' }).check();
    await press(page, 'Udostępnij dane');
    await page.locator('svg.qr').waitFor();
    expect(host.calls.at(-1)?.argument).toEqual({ requestId: 'request-1', cardId: 'card-1', withPhoto: true });
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    expect(await readMoving(page)).toBe(MOVING_TEXT);
  });

  test('cannot be added to what is asked for over the network', async () => {
    const handlers: typeof shows = { 'presentation.open': async () => ({ ok: true, value: makeRequest() }) };
    const { page } = await openScene({ route: SCAN, view: shown.view, handlers });
    await typeDigits(page);
    await page.getByRole('button', { name: 'Udostępnij dane' }).waitFor();
    expect(await page.getByRole('switch').count()).toBe(0);
  });
});
