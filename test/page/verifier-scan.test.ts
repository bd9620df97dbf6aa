import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { encodeBase45 } from '../../shared/protocol/base45.ts';
import { createFrames } from '../../shared/protocol/photo-frames.ts';
import { cardText, judgedBy, openCheckOn, readTracks, showPicture, showToCamera } from './check-scene.ts';
import { drawQr, waitForState } from './scan-scene.ts';
import { useStage } from './stage.ts';

const openCheck = openCheckOn(useStage());
const [FIRST, SECOND] = [cardText(1), cardText(2)];

const verdict = (page: Page) => page.getByRole('heading', { level: 1, name: 'Ważna' });
const goOn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Następna' }).click();
const asked = (text: string, source: string) => ({ text, source, challengeId: null });

function sideBySide(...pictures: readonly Buffer[]): Buffer {
  const codes = pictures.map((picture) => PNG.sync.read(picture));
  const whole = new PNG({ width: codes.length * 470, height: 480 });
  whole.data.fill(0xff);
  for (const [at, code] of codes.entries()) PNG.bitblt(code, whole, 0, 0, code.width, code.height, at * 470 + 5, 10);
  return PNG.sync.write(whole);
}

describe('scanning a card', () => {
  test('shows the answer with the camera off, opens it for the next, and does not judge what is still in the picture again', async () => {
    const { page, host } = await openCheck('scan/camera');
    await waitForState(page, 'Szukam kodu QR');
    await showToCamera(page, FIRST);
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual([asked(FIRST, 'camera')]);
    expect(await readTracks(page)).toEqual(['ended']);
    const readBy = page.getByText(/^Odczytał: (zxing|restore), \d+ ms$/u).filter({ visible: true });
    expect(await readBy.count()).toBe(1);

    await goOn(page);
    await waitForState(page, 'Ten kod jest już sprawdzony');
    expect(await readTracks(page)).toEqual(['ended', 'live']);
    expect(await page.getByText('Przykładowa').count()).toBe(0);
    await showToCamera(page, SECOND);
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual([asked(FIRST, 'camera'), asked(SECOND, 'camera')]);
    expect(await readTracks(page)).toEqual(['ended', 'ended']);
  });

  test('looks at nothing while an answer is on the screen', async () => {
    const { page, host } = await openCheck('scan/camera');
    await showToCamera(page, FIRST);
    await verdict(page).waitFor();
    await showToCamera(page, SECOND);
    // The picture has changed, and many frames have passed.
    await page.evaluate(async () => {
      for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
    });
    expect(judgedBy(host)).toHaveLength(1);
  });

  test.each([
    ['eyJ0eXAiOiJ1c29z.Ab3-.sig', 'To kod aktywacyjny dla telefonu, nie legitymacja'],
    ['US1:ABC', 'To kod aktywacyjny dla telefonu, nie legitymacja'],
    ['MC1:6BF+70790T9WJWG', 'To pytanie weryfikującego, nie legitymacja'],
    ['openid4vp://?client_id=x&request_uri=y', 'To prośba weryfikującego, nie legitymacja'],
    ['https://example.org/menu', 'To nie jest kod legitymacji'],
  ])('passes over %s with its own sentence, asks nobody, and goes on to a card', async (text, title) => {
    const { page, host } = await openCheck('scan/camera');
    await showToCamera(page, text);
    await waitForState(page, title);
    expect(judgedBy(host)).toEqual([]);
    await showToCamera(page, FIRST);
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual([asked(FIRST, 'camera')]);
  });

  test.each(['left', 'right'])('takes the card where another code of ours lies to its %s', async (side) => {
    const { page, host } = await openCheck('scan/camera');
    // The decoder finds the denser code first, which here is the other one.
    const text = cardText(9, 120);
    const [card, other] = [await drawQr(text, 460), await drawQr(`eyJ0eXAi.${'Ab3-'.repeat(85)}.sig`, 460)];
    await showPicture(page, side === 'left' ? sideBySide(other, card) : sideBySide(card, other));
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual([asked(text, 'camera')]);
  });

  test('takes the card that is new where two are held up together', async () => {
    const { page, host } = await openCheck('scan/camera');
    const [one, other] = [cardText(9, 120), cardText(10, 120)];
    await showToCamera(page, one);
    await verdict(page).waitFor();
    await goOn(page);
    await showPicture(page, sideBySide(await drawQr(one, 460), await drawQr(other, 460)));
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual([asked(one, 'camera'), asked(other, 'camera')]);
  });

  test('says what a picture with another code has in it', async () => {
    const { page, host } = await openCheck('scan/image');
    const buffer = await drawQr('MC1:6BF+70790T9WJWG');
    await page.locator('input[type=file]').setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer });
    await page.getByRole('alert').getByText('To pytanie weryfikującego, nie legitymacja').waitFor();
    expect(judgedBy(host)).toEqual([]);
  });

  test('takes line breaks out of a pasted text, and not one space', async () => {
    const { page, host } = await openCheck('scan/image');
    const broken = `\n  ${FIRST.slice(0, 300)}\r\n${FIRST.slice(300)} \n`;
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
    }, broken);
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual([asked(`${FIRST} `, 'pasted')]);
  });

  test('sends what was typed into the field on Enter', async () => {
    const { page, host } = await openCheck('scan/type');
    await page.getByRole('textbox', { name: 'Tekst kodu legitymacji' }).fill(FIRST);
    await page.keyboard.press('Enter');
    await verdict(page).waitFor();
    expect(await page.getByText(/^Odczytał/u).count()).toBe(0);
    expect(judgedBy(host)).toEqual([asked(FIRST, 'typed')]);
  });

  test('says why a card could not be checked, and goes on looking', async () => {
    let isDown = true;
    const { page, host } = await openCheck('scan/camera');
    host.answer({
      'verifier.check': async () =>
        isDown ? { ok: false, code: 'HOST_FAULT' } : { ok: false, code: 'VAULT_UNWRITABLE' },
    });
    await showToCamera(page, FIRST);
    await page.getByText('HOST_FAULT').waitFor();
    isDown = false;
    await showToCamera(page, SECOND);
    await page.getByText('VAULT_UNWRITABLE').waitFor();
    expect(judgedBy(host)).toEqual([asked(FIRST, 'camera'), asked(SECOND, 'camera')]);
  });

  test('leaves neither camera nor person behind', async () => {
    const { page } = await openCheck('scan/camera');
    await showToCamera(page, FIRST);
    await verdict(page).waitFor();
    await page.keyboard.press('Control+1');
    await page.getByRole('heading', { level: 1, name: 'Portfel' }).waitFor();
    expect(await readTracks(page)).toEqual(['ended']);
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { level: 1, name: 'Skanuj legitymację' }).waitFor();
    expect(await page.getByText('Przykładowa').count()).toBe(0);
  });
});

describe('a moving code', () => {
  const payload = Uint8Array.from({ length: 1600 }, (_empty, at) => (at * 89 + (at >> 3)) % 256);
  const text = `MP1:${encodeBase45(payload)}`;
  const frames = createFrames(text);

  test('is put together frame by frame, tells how far it is, and is judged once', async () => {
    const { page, host } = await openCheck('scan/camera');
    await showToCamera(page, frames.draw(0));
    await waitForState(page, 'Kod ruchomy: czytam kolejne obrazy');
    for (let at = 0; at < frames.needed - 1; at++) {
      await showToCamera(page, frames.draw(at));
      await page.getByRole('progressbar', { name: `Zdjęcie: ${at + 1} z ${frames.needed} ramek` }).waitFor();
    }
    await showToCamera(page, frames.draw(frames.needed + 3));
    await verdict(page).waitFor();
    expect(judgedBy(host)).toEqual([asked(text, 'frames')]);

    await goOn(page);
    await showToCamera(page, frames.draw(0));
    await waitForState(page, 'Ten kod jest już sprawdzony');
    expect(await page.getByRole('progressbar').count()).toBe(0);
    expect(judgedBy(host)).toHaveLength(1);
  });
});
