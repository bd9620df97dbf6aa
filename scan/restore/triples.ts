import type { FinderPattern } from './finder-patterns.ts';

/** Three finder patterns that stand as the corners of one code do. */
export interface Triple {
  readonly topLeft: FinderPattern;
  readonly topRight: FinderPattern;
  readonly bottomLeft: FinderPattern;
  /** The smaller the likelier: 0 for three marks of one size at a right angle and equal distance. */
  readonly unlikely: number;
}

/** So many patterns are combined with each other, and so many of the combinations looked at. */
const MOST_PATTERNS = 24;
const MOST_TRIPLES = 120;

/** Triples of patterns of one size at nearly a right angle, the likeliest first. Leaning codes are allowed for: 52 degrees from straight on. */
export function findTriples(patterns: readonly FinderPattern[]): readonly Triple[] {
  const likely = patterns.slice(0, MOST_PATTERNS);
  const triples: Triple[] = [];
  for (const topLeft of likely) {
    for (const [at, one] of likely.entries()) {
      for (const other of likely.slice(at + 1)) {
        if (one === topLeft || other === topLeft) continue;
        const unlikely = rateTriple(topLeft, one, other);
        if (unlikely !== null) triples.push({ ...orderTriple(topLeft, one, other), unlikely });
      }
    }
  }
  return triples.sort((one, other) => one.unlikely - other.unlikely).slice(0, MOST_TRIPLES);
}

/** The smaller the likelier; null where three patterns cannot belong to one code. */
function rateTriple(corner: FinderPattern, one: FinderPattern, other: FinderPattern): number | null {
  const module = (corner.module + one.module + other.module) / 3;
  const largest = Math.max(corner.module, one.module, other.module);
  if (largest > 1.9 * Math.min(corner.module, one.module, other.module)) return null;
  const sides = [one, other].map((end) => Math.hypot(end.x - corner.x, end.y - corner.y)) as [number, number];
  // 14 modules lie between the middles in the smallest code, 170 in the largest.
  if (Math.min(...sides) < module * 9 || Math.max(...sides) > module * 230) return null;
  const along = (one.x - corner.x) * (other.x - corner.x) + (one.y - corner.y) * (other.y - corner.y);
  const cosine = Math.abs(along / sides[0] / sides[1]);
  const stretch = Math.max(...sides) / Math.min(...sides);
  if (cosine > 0.62 || stretch > 2.1) return null;
  const uneven =
    Math.abs(one.module - other.module) + Math.abs(one.module - corner.module) + Math.abs(other.module - corner.module);
  const met = Math.min(corner.rows + one.rows + other.rows, 30);
  return cosine + (stretch - 1) + (uneven / module) * 0.6 - met * 0.01;
}

/** Clockwise from top left, as the code is meant to be read; a mirrored one comes out with its two sides exchanged. */
function orderTriple(
  topLeft: FinderPattern,
  one: FinderPattern,
  other: FinderPattern,
): Pick<Triple, 'topLeft' | 'topRight' | 'bottomLeft'> {
  const turn = (one.x - topLeft.x) * (other.y - topLeft.y) - (one.y - topLeft.y) * (other.x - topLeft.x);
  return turn > 0 ? { topLeft, topRight: one, bottomLeft: other } : { topLeft, topRight: other, bottomLeft: one };
}
