import { drawHostile, HOSTILE_NAMES } from '../../support/webcam/hostile.ts';
import type { Metric } from '../metric.ts';
import { type Readers, READERS } from './readers.ts';
import { findMiddle, takeTime } from './tally.ts';

/** jsQR takes seconds for some, so each is looked at but a few times. */
const LOOKS = 3;

/** What a frame of 1280 × 720 costs that makes a reader work: nothing in it to hold on to, or much that looks like a code. */
export function measureHostileFrames(readers: Readers): readonly Metric[] {
  return HOSTILE_NAMES.flatMap((frameName) => {
    const frame = drawHostile(frameName, 1280, 720);
    const stream = readers.openStream();
    const against = `hostile-${frameName}-jsqr`;
    const times = READERS.map((name) => {
      const looks = Array.from({ length: LOOKS }, () => takeTime(() => stream[name](frame)));
      if (looks.some(({ result }) => result.length > 0)) throw new Error(`${name} reads a code in ${frameName}`);
      return { id: `hostile-${frameName}-${name}`, value: findMiddle(looks.map(({ ms }) => ms)), unit: 'ms' };
    });
    const jsqr = times.find(({ id }) => id === against)?.value ?? Number.NaN;
    return times.map((time) =>
      time.id === against ? { ...time, against: null, ratio: null } : { ...time, against, ratio: time.value / jsqr },
    );
  });
}
