import { findFinderPatterns, type FinderPattern } from './finder-patterns.ts';
import type { Level } from './levels.ts';
import { Light } from './light.ts';
import { rateTiming } from './timing.ts';
import { findTriples, type Triple } from './triples.ts';

/** Three marks that look like a code's, and the picture to read it from. */
export interface Candidate {
  /** In pixels of `light`. */
  readonly triple: Triple;
  /** About 2.5 for three marks, each met twice, that stand as they should, far apart, with lines between them that alternate perfectly; less for what is less like a code. */
  readonly likeness: number;
  readonly light: Light;
  /** Pixels of the whole picture for one of `light`. */
  readonly scale: number;
}

/** A code is read from the smallest picture in which its modules have so many pixels: noise is halved with every halving. */
const ENOUGH_PX = 2.6;

/** Marks of a room stand anyhow, and lines between them alternate by chance now and then; a code that leans has both in measure. */
const CROOKED_COUNTS = 0.5;

/** Chance likenesses, of which a dense code is full, are mostly met in one row each. */
const ROW_COUNTS = 0.05;
const ENOUGH_ROWS = 6;

/** A long line that alternates all the way seldom does so by chance. 14 modules lie between the marks of the smallest code. */
const WIDTH_COUNTS = 0.1;
const LEAST_WIDTH = 14;

/**
 * What may be a code, the likeliest first. One mark of a leaning code is often larger than another, so marks are looked for in all
 * levels, of which the whole picture is the first, and put together.
 */
export function findCandidates(levels: readonly Level[]): readonly Candidate[] {
  const patterns = levels.reduce<readonly FinderPattern[]>((known, level) => addPatterns(known, level), []);
  const lights = levels.map(({ picture, scale }) => ({ light: new Light(picture), scale }));
  return findTriples(patterns.toSorted((one, other) => other.rows - one.rows))
    .map((triple) => {
      const module = (triple.topLeft.module + triple.topRight.module + triple.bottomLeft.module) / 3;
      const { light, scale } = lights.findLast((each) => module / each.scale >= ENOUGH_PX) ?? lights[0]!;
      const scaled = scaleTriple(triple, 1 / scale);
      const rows = triple.topLeft.rows + triple.topRight.rows + triple.bottomLeft.rows;
      const likeness =
        rateTiming(light, scaled) -
        Math.max(0, triple.unlikely) * CROOKED_COUNTS +
        Math.min(rows, ENOUGH_ROWS) * ROW_COUNTS +
        Math.log2(Math.max(1, widthOf(triple) / LEAST_WIDTH)) * WIDTH_COUNTS;
      return { triple: scaled, likeness, light, scale };
    })
    .sort((one, other) => other.likeness - one.likeness);
}

/** A pattern that is met in two levels is measured best in the finer one. */
function addPatterns(known: readonly FinderPattern[], { picture, scale }: Level): readonly FinderPattern[] {
  const all = [...known];
  for (const look of scale > 1 ? (['faint', 'closed'] as const) : (['whole'] as const)) {
    for (const found of findFinderPatterns(picture, look)) {
      const pattern = scalePattern(found, scale);
      if (!all.some((finer) => isSame(finer, pattern))) all.push(pattern);
    }
  }
  return all;
}

/** Modules between the middles of its upper marks. */
const widthOf = ({ topLeft, topRight }: Triple): number =>
  Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y) / topLeft.module;

const isSame = (one: FinderPattern, other: FinderPattern): boolean =>
  Math.hypot(one.x - other.x, one.y - other.y) < one.module * 2 &&
  Math.max(one.module, other.module) < Math.min(one.module, other.module) * 1.8;

const scalePattern = ({ x, y, module, rows }: FinderPattern, by: number): FinderPattern => ({
  x: x * by,
  y: y * by,
  module: module * by,
  rows,
});

const scaleTriple = ({ topLeft, topRight, bottomLeft, unlikely }: Triple, by: number): Triple => ({
  topLeft: scalePattern(topLeft, by),
  topRight: scalePattern(topRight, by),
  bottomLeft: scalePattern(bottomLeft, by),
  unlikely,
});
