import type { Light } from './light.ts';
import { createRandom } from './random.ts';

/** A sensor's own noise: to each pixel something of a Gaussian of `sigma` grey levels. */
export function addNoise({ levels }: Light, sigma: number, seed: number): void {
  if (sigma <= 0) return;
  const { next } = createRandom(seed);
  for (let at = 0; at < levels.length; at++) levels[at]! += sigma * BELL[next() >>> 20]!;
}

/** 4096 numbers that lie as a Gaussian's do: to take one of them is quicker than to work one out, a million times a frame. */
const BELL = drawBell(4096);

function drawBell(count: number): Float32Array {
  const bell = new Float32Array(count);
  const random = createRandom(1);
  for (let at = 0; at < count; at += 2) {
    // Spread evenly over the ranks, so that mean and deviation are right to the third digit.
    const radius = Math.sqrt(-2 * Math.log(1 - (at / 2 + 0.5) / (count / 2)));
    const angle = random.between(0, Math.PI / 4) + (((at / 2) % 8) * Math.PI) / 4;
    bell[at] = radius * Math.cos(angle);
    bell[at + 1] = radius * Math.sin(angle);
  }
  return bell;
}
