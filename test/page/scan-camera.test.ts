import { describe, expect, test } from 'vitest';
import type { Scriptable } from './open-page.ts';
import {
  asUrl,
  drawQr,
  openWayOn,
  photographUnreadable,
  reachesCode,
  readTracks,
  showToCamera,
  TEXT,
  type Unreadable,
  UNREADABLE_SIZE,
  waitForState,
  withCamera,
} from './scan-scene.ts';
import { useStage } from './stage.ts';
import { stubCamera, type StubWindow } from './stub-camera.ts';

const openScene = useStage();

const openWay = openWayOn(openScene);
const UNREADABLE: readonly (readonly [string, Unreadable, string])[] = [
  ['too far away', 'small', 'Kod jest za mały'],
  ['out of focus', 'blurred', 'Kod jest nieostry'],
  ['in the dark', 'dark', 'Kod jest za ciemny'],
  ['with a reflection on it', 'glare', 'Na kodzie jest odblask'],
];

describe('the camera', () => {
  test('reads a code, shows where it is, and stops', async () => {
    const { page, host } = await openWay('camera', withCamera);
    await waitForState(page, 'Szukam kodu QR');
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    expect(host.calls.at(-1)).toEqual({ name: 'activation.open', argument: { text: TEXT, source: 'camera' } });
    expect(await readTracks(page)).toEqual(['ended']);
  });

  test('passes over a foreign code with its own sentence, outlines it, and goes on to ours', async () => {
    const { page, host } = await openWay('camera', withCamera);
    await showToCamera(page, asUrl(await drawQr('https://example.org/menu')));
    await waitForState(page, 'To nie jest kod mLegitymacji');
    const outline = await page.locator('polygon').getAttribute('points');
    const xs = (outline ?? '').split(' ').map((point) => Number(point.split(',')[0]));
    expect(Math.min(...xs)).toBeGreaterThan(340);
    expect(Math.max(...xs)).toBeLessThan(940);
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    expect(host.calls.filter(({ name }) => name === 'activation.open')).toHaveLength(2);
  });

  test.each(UNREADABLE)('outlines a code that cannot be read and says why: %s', async (_where, why, title) => {
    const { page, host } = await openWay('camera', withCamera);
    await showToCamera(page, asUrl(photographUnreadable(why)));
    await waitForState(page, title);
    const points = (await page.locator('polygon.unread').getAttribute('points')) ?? '';
    const middle = points
      .split(' ')
      .map((point) => point.split(',').map(Number))
      .reduce(([x, y], corner) => [x! + corner[0]! / 4, y! + corner[1]! / 4], [0, 0]);
    // Where the stub paints it.
    expect(Math.hypot(middle[0]! - 340 - UNREADABLE_SIZE / 2, middle[1]! - 60 - UNREADABLE_SIZE / 2)).toBeLessThan(8);
    expect(host.calls.map(({ name }) => name)).not.toContain('activation.open');
  });

  test('can be changed for another one', async () => {
    const { page } = await openWay('camera', withCamera);
    const choice = page.getByRole('combobox', { name: 'Kamera' });
    expect(await choice.getByRole('option').allTextContents()).toEqual(['Przednia', 'Kamera 2']);
    await choice.selectOption('desk');
    await page.waitForFunction(() => (window as unknown as StubWindow).camera.asked.length === 2);
    expect(await readTracks(page)).toEqual(['ended', 'live']);
    expect(await page.evaluate(() => (window as unknown as StubWindow).camera.asked[1]?.deviceId)).toEqual({
      exact: 'desk',
    });
  });

  test('is off while the page is hidden and on again after', async () => {
    const { page } = await openWay('camera', withCamera);
    await waitForState(page, 'Szukam kodu QR');
    const setHidden = (isHidden: boolean): Promise<void> =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, isHidden);
    await setHidden(true);
    await waitForState(page, 'Kamera wyłączona');
    expect(await readTracks(page)).toEqual(['ended']);
    await setHidden(false);
    await waitForState(page, 'Szukam kodu QR');
    expect(await readTracks(page)).toEqual(['ended', 'live']);
  });

  test('stops when the person goes elsewhere', async () => {
    const { page } = await openWay('camera', withCamera);
    await waitForState(page, 'Szukam kodu QR');
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { level: 1, name: 'Uczelnia' }).waitFor();
    expect(await readTracks(page)).toEqual(['ended']);
  });

  test('says so when it is pulled out', async () => {
    const { page } = await openWay('camera', withCamera);
    await waitForState(page, 'Szukam kodu QR');
    await page.evaluate(() => (window as unknown as StubWindow).camera.tracks[0]?.dispatchEvent(new Event('ended')));
    await waitForState(page, 'Połączenie z kamerą przerwane');
    await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
    await waitForState(page, 'Szukam kodu QR');
    expect(await readTracks(page)).toEqual(['ended', 'live']);
  });

  test.each([
    ['NotAllowedError', 'Nie ma zgody na kamerę'],
    ['NotFoundError', 'Nie znaleziono kamery'],
    ['OverconstrainedError', 'Tej kamery nie można użyć'],
    ['AbortError', 'Kamera jest zajęta'],
    ['NotReadableError', 'Kamera jest zajęta'],
  ])('that fails with %s has its own sentence and can be tried again', async (error, title) => {
    const failOnce = (tab: Scriptable): Promise<unknown> =>
      tab.addInitScript((name) => {
        const working = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async () => {
          navigator.mediaDevices.getUserMedia = working;
          throw new DOMException('stub', name);
        };
      }, error);
    const { page } = await openWay('camera', {
      script: async (tab) => {
        await tab.addInitScript(stubCamera);
        await failOnce(tab);
      },
    });
    await waitForState(page, title);
    await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
    await waitForState(page, 'Szukam kodu QR');
    expect(await page.getByRole('button', { name: 'Spróbuj ponownie' }).count()).toBe(0);
  });

  test('that the page may not use at all has its own sentence', async () => {
    const { page } = await openWay('camera', {
      script: (tab) => tab.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined })),
    });
    await waitForState(page, 'Ta strona nie może pytać o kamerę');
    expect(await page.getByRole('link', { name: 'Wpisz' }).isVisible()).toBe(true);
  });
});
