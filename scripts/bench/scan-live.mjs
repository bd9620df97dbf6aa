import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { DIST } from '../lib/build-state.mjs';
import { ensureChromium } from '../lib/ensure-chromium.mjs';
import { inRoot } from '../lib/project.mjs';
import { Stop } from '../lib/stop.mjs';
import { measureScenes } from './scan-clips.mjs';
import { chooseEngine, enterScanner, followLive, isLooking, leaveScanner, watchScanner } from './scan-live-page.mjs';

const [WIDTH, HEIGHT, FRAMES_A_SECOND, FRAMES] = [1280, 720, 30, 12];
const WATCH_MS = 6000;
const LEAVE_TIMES = 5;

/**
 * The built page before Chromium's fake webcam, which shows a room without a code: how many frames are looked at of those that the camera gives, how
 * long each takes in the worker, how soon the first one comes, and how soon camera and worker are at rest after the
 * screen is left. Then scenes in which a code comes into the picture.
 * @returns {Promise<import('../bench.mjs').Metric[]>}
 */
export async function measureLiveScan() {
  const chromium = await ensureChromium();
  if (chromium.path === null) throw new Stop(3, chromium.reason);
  mkdirSync(DIST, { recursive: true });
  const folder = mkdtempSync(join(DIST, '.bench-'));
  try {
    const clip = join(folder, 'room.y4m');
    await writeRooms(clip, folder);
    return await withProgram(folder, (address) => measureInBrowser(chromium.path, clip, folder, address));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same room, each time with other noise. @param {string} clip @param {string} folder */
async function writeRooms(clip, folder) {
  const { buildBench } = await import('../lib/bundle.mjs');
  await buildBench('test/support/webcam-model.ts', folder);
  /** @type {{ drawRoom: (seed: number, width: number, height: number) => { luma: Uint8Array } }} */
  const { drawRoom } = await import(pathToFileURL(join(folder, 'bench.js')).href);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`);
  const frames = Array.from({ length: FRAMES }, (_empty, at) => [
    Buffer.from('FRAME\n'),
    drawRoom(at + 1, WIDTH, HEIGHT).luma,
    Buffer.alloc((WIDTH * HEIGHT) / 2, 128),
  ]);
  writeFileSync(clip, Buffer.concat([head, ...frames.flat()]));
}

/**
 * @template T
 * @param {string} folder
 * @param {(address: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withProgram(folder, use) {
  const args = ['--browser', '--no-open', '--port', '0', '--data-folder', join(folder, 'data')];
  const child = spawn(process.execPath, [inRoot('scripts', 'start.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/u.exec(line)?.[0];
      if (address !== undefined) return await use(address);
    }
    throw new Error('the program ended without an address');
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

/** @param {string} executablePath @param {string} clip @param {string} folder @param {string} address */
async function measureInBrowser(executablePath, clip, folder, address) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      `--use-file-for-fake-video-capture=${clip}`,
    ],
  });
  try {
    const page = await browser.newPage();
    await page.addInitScript(followLive);
    await page.goto(address);
    await page.locator('.floor main h1').waitFor();
    const seen = await watchOnce(page);
    const leaving = [];
    for (let time = 0; time < LEAVE_TIMES; time += 1) {
      leaving.push(await page.evaluate(leaveScanner));
      await page.evaluate(enterScanner);
      await page.waitForFunction(isLooking);
    }
    await page.evaluate(leaveScanner);
    await page.evaluate(chooseEngine, 'jsqr');
    await page.reload();
    const metrics = describe(seen, leaving, await watchOnce(page));
    await page.evaluate(leaveScanner);
    return [...metrics, ...(await measureScenes(page, clip, folder))];
  } finally {
    await browser.close();
  }
}

/** @param {import('playwright-core').Page} page */
async function watchOnce(page) {
  await page.locator('.floor main h1').waitFor();
  await page.evaluate(enterScanner);
  await page.waitForFunction(isLooking);
  return page.evaluate(watchScanner, WATCH_MS);
}

/**
 * @param {import('./scan-live-page.mjs').Followed} seen
 * @param {readonly number[]} leaving
 * @param {import('./scan-live-page.mjs').Followed} seenByJsqr
 * @returns {import('../bench.mjs').Metric[]}
 */
function describe({ camera, looked, looks, firstMs }, leaving, seenByJsqr) {
  /** @param {string} id @param {number} value @param {string} unit */
  const alone = (id, value, unit) => ({ id, value, unit, against: null, ratio: null });
  const times = [...looks].sort((a, b) => a - b);
  /** @param {number} share */
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  const { camera: cameraOfJsqr, looked: lookedByJsqr } = seenByJsqr;
  return [
    alone('camera-frames', camera, '/s'),
    { id: 'frames-looked-at', value: looked, unit: '/s', against: 'camera-frames', ratio: looked / camera },
    {
      id: 'frames-looked-at-by-jsqr',
      value: lookedByJsqr,
      unit: '/s',
      against: 'camera-frames',
      ratio: lookedByJsqr / cameraOfJsqr,
    },
    alone('frame-median', at(0.5), 'ms'),
    alone('frame-95', at(0.95), 'ms'),
    alone('camera-to-first-look', firstMs, 'ms'),
    alone('leave-worst', Math.max(...leaving), 'ms'),
  ];
}
