import type { LumaPicture } from '../picture.ts';

/** jsQR decides on dark and light in squares of so many pixels. */
const BLOCK = 8;
/** A square whose pixels differ by no more is even to it. */
const EVEN = 24;

/**
 * How much work jsQR will have with a picture. It holds every run of dark and light in a row against all the likenesses of corner marks it has met, whose number
 * grows with the runs: so the square of each row's runs, added up. A hundred million take it about a second on the computer this was measured on, where
 * pictures of rooms and of codes stay below five; noise and fine patterns go up to a thousand.
 */
export function estimateJsqrWork({ luma, width, height }: LumaPicture): number {
  const thresholds = new Uint8Array(Math.ceil(width / BLOCK));
  let work = 0;
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(height, top + BLOCK);
    for (let block = 0; block < thresholds.length; block++)
      thresholds[block] = findThreshold(luma, width, { left: block * BLOCK, top, bottom });
    for (let y = top; y < bottom; y++) work += countRuns(luma, y * width, width, thresholds) ** 2;
  }
  return work;
}

interface Block {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

/** The mean of a square, or half of its darkest where it is even: then all of it is light. */
function findThreshold(luma: Uint8Array, width: number, { left, top, bottom }: Block): number {
  const right = Math.min(width, left + BLOCK);
  let [darkest, brightest, sum] = [255, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let at = y * width + left; at < y * width + right; at++) {
      const light = luma[at]!;
      sum += light;
      if (light < darkest) darkest = light;
      if (light > brightest) brightest = light;
    }
  }
  return brightest - darkest <= EVEN ? darkest >> 1 : sum / ((bottom - top) * (right - left));
}

function countRuns(luma: Uint8Array, start: number, width: number, thresholds: Uint8Array): number {
  let [runs, wasDark] = [0, false];
  for (let x = 0; x < width; x++) {
    const isDark = luma[start + x]! <= thresholds[x >> 3]!;
    if (isDark !== wasDark) runs++;
    wasDark = isDark;
  }
  return runs;
}
