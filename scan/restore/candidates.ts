import type { FinderPattern } from './finder-patterns.ts';
import { findFinderPatterns } from './finder-patterns.ts';
import type { Level } from './levels.ts';
import { Light } from './light.ts';
import { rateTiming } from './timing.ts';
import { findTriples, type Triple } from './triples.ts';

/** Three marks that look like a code's, and the picture to read it from. */
export interface Candidate {
  /** In pixels of `light`. */
  readonly triple: Triple;
  /** How well the lines between the marks alternate: 0 to 2. */
  readonly timing: number;
  readonly light: Light;
  /** Pixels of the whole picture for one of `light`. */
  readonly scale: number;
}

/**
 * The candidates of one level, those whose timing lines alternate best first. Marks are found where their modules are about two pixels wide; the code is then
 * read from the next larger picture, where they are four and noise is still half of what it is in the whole one.
 */
export function findCandidates(level: Level, finer: Level): readonly Candidate[] {
  const { picture } = finer;
  if (Math.min(picture.width, picture.height) < 21) return [];
  // A mark's middle is three modules high: every second row of the whole picture meets it twice where modules are 1.5 pixels.
  const patterns = findFinderPatterns(level.picture, level.scale === 1 ? 2 : 1);
  if (patterns.length < 3) return [];
  const light = new Light(picture);
  const larger = level.scale / finer.scale;
  return findTriples(patterns.map((pattern) => enlarge(pattern, larger)))
    .map((triple) => ({ triple, timing: rateTiming(light, triple), light, scale: finer.scale }))
    .sort((one, other) => other.timing - one.timing);
}

const enlarge = ({ x, y, module, rows }: FinderPattern, by: number): FinderPattern => ({
  x: x * by,
  y: y * by,
  module: module * by,
  rows,
});
