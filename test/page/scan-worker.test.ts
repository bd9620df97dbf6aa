import type { Page, Route, Worker } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { findAxeViolations } from '../support/axe.ts';
import { holdLongTimers, passTime } from './check-scene.ts';
import { asUrl, drawQr, openWayOn, reachesCode, showToCamera, TEXT, waitForState, withCamera } from './scan-scene.ts';
import { type Scene, useStage } from './stage.ts';
import { stubCamera } from './stub-camera.ts';

/** The decoder's worker dies in every way it can, or may not run WebAssembly. */
const openWay = openWayOn(useStage());

const SCRIPT = '**/decode-worker-*.js';

/** A camera, and a first answer to whoever asks for the worker's script; from the second time on it is the real one. */
const firstWorker = (first: (route: Route) => Promise<void>, times = 1) => {
  const asked = { times: 0 };
  const prepare = async (page: Page): Promise<void> => {
    await page.addInitScript(stubCamera);
    await page.addInitScript(holdLongTimers);
    await page.context().route(SCRIPT, (route) => (asked.times++ < times ? first(route) : route.continue()));
  };
  return { asked, prepare };
};
const runs =
  (body: string) =>
  (route: Route): Promise<void> =>
    route.fulfill({ contentType: 'text/javascript', body });
/** Ready at once, and broken by the first picture. */
const BREAKS = `postMessage({ kind: 'ready', hasWasm: true });
onmessage = ({ data }) => data.id && postMessage({ kind: 'broken' });`;

const readWorker = async (page: Page): Promise<Worker> => {
  await expect.poll(() => page.workers().length).toBe(1);
  return page.workers()[0]!;
};

/** Before a camera, with a worker that has read a code already. */
async function openAtWork(): Promise<Scene> {
  const scene = await openWay('camera', {
    handlers: withCamera.handlers,
    ...firstWorker((route) => route.continue()),
  });
  await showToCamera(scene.page, asUrl(await drawQr('https://example.org/menu')));
  await waitForState(scene.page, 'To nie jest kod mLegitymacji');
  return scene;
}

describe('a worker of a moving picture', () => {
  test.each([
    ['cannot be loaded', (route: Route) => route.abort()],
    ['does not even start', runs('throw new Error("stub")')],
    ['breaks on a frame', runs(BREAKS)],
  ])('that %s is replaced, and the search goes on', async (_what, first) => {
    const { asked, prepare } = firstWorker(first);
    const { page } = await openWay('camera', { prepare });
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    expect(asked.times).toBe(2);
  });

  test('that fails while it looks is replaced, and looks at the same camera', async () => {
    const { page } = await openAtWork();
    const first = await readWorker(page);
    const second = page.waitForEvent('worker');
    await first.evaluate(() => {
      setTimeout(() => {
        throw new Error('stub');
      });
    });
    expect(await second).not.toBe(first);
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    expect(await page.evaluate(() => (window as unknown as { camera: { asked: unknown[] } }).camera.asked.length)).toBe(
      1,
    );
  });

  test('that ends without a word is missed after five seconds', async () => {
    const { page } = await openAtWork();
    const first = await readWorker(page);
    await first.evaluate(() => self.close());
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await expect.poll(() => page.workers().includes(first)).toBe(false);
    const second = page.waitForEvent('worker');
    await passTime(page, 4999);
    expect(page.workers()).toEqual([]);
    await passTime(page, 5000);
    expect(await second).not.toBe(first);
    await reachesCode(page);
  });
});

const choose = async (page: Page): Promise<void> =>
  page.locator('input[type=file]').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await drawQr(TEXT) });

describe('a worker of a still image', () => {
  test.each([
    ['that breaks', BREAKS],
    ['that fails', 'onmessage = () => { throw new Error("stub"); };'],
  ])('%s is replaced, and the image is looked at once more', async (_what, body) => {
    const { asked, prepare } = firstWorker(runs(body));
    const { page } = await openWay('image', { prepare });
    await choose(page);
    await reachesCode(page);
    expect(asked.times).toBe(2);
  });

  test('that dies of it twice has found nothing', async () => {
    const { asked, prepare } = firstWorker(runs(BREAKS), 2);
    const { page } = await openWay('image', { prepare });
    await choose(page);
    await waitForState(page, 'Nie znaleziono kodu QR');
    expect(asked.times).toBe(2);
    await choose(page);
    await reachesCode(page);
  });
});

describe('without WebAssembly', () => {
  const OFF = 'WebAssembly tu nie działa';
  test.each([
    [
      'because the policy forbids it',
      (page: Page) =>
        page.context().route(SCRIPT, async (route) => {
          const answer = await route.fetch();
          const policy = answer.headers()['content-security-policy'] ?? '';
          const headers = { ...answer.headers(), 'content-security-policy': policy.replace("'wasm-unsafe-eval'", '') };
          await route.fulfill({ response: answer, headers });
        }),
    ],
    ['because its file cannot be had', (page: Page) => page.context().route('**/*.wasm', (route) => route.abort())],
  ])('%s, what remains reads, whatever was chosen, and the page says so', async (_why, forbid) => {
    const { page } = await openWay('camera', {
      prepare: async (page) => {
        await page.addInitScript(stubCamera);
        await page.addInitScript(() => window.localStorage.setItem('mleg.engine', 'zxing'));
        await forbid(page);
      },
    });
    await page.getByText(OFF).waitFor();
    expect(await findAxeViolations(page, 'all')).toEqual([]);
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    await page.getByText(/^Odczytał: (restore|jsQR), \d+ ms$/u).waitFor();
  });

  test('an image is read by what remains as well', async () => {
    const { page } = await openWay('image', {
      prepare: async (page) => {
        await page.addInitScript(() => window.localStorage.setItem('mleg.engine', 'zxing'));
        await page.context().route('**/*.wasm', (route) => route.abort());
      },
    });
    await choose(page);
    await reachesCode(page);
    expect(await page.getByText(/^Odczytał: (restore|jsQR), \d+ ms$/u).count()).toBe(1);
  });

  test('is not said where WebAssembly runs', async () => {
    const { page } = await openWay('camera', withCamera);
    await showToCamera(page, asUrl(await drawQr('https://example.org/menu')));
    await page.getByText(/^Odczytał: (zxing|restore), \d+ ms$/u).waitFor();
    expect(await page.getByText(OFF).count()).toBe(0);
  });
});
