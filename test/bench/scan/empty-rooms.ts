import type { LumaPicture } from '../../../scan/picture.ts';
import { drawRoom } from '../../support/webcam-model.ts';
import { createRandom, deriveSeed, type Random } from '../../support/webcam/random.ts';
import type { Metric } from '../metric.ts';
import { type Readers, READERS, type ReaderName } from './readers.ts';
import { findMiddle, findRank, takeTime } from './tally.ts';

const ROOMS = 24;
/** Frames of each room, each with noise of its own: what a reader does differs from frame to frame, and a camera shows the same room for long. */
const LOOKS = 12;
/** Grey levels, standard deviation, that a sensor adds to each frame anew. */
const NOISE = 4;
const WARM_UP = 4;

/** What a frame of 1280 × 720 without a code costs, which nearly all frames of a camera are: the median, the mean, and what one in twenty exceeds. */
export function measureEmptyRooms(readers: Readers, seed: number): readonly Metric[] {
  const rooms = Array.from({ length: ROOMS }, (_empty, at) => drawRoom(deriveSeed(seed, at), 1280, 720));
  const stream = readers.openStream();
  const random = createRandom(deriveSeed(seed, ROOMS));
  const times = { jsqr: [] as number[], zxing: [] as number[], restore: [] as number[], all: [] as number[] };
  const news: number[] = [];
  for (const [at, room] of [...rooms.slice(0, WARM_UP), ...rooms].entries()) {
    for (const name of READERS) {
      for (let look = 0; look < (name === 'all' ? LOOKS : 1); look++) {
        const frame = addFreshNoise(room, random);
        const { result, ms } = takeTime(() => stream[name](frame));
        if (result.length > 0) throw new Error(`${name} reads "${result[0]?.text}" in a room without a code`);
        if (at < WARM_UP) continue;
        times[name].push(ms);
        if (name === 'all' && look === 0) news.push(ms);
      }
    }
  }
  const jsqr = findMiddle(times.jsqr);
  const metrics = READERS.flatMap((name) =>
    Object.entries(KINDS).map(([kind, measure]) => describe(name, kind, measure)),
  );
  const first = { id: 'empty-room-all-new', value: findMiddle(news), unit: 'ms', against: 'empty-room-jsqr' };
  return [...metrics, { ...first, ratio: first.value / jsqr }];

  function describe(name: ReaderName, kind: string, measure: (list: readonly number[]) => number): Metric {
    const [id, against] = [`empty-room-${name}${kind}`, `empty-room-jsqr${kind}`];
    const value = measure(times[name]);
    if (name === 'jsqr') return { id, value, unit: 'ms', against: null, ratio: null };
    return { id, value, unit: 'ms', against, ratio: value / measure(times.jsqr) };
  }
}

function addFreshNoise({ luma, width, height }: LumaPicture, random: Random): LumaPicture {
  const spread = NOISE * Math.sqrt(12);
  return {
    luma: luma.map((light) => Math.min(255, Math.max(0, light + (random.between(0, 1) - 0.5) * spread))),
    width,
    height,
  };
}

/** The mean too, since `all` does not do the same with every frame: a median would show the half that is cheap. */
const KINDS = {
  '': findMiddle,
  '-mean': (list: readonly number[]) => list.reduce((sum, ms) => sum + ms, 0) / list.length,
  '-95th': (list: readonly number[]) => findRank(list, 0.95),
};
