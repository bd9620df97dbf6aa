/** Modules around one that say what is dark and what is light there. */
const REACH = 4;
const ROUNDS = 2;

/** Sums over squares of modules around each, `2 × REACH + 1` wide and cut off at the code's edge. */
export function sumAround(values: Float32Array, size: number): Float32Array {
  const rows = new Float32Array(values.length);
  for (let row = 0; row < size; row++) slide(values, rows, row * size, 1, size);
  const sums = new Float32Array(values.length);
  for (let column = 0; column < size; column++) slide(rows, sums, column, size, size);
  return sums;
}

function slide(from: Float32Array, to: Float32Array, start: number, step: number, size: number): void {
  let sum = 0;
  for (let at = -REACH; at < size; at++) {
    const [enter, leave] = [at + REACH, at - REACH - 1];
    if (enter < size) sum += from[start + enter * step]!;
    if (leave >= 0) sum -= from[start + leave * step]!;
    if (at >= 0) to[start + at * step] = sum;
  }
}

/** How many modules such a square has. */
export const countAround = (size: number): Float32Array => sumAround(new Float32Array(size * size).fill(1), size);

/**
 * Dark (1) or light (0), each module against its neighbourhood: first against the mean, then against the middle between the mean of what is dark around it and the
 * mean of what is light, which does not lean towards whichever there is more of.
 */
export function separateModules(samples: Float32Array, size: number): Uint8Array {
  const [counts, sums] = [countAround(size), sumAround(samples, size)];
  let modules = Uint8Array.from(samples, (light, at) => (light < sums[at]! / counts[at]! ? 1 : 0));
  for (let round = 0; round < ROUNDS; round++) {
    const isDark = Float32Array.from(modules);
    const dark = sumAround(
      samples.map((light, at) => light * isDark[at]!),
      size,
    );
    const darkCounts = sumAround(isDark, size);
    modules = Uint8Array.from(samples, (light, at) => {
      const [count, darkCount] = [counts[at]!, Math.round(darkCounts[at]!)];
      const hasBoth = darkCount > 2 && count - darkCount > 2;
      const threshold = hasBoth
        ? (dark[at]! / darkCount + (sums[at]! - dark[at]!) / (count - darkCount)) / 2
        : sums[at]! / count;
      return light < threshold ? 1 : 0;
    });
  }
  return modules;
}
