import type { Page } from 'playwright-core';
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
  waitForState,
  withCamera,
} from './scan-scene.ts';
import { useStage } from './stage.ts';
import { stubCamera } from './stub-camera.ts';

const openWay = openWayOn(useStage());

/** What was said to the decoder's worker, and what became of both, in order. */
interface TalkWindow {
  talk: string[];
}
const readTalk = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as TalkWindow).talk.splice(0));

/** Runs in the page, before its own code. */
function overhear(): void {
  const talk: string[] = [];
  Object.assign(window, { talk });
  const listen = (target: object, method: string, wordOf: (first: { readonly kind: string }) => string): void => {
    const original = Reflect.get(target, method) as (...given: unknown[]) => unknown;
    Reflect.set(target, method, function (this: unknown, ...given: [{ readonly kind: string }]) {
      talk.push(wordOf(given[0]));
      return Reflect.apply(original, this, given);
    });
  };
  listen(Worker.prototype, 'postMessage', ({ kind }) => kind);
  listen(Worker.prototype, 'terminate', () => 'terminate');
  listen(MediaStreamTrack.prototype, 'stop', () => 'camera off');
}
const overheard = {
  script: async (tab: Scriptable): Promise<void> => {
    await tab.addInitScript(stubCamera);
    await tab.addInitScript(overhear);
  },
};
const passFrames = (page: Page, frames: number): Promise<void> =>
  page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame++) await new Promise(requestAnimationFrame);
  }, frames);

describe('frames', () => {
  test('come from the track itself, one at a time, and none is left when a code is read', async () => {
    const { page } = await openWay('camera', overheard);
    await waitForState(page, 'Szukam kodu QR');
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    const talk = await readTalk(page);
    expect(talk.slice(0, 2)).toEqual(['begin', 'next']);
    expect(new Set(talk)).toEqual(new Set(['leave', 'begin', 'next', 'camera off', 'terminate']));
  });

  test.each([
    ['has no such thing', () => Reflect.deleteProperty(window, 'MediaStreamTrackProcessor')],
    [
      'keeps its streams to itself',
      () =>
        Object.assign(window, {
          MediaStreamTrackProcessor: class {
            readable = { isNoStream: () => true };
          },
        }),
    ],
  ])('come by way of the video where the browser %s', async (_what, script) => {
    const { page } = await openWay('camera', {
      script: async (tab) => {
        await overheard.script(tab);
        await tab.addInitScript(script);
      },
    });
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    const talk = await readTalk(page);
    expect(talk).toContain('frame');
    expect(talk).not.toContain('next');
  });

  test('go on where the video is not ready to be asked for the first one', async () => {
    const { page } = await openWay('camera', {
      script: async (tab) => {
        await tab.addInitScript(stubCamera);
        await tab.addInitScript(() => {
          Reflect.deleteProperty(window, 'MediaStreamTrackProcessor');
          const ask = 'requestVideoFrameCallback';
          const original: unknown = Reflect.get(HTMLVideoElement.prototype, ask);
          Reflect.set(HTMLVideoElement.prototype, ask, () => {
            Reflect.set(HTMLVideoElement.prototype, ask, original);
            throw new DOMException('stub', 'InvalidStateError');
          });
        });
      },
    });
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    expect(await readTracks(page)).toEqual(['ended']);
  });

  test('are read within the page’s own origin: nothing is fetched from anywhere else', async () => {
    const asked: string[] = [];
    const { page, host } = await openWay('camera', {
      prepare: async (page) => {
        await page.addInitScript(stubCamera);
        page.context().on('request', (request) => asked.push(request.url()));
      },
    });
    await showToCamera(page, asUrl(await drawQr(TEXT)));
    await reachesCode(page);
    const abroad = asked.filter((url) => !url.startsWith(`${host.origin}/`) && !url.startsWith('data:'));
    expect(abroad).toEqual([]);
    expect(asked.filter((url) => url.includes('.wasm'))).toHaveLength(1);
  });
});

describe('leaving', () => {
  test('turns the camera off first, and nothing of its picture is looked at afterwards', async () => {
    const { page } = await openWay('camera', overheard);
    await waitForState(page, 'Szukam kodu QR');
    await passFrames(page, 5);
    await readTalk(page);
    await page.getByRole('link', { name: 'Wpisz' }).click();
    await page.getByRole('textbox', { name: 'Tekst kodu QR' }).waitFor();
    await passFrames(page, 10);
    const talk = await readTalk(page);
    expect(talk.filter((word) => word !== 'next')).toEqual(['camera off', 'leave']);
    expect(talk.slice(talk.indexOf('camera off'))).toEqual(['camera off', 'leave']);
    expect(await readTracks(page)).toEqual(['ended']);
  });

  test('for another place ends the worker too', async () => {
    const { page } = await openWay('camera', overheard);
    await waitForState(page, 'Szukam kodu QR');
    await expect.poll(() => page.workers().length).toBe(1);
    await readTalk(page);
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { level: 1, name: 'Uczelnia' }).waitFor();
    await expect.poll(() => page.workers().length).toBe(0);
    const talk = await readTalk(page);
    expect(new Set(talk.slice(talk.findIndex((word) => word !== 'next')))).toEqual(
      new Set(['camera off', 'leave', 'terminate']),
    );
  });

  test('before the camera has answered lets it go as soon as it does', async () => {
    const { page } = await openWay('camera', {
      script: async (tab) => {
        await tab.addInitScript(stubCamera);
        await tab.addInitScript(() => {
          const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getUserMedia = (wish) =>
            new Promise((resolve) => Object.assign(window, { allow: () => resolve(open(wish)) }));
        });
      },
    });
    await waitForState(page, 'Czekam na zgodę');
    await page.getByRole('link', { name: 'Wpisz' }).click();
    await page.getByRole('textbox', { name: 'Tekst kodu QR' }).waitFor();
    await page.evaluate(() => (window as unknown as { allow: () => void }).allow());
    await expect.poll(() => readTracks(page)).toEqual(['ended']);
  });
});

describe('words about a code that cannot be read', () => {
  test('change with what is wrong, the outline with the code', async () => {
    const { page } = await openWay('camera', withCamera);
    await showToCamera(page, asUrl(photographUnreadable('small')));
    await waitForState(page, 'Kod jest za mały');
    const small = await page.locator('polygon.unread').getAttribute('points');
    await showToCamera(page, asUrl(photographUnreadable('glare')));
    await waitForState(page, 'Na kodzie jest odblask');
    expect(await page.locator('polygon.unread').getAttribute('points')).not.toBe(small);
  });

  test('go away with the code', async () => {
    const { page } = await openWay('camera', withCamera);
    await showToCamera(page, asUrl(photographUnreadable('blurred')));
    await waitForState(page, 'Kod jest nieostry');
    await showToCamera(page, 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7');
    await waitForState(page, 'Szukam kodu QR');
    expect(await page.locator('polygon').count()).toBe(0);
  });
});
