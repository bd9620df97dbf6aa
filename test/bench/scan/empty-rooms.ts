import { drawRoom } from '../../support/webcam-model.ts';
import { deriveSeed } from '../../support/webcam/random.ts';
import type { Metric } from '../metric.ts';
import { type Readers, READERS, type ReaderName } from './readers.ts';
import { findMiddle, findRank, takeTime } from './tally.ts';

const ROOMS = 24;
/** Frames of each room: what a reader does may differ from frame to frame. */
const LOOKS = 4;
const WARM_UP = 4;

/** What a frame of 1280 × 720 without a code costs, which nearly all frames of a camera are: the median, the mean, and what one in twenty exceeds. */
export function measureEmptyRooms(readers: Readers, seed: number): readonly Metric[] {
  const rooms = Array.from({ length: ROOMS }, (_empty, at) => drawRoom(deriveSeed(seed, at), 1280, 720));
  const stream = readers.openStream();
  const times = { jsqr: [] as number[], zxing: [] as number[], restore: [] as number[], all: [] as number[] };
  for (const [at, room] of [...rooms.slice(0, WARM_UP), ...rooms].entries()) {
    for (const name of READERS) {
      for (let look = 0; look < (name === 'jsqr' ? 1 : LOOKS); look++) {
        const { result, ms } = takeTime(() => stream[name](room));
        if (result.length > 0) throw new Error(`${name} reads "${result[0]?.text}" in a room without a code`);
        if (at >= WARM_UP) times[name].push(ms);
      }
    }
  }
  return READERS.flatMap((name) => Object.entries(KINDS).map(([kind, measure]) => describe(name, kind, measure)));

  function describe(name: ReaderName, kind: string, measure: (list: readonly number[]) => number): Metric {
    const [id, against] = [`empty-room-${name}${kind}`, `empty-room-jsqr${kind}`];
    const value = measure(times[name]);
    if (name === 'jsqr') return { id, value, unit: 'ms', against: null, ratio: null };
    return { id, value, unit: 'ms', against, ratio: value / measure(times.jsqr) };
  }
}

/** The mean too, since `all` does not do the same with every frame: a median would show the half that is cheap. */
const KINDS = {
  '': findMiddle,
  '-mean': (list: readonly number[]) => list.reduce((sum, ms) => sum + ms, 0) / list.length,
  '-95th': (list: readonly number[]) => findRank(list, 0.95),
};
