import type { LumaPicture } from '../../../scan/picture.ts';
import { createLight, type Light, toPicture } from './light.ts';
import { createRandom, type Random } from './random.ts';
import { fillBox } from './room.ts';

/** Frames without a code that cost a reader more than a room does: nothing to hold on to, or far too much that looks like a code. */
export const HOSTILE_NAMES = [
  ...(['white', 'grey', 'black', 'noise', 'fine-checks', 'checks', 'fine-stripes'] as const),
  ...(['stripes', 'text', 'finder-marks'] as const),
] as const;
export type HostileName = (typeof HOSTILE_NAMES)[number];

/** The same each time. */
export function drawHostile(name: HostileName, width: number, height: number): LumaPicture {
  const light = createLight(width, height);
  DRAW[name](light, createRandom(7));
  return toPicture(light);
}

type Draw = (light: Light, random: Random) => void;

const fill =
  (levelAt: (x: number, y: number, random: Random) => number): Draw =>
  ({ levels, width }, random) => {
    for (let at = 0; at < levels.length; at++) levels[at] = levelAt(at % width, Math.floor(at / width), random);
  };

const drawChecks = (sidePx: number) =>
  fill((x, y) => ((Math.floor(x / sidePx) + Math.floor(y / sidePx)) % 2 === 0 ? 30 : 220));
const drawStripes = (widthPx: number) => fill((x) => (Math.floor(x / widthPx) % 2 === 0 ? 30 : 220));

const DRAW: Readonly<Record<HostileName, Draw>> = {
  white: fill(() => 255),
  grey: fill(() => 128),
  black: fill(() => 0),
  noise: fill((_x, _y, random) => random.next() >>> 24),
  'fine-checks': drawChecks(2),
  checks: drawChecks(9),
  'fine-stripes': drawStripes(2),
  stripes: drawStripes(7),
  text: drawText,
  'finder-marks': drawFinderMarks,
};

/** A page from edge to edge, in letters as wide as the modules of a code. */
function drawText(light: Light, random: Random): void {
  const { width, height } = light;
  fillBox(light, { left: 0, top: 0, right: width, bottom: height }, 235);
  for (let top = 4; top < height; top += 14) {
    for (let left = 4; left < width; left += random.whole(3, 9)) {
      const right = left + random.whole(1, 4);
      fillBox(light, { left, top: top + random.whole(0, 4), right, bottom: top + 10 }, 30);
      left = right;
    }
  }
}

/** The corner marks of codes and nothing between them: any three of them may be a code's. */
function drawFinderMarks(light: Light, random: Random): void {
  const { width, height } = light;
  const module = 4;
  const pitch = module * 13;
  fillBox(light, { left: 0, top: 0, right: width, bottom: height }, 225);
  for (let top = module * 3; top + module * 7 < height; top += pitch) {
    for (let left = module * 3; left + module * 7 < width; left += pitch) {
      const [x, y] = [left + random.whole(0, 8), top + random.whole(0, 8)];
      for (const [inset, level] of [
        [0, 30],
        [1, 225],
        [2, 30],
      ] as const) {
        const [low, high] = [inset * module, (7 - inset) * module];
        fillBox(light, { left: x + low, top: y + low, right: x + high, bottom: y + high }, level);
      }
    }
  }
}
