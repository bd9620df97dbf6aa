import type { Light } from './light.ts';

/** A lens out of focus: Gaussian, its standard deviation in pixels. */
export function blurLens({ levels, width, height }: Light, sigmaPx: number): void {
  if (sigmaPx <= 0) return;
  const reach = Math.ceil(sigmaPx * 3);
  const weights = new Float32Array(2 * reach + 1).map((_empty, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigmaPx ** 2)),
  );
  const whole = weights.reduce((a, b) => a + b);
  weights.forEach((weight, at) => (weights[at] = weight / whole));
  const line = new Float32Array(width + 2 * reach);
  for (let y = 0, row = 0; y < height; y++, row += width) {
    line.fill(levels[row]!, 0, reach);
    line.set(levels.subarray(row, row + width), reach);
    line.fill(levels[row + width - 1]!, reach + width);
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let tap = 0; tap < weights.length; tap++) sum += weights[tap]! * line[x + tap]!;
      levels[row + x] = sum;
    }
  }
  // Down the columns, but row by row: that is how the bytes lie in memory.
  const before = levels.slice();
  levels.fill(0);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let tap = 0; tap < weights.length; tap++) {
      const from = Math.min(height - 1, Math.max(0, y + tap - reach)) * width;
      const weight = weights[tap]!;
      for (let x = 0; x < width; x++) levels[row + x]! += weight * before[from + x]!;
    }
  }
}

/** A hand that moves while the shutter is open: evenly along a straight line of `lengthPx`. */
export function blurMotion({ levels, width, height }: Light, lengthPx: number, degrees: number): void {
  if (lengthPx <= 0) return;
  const taps = traceLine(lengthPx, degrees);
  const before = levels.slice();
  levels.fill(0);
  for (const { right, down, weight } of taps) {
    for (let y = 0; y < height; y++) {
      const row = y * width;
      const from = Math.min(height - 1, Math.max(0, y + down)) * width;
      const [first, last] = [Math.max(0, -right), Math.min(width, width - right)];
      for (let x = 0; x < first; x++) levels[row + x]! += weight * before[from]!;
      for (let x = first; x < last; x++) levels[row + x]! += weight * before[from + x + right]!;
      for (let x = last; x < width; x++) levels[row + x]! += weight * before[from + width - 1]!;
    }
  }
}

interface Tap {
  readonly right: number;
  readonly down: number;
  readonly weight: number;
}

/** The line as whole pixels, each with its part of it: every place between four pixels is shared among them. */
function traceLine(lengthPx: number, degrees: number): readonly Tap[] {
  const steps = Math.ceil(lengthPx * 4);
  const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const taps = new Map<string, Tap>();
  for (let step = 0; step < steps; step++) {
    const along = ((step + 0.5) / steps - 0.5) * lengthPx;
    const [x, y] = [dx * along, dy * along];
    const [left, top] = [Math.floor(x), Math.floor(y)];
    for (const right of [left, left + 1]) {
      for (const down of [top, top + 1]) {
        const share = ((1 - Math.abs(x - right)) * (1 - Math.abs(y - down))) / steps;
        const key = `${right} ${down}`;
        if (share > 1e-6) taps.set(key, { right, down, weight: (taps.get(key)?.weight ?? 0) + share });
      }
    }
  }
  return [...taps.values()];
}
