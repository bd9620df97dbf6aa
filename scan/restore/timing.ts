import type { Point } from '../picture.ts';
import type { Light } from './light.ts';
import type { Triple } from './triples.ts';

/** The line lies three modules further in than the middles of the marks; a leaning code shifts it a little. */
const INSETS = [0.87, 1, 1.13];
/** Grey levels around the local mean that say neither dark nor light. */
const NEITHER = 1.5;

/** How well light and dark alternate module by module between the marks of a triple, which is what tells a code from three squares: 0 to 2. */
export function rateTiming(light: Light, { topLeft: start, topRight: right, bottomLeft: below }: Triple): number {
  const module = (start.module + right.module + below.module) / 3;
  const inward = (end: Point): Point => {
    const length = Math.hypot(end.x - start.x, end.y - start.y);
    return { x: ((end.x - start.x) / length) * 3 * module, y: ((end.y - start.y) / length) * 3 * module };
  };
  const [inRight, inDown] = [inward(right), inward(below)];
  const best = (end: Point, inset: Point): number =>
    Math.max(...INSETS.map((share) => countChanges(light, start, end, inset.x * share, inset.y * share, module)));
  return nearOne(best(right, inDown)) + nearOne(best(below, inRight));
}

const nearOne = (ratio: number): number => Math.min(ratio, 1 / Math.max(ratio, 0.01));

/** Changes between dark and light along a line between two marks, for each module it is long. */
function countChanges(light: Light, from: Point, to: Point, right: number, down: number, module: number): number {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [start, end] = [4.5 * module, length - 4.5 * module];
  if (end - start < module * 2) return 1;
  const step = Math.max(0.3, module / 4);
  const values = new Float32Array(Math.floor((end - start) / step));
  for (let at = 0; at < values.length; at++) {
    const share = (start + at * step) / length;
    values[at] = light.at(from.x + (to.x - from.x) * share + right, from.y + (to.y - from.y) * share + down);
  }
  return countCrossings(values, Math.round((4 * module) / step)) / ((end - start) / module);
}

/** How often values cross the mean of those within `reach` of them. */
function countCrossings(values: Float32Array, reach: number): number {
  let [sum, count, crossings, before] = [0, 0, 0, 0];
  for (let at = 0; at < Math.min(reach, values.length); at++, count++) sum += values[at]!;
  for (let at = 0; at < values.length; at++) {
    if (at + reach < values.length) [sum, count] = [sum + values[at + reach]!, count + 1];
    if (at - reach - 1 >= 0) [sum, count] = [sum - values[at - reach - 1]!, count - 1];
    const difference = values[at]! - sum / count;
    const side = difference < -NEITHER ? -1 : difference > NEITHER ? 1 : before;
    if (before !== 0 && side !== before) crossings++;
    before = side;
  }
  return crossings;
}
