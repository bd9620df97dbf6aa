/** Chance that comes out the same each time it is begun with the same seed. */
export interface Random {
  /** A whole number of 32 bits. */
  readonly next: () => number;
  /** From `from` up to, not including, `to`. */
  readonly between: (from: number, to: number) => number;
  /** A whole number from `from` to `to`, both included. */
  readonly whole: (from: number, to: number) => number;
  readonly chance: (share: number) => boolean;
}

export function createRandom(seed: number): Random {
  // mulberry32: short, quick, and good enough that no pattern can be seen in a picture.
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const between = (from: number, to: number): number => from + (next() / 2 ** 32) * (to - from);
  return {
    next,
    between,
    whole: (from, to) => Math.floor(between(from, to + 1)),
    chance: (share) => between(0, 1) < share,
  };
}

/** Another seed for each part of a picture, so that one part's appetite for chance does not change the others. */
export const deriveSeed = (seed: number, part: number): number =>
  (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(part + 1, 0xc2b2ae35)) >>> 0;
