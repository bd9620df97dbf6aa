import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tell } from '../lib/progress.mjs';
import { awaitRead, chooseEngine, enterScanner, leaveScanner } from './scan-live-page.mjs';

/** @typedef {import('../bench.mjs').Metric} Metric */
/** @typedef {import('playwright-core').Page} Page */

/**
 * @typedef {object} Scenes
 * @property {readonly string[]} SCENES
 * @property {number} SCENE_FRAMES
 * @property {(name: string, file: string) => Promise<{ first: number, unhurried: readonly number[] }>} writeScene
 * @property {(text: string) => number | null} findFrame
 */

/** Each engine's times before each scene; jsQR is there to be held against. */
const TIMES = { jsqr: 5, all: 7 };
/** A scene is shown so often; what is not read by then never will be. */
const MOST_TURNS = 3;

/**
 * Scenes in which a code comes into the picture, played to the page as its webcam. Each frame shows a code of its own, so that the text tells which
 * frame was read: how many frames that is after the first that can be read at all, in the middle of several times.
 * @param {Page} page which has `followLive`, and whose webcam plays `clip` from its beginning each time it is opened
 * @param {string} clip written anew for each scene
 * @param {string} folder of its own below dist/
 * @returns {Promise<Metric[]>}
 */
export async function measureScenes(page, clip, folder) {
  const { buildBench } = await import('../lib/bundle.mjs');
  const built = join(folder, 'scenes');
  await buildBench('test/bench/scan-clips.ts', built);
  /** @type {Scenes} */
  const scenes = await import(pathToFileURL(join(built, 'bench.js')).href);
  /** @type {Metric[]} */
  const metrics = [];
  /** @type {number[]} */
  const everyDelay = [];
  for (const name of scenes.SCENES) {
    const { first, unhurried } = await scenes.writeScene(name, clip);
    const delays = {
      jsqr: await playTimes(page, 'jsqr', scenes, first),
      all: await playTimes(page, 'all', scenes, first),
      unhurried: unhurried.map((frame) => frame - first).sort((a, b) => a - b),
    };
    const said = Object.entries(delays).map(([who, list]) => `${who} ${list.join(' ')}`);
    tell(`${name}: can be read from frame ${first} on; was read so many frames later: ${said.join('; ')}`);
    metrics.push(...describeScene(name, delays));
    everyDelay.push(...delays.all);
  }
  return [...metrics, { id: 'delay', value: findMiddle(everyDelay), unit: 'frames', against: null, ratio: null }];
}

/** @param {Page} page @param {keyof typeof TIMES} choice @param {Scenes} scenes @param {number} first frame that can be read @returns {Promise<readonly number[]>} frames, rising */
async function playTimes(page, choice, { SCENE_FRAMES, findFrame }, first) {
  await page.evaluate(chooseEngine, choice);
  await page.reload();
  await page.locator('.floor main h1').waitFor();
  const delays = [];
  for (let time = 0; time < TIMES[choice]; time += 1) {
    await page.evaluate(enterScanner);
    const read = await page.evaluate(awaitRead, MOST_TURNS * SCENE_FRAMES);
    await page.evaluate(leaveScanner);
    const frame = read && findFrame(read.text);
    if (read && frame === null) throw new Error(`"${read.text}" was read, which no frame shows`);
    const turns = read && frame !== null ? Math.round((read.camera - frame) / SCENE_FRAMES) : MOST_TURNS;
    delays.push(turns * SCENE_FRAMES + (frame ?? first) - first);
  }
  return delays.sort((a, b) => a - b);
}

/**
 * @param {string} name
 * @param {Record<'jsqr' | 'all' | 'unhurried', readonly number[]>} delays
 * @returns {readonly Metric[]}
 */
function describeScene(name, { jsqr, all, unhurried }) {
  const against = `${name}-delay-jsqr`;
  const floor = findMiddle(jsqr);
  /** @param {string} id @param {number} value */
  const beside = (id, value) => ({ id, value, unit: 'frames', against, ratio: floor > 0 ? value / floor : null });
  return [
    { id: against, value: floor, unit: 'frames', against: null, ratio: null },
    beside(`${name}-delay`, findMiddle(all)),
    beside(`${name}-delay-worst`, Math.max(...all)),
    beside(`${name}-delay-no-drops`, findMiddle(unhurried)),
  ];
}

/** @param {readonly number[]} values */
const findMiddle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
