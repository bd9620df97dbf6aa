import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { makeOpened, makeWallet } from '../support/sample-views.ts';
import { acceptTerms } from './open-page.ts';
import { type SceneOptions, useStage } from './stage.ts';
import { stubCamera, type StubWindow } from './stub-camera.ts';

const openScene = useStage();

/** As long as a real activation QR, so that the code is as dense as one. */
const TEXT = `eyJ0eXAi.${'Ab3-'.repeat(85)}.sig`;
const opens: Partial<Handlers> = { 'activation.open': async () => ({ ok: true, value: makeOpened() }) };

const drawQr = (text: string, width = 600): Promise<Buffer> => QRCode.toBuffer(text, { width, margin: 4 });
const asUrl = (png: Buffer): string => `data:image/png;base64,${png.toString('base64')}`;

const openWay = (way: 'camera' | 'image', options: SceneOptions = {}): ReturnType<typeof openScene> =>
  openScene({
    route: `/wallet/add/scan/${way}`,
    view: { wallet: makeWallet() },
    handlers: opens,
    ...options,
    prepare: async (page) => {
      await acceptTerms(page);
      await options.prepare?.(page);
    },
  });

const reachesCode = (page: Page): Promise<void> => page.getByRole('textbox', { name: 'Kod aktywacyjny' }).waitFor();
const waitForState = (page: Page, title: string): Promise<void> =>
  page.getByRole('status').getByText(title, { exact: true }).waitFor();

const showToCamera = (page: Page, url: string): Promise<void> =>
  page.evaluate((shown) => (window as unknown as StubWindow).camera.show(shown), url);
const readTracks = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as StubWindow).camera.tracks.map(({ readyState }) => readyState));

describe('the camera', () => {
  const withCamera: SceneOptions = { prepare: (page) => page.addInitScript(stubCamera) };

  test('reads a code, shows where it is, and stops', async () => {
    const { page, host } = await openWay('camera', withCamera);
    await waitForState(page, 'Szukam kodu QR');
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    expect(host.calls.at(-1)).toEqual({ name: 'activation.open', argument: { text: TEXT, source: 'camera' } });
    expect(await readTracks(page)).toEqual(['ended']);
  });

  test('goes on with a new decoder when the first one dies', async () => {
    let asked = 0;
    const { page } = await openWay('camera', {
      prepare: async (page) => {
        await page.addInitScript(stubCamera);
        await page
          .context()
          .route('**/decode-worker-*.js', (route) => (asked++ === 0 ? route.abort() : route.continue()));
      },
    });
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    expect(asked).toBe(2);
  });

  test('passes over a foreign code with its own sentence, outlines it, and goes on to ours', async () => {
    const foreign: Handlers['activation.open'] = async ({ text }) =>
      text === TEXT ? { ok: true, value: makeOpened() } : { ok: false, code: 'QR_UNKNOWN_FORMAT' };
    const { page, host } = await openWay('camera', { ...withCamera, handlers: { 'activation.open': foreign } });
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
    ['OverconstrainedError', 'Nie znaleziono kamery'],
    ['NotReadableError', 'Kamera jest zajęta'],
  ])('that fails with %s has its own sentence and can be tried again', async (error, title) => {
    const failOnce = (page: Page): Promise<unknown> =>
      page.addInitScript((name) => {
        const working = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async () => {
          navigator.mediaDevices.getUserMedia = working;
          throw new DOMException('stub', name);
        };
      }, error);
    const { page } = await openWay('camera', {
      prepare: async (tab) => {
        await tab.addInitScript(stubCamera);
        await failOnce(tab);
      },
    });
    await waitForState(page, title);
    await page.getByRole('button', { name: 'Spróbuj ponownie' }).click();
    await waitForState(page, 'Szukam kodu QR');
    expect(await page.getByRole('button', { name: 'Spróbuj ponownie' }).count()).toBe(0);
  });

  test('that the page may not use at all counts as missing', async () => {
    const { page } = await openWay('camera', {
      prepare: (tab) => tab.addInitScript(() => Object.defineProperty(navigator, 'mediaDevices', { value: undefined })),
    });
    await waitForState(page, 'Nie znaleziono kamery');
    expect(await page.getByRole('link', { name: 'Wpisz' }).isVisible()).toBe(true);
  });
});

describe('an image', () => {
  const choose = (page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });

  /** The code in a corner of a large picture, as on a photographed screen. */
  async function drawScreenshot(width: number, height: number): Promise<Buffer> {
    const code = PNG.sync.read(await drawQr(TEXT, 420));
    const whole = new PNG({ width, height });
    whole.data.fill(0xb4);
    PNG.bitblt(code, whole, 0, 0, code.width, code.height, width - 520, 90);
    return PNG.sync.write(whole);
  }

  /** Without its white margin, as a careless crop leaves it. */
  async function drawTightCrop(): Promise<Buffer> {
    return QRCode.toBuffer(TEXT, { width: 480, margin: 0 });
  }

  test.each([
    ['a code by itself', () => drawQr(TEXT)],
    ['a small code', () => drawQr(TEXT, 220)],
    ['a code cut without margin', drawTightCrop],
    ['a screenshot of a whole screen', () => drawScreenshot(2400, 1350)],
  ])('of %s is read', async (_what, draw) => {
    const { page, host } = await openWay('image');
    await choose(page, 'code.png', 'image/png', await draw());
    await reachesCode(page);
    expect(host.calls.at(-1)).toEqual({ name: 'activation.open', argument: { text: TEXT, source: 'image' } });
  });

  test.each(['drop', 'paste'] as const)('is taken by %s', async (kind) => {
    const { page, host } = await openWay('image');
    const bytes = [...(await drawQr(TEXT))];
    await page.getByRole('group', { name: /^Upuść/u }).evaluate(
      (target, [event, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(content)], 'code.png', { type: 'image/png' }));
        const init = { bubbles: true, cancelable: true };
        if (event === 'drop') target.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer: transfer }));
        else target.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: transfer }));
      },
      [kind, bytes] as const,
    );
    await reachesCode(page);
    expect(host.calls.at(-1)?.argument).toEqual({ text: TEXT, source: 'image' });
  });

  test.each([
    [
      'without a code',
      'cat.png',
      'image/png',
      () => PNG.sync.write(new PNG({ width: 300, height: 200 })),
      'Nie znaleziono kodu QR',
    ],
    ['that is a program', 'code.svg', 'image/svg+xml', () => Buffer.from('<svg/>'), 'Tego pliku nie można odczytać'],
    [
      'that only says it is one',
      'code.png',
      'image/png',
      () => Buffer.from('no picture'),
      'Tego pliku nie można odczytać',
    ],
  ])('%s is refused with advice, and another can follow', async (_what, name, kind, content, title) => {
    const { page } = await openWay('image');
    await choose(page, name, kind, content());
    await waitForState(page, title);
    await choose(page, 'code.png', 'image/png', await drawQr(TEXT));
    await reachesCode(page);
    expect(new URL(page.url()).hash).toBe('#/wallet/add/code');
  });

  test('of 21 MB is refused with advice', async () => {
    const { page, host } = await openWay('image');
    await page.getByRole('group', { name: /^Upuść/u }).evaluate((target) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(21 * 1024 * 1024)], 'code.png', { type: 'image/png' }));
      target.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    });
    await waitForState(page, 'Plik jest za duży');
    expect(host.calls.map(({ name }) => name)).not.toContain('activation.open');
  });

  test('with a code that is refused leads to the same refusal as any other way', async () => {
    const { page } = await openWay('image', {
      handlers: { 'activation.open': async () => ({ ok: false, code: 'QR_UNKNOWN_FORMAT' }) },
    });
    await choose(page, 'code.png', 'image/png', await drawQr('https://example.org/'));
    await page.getByRole('alert').waitFor();
    expect(await page.getByText('QR_UNKNOWN_FORMAT', { exact: true }).isVisible()).toBe(true);
  });
});
