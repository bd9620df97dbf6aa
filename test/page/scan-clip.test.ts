import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { makeOpened } from '../support/sample-views.ts';
import { writeClip } from '../support/webcam-clip.ts';
import { drawFrame } from '../support/webcam-model.ts';
import { openWayOn, reachesCode } from './scan-scene.ts';
import { useStage } from './stage.ts';

/** A webcam's clip: first the room alone, then a code in it, another in each frame. However late one is read, it is one of these. */
const SIZE = { width: 640, height: 480, framesASecond: 15 } as const;
const EMPTY = 8;
const TEXTS = Array.from({ length: 10 }, (_empty, at) => `eyJ0eXAi.f${at}${'Ab3-'.repeat(60)}.sig`);
const folder = mkdtempSync(join(tmpdir(), 'mleg-webcam-'));
const clip = join(folder, 'webcam.y4m');
const draw = (text: string, x: number, moment: number) => () =>
  drawFrame({
    ...{ text, level: 'L', modulePx: 4, profile: 'clean', seed: 1, moment, middle: { x, y: 240 } },
    ...{ width: SIZE.width, height: SIZE.height },
  }).picture.luma;
const OUTSIDE = -5000;
writeClip(clip, SIZE, [
  ...new Array<() => Uint8Array>(EMPTY).fill(draw(TEXTS[0]!, OUTSIDE, 0)),
  ...TEXTS.map((text, at) => draw(text, 300 + 4 * at, at + 1)),
]);
afterAll(() => rmSync(folder, { recursive: true }));

const openWay = openWayOn(
  useStage([
    ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    `--use-file-for-fake-video-capture=${clip}`,
  ]),
);

/** What is between page, camera and worker. */
interface Watched {
  readonly tracks: MediaStreamTrack[];
  /** Frames that the worker was asked to look at and has said nothing of. */
  inFlight: number;
  mostInFlight: number;
  /** Frames that the worker was asked to look at: all of them, and those asked for when the camera was off. */
  looks: number;
  looksAfterwards: number;
}

/** Runs in the page, before its own code. */
function watchScanner(): void {
  const watched: Watched = { tracks: [], inFlight: 0, mostInFlight: 0, looks: 0, looksAfterwards: 0 };
  Object.assign(window, { watched });
  const isOff = (): boolean => watched.tracks.every(({ readyState }) => readyState === 'ended');
  const RealWorker = window.Worker;
  window.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', ({ data }: MessageEvent<{ readonly kind: string }>) => {
        if (data.kind === 'seen') watched.inFlight--;
      });
    }
    override postMessage(
      message: { readonly kind: string },
      given?: Transferable[] | StructuredSerializeOptions,
    ): void {
      if (message.kind === 'next' || message.kind === 'frame') {
        watched.looks++;
        watched.inFlight++;
        watched.mostInFlight = Math.max(watched.mostInFlight, watched.inFlight);
        if (isOff()) watched.looksAfterwards++;
      }
      super.postMessage(message, given as Transferable[]);
    }
    override terminate(): void {
      watched.inFlight = 0;
      super.terminate();
    }
  };
  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    watched.tracks.push(...stream.getTracks());
    return stream;
  };
}
const readWatched = (page: Page) =>
  page.evaluate(() => {
    const { tracks, ...counts } = (window as unknown as { watched: Watched }).watched;
    return { ...counts, tracks: tracks.map(({ readyState }) => readyState) };
  });

test('a code that comes before the webcam later is read, one frame at a time, and then camera and worker rest', async () => {
  const { page, host } = await openWay('camera', {
    handlers: { 'activation.open': async () => ({ ok: true, value: makeOpened() }) },
    script: (tab) => tab.addInitScript(watchScanner),
  });
  await reachesCode(page);
  await expect.poll(() => page.workers().length).toBe(0);
  const opened = host.calls.filter(({ name }) => name === 'activation.open').map(({ argument }) => argument);
  expect(opened).toEqual([{ text: expect.toSatisfy((text: string) => TEXTS.includes(text)), source: 'camera' }]);
  const { looks, ...rest } = await readWatched(page);
  expect(looks).toBeGreaterThan(0);
  expect(rest).toEqual({ tracks: ['ended'], inFlight: 0, mostInFlight: 1, looksAfterwards: 0 });
});
