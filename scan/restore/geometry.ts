import { type Corners, mapCorners, type Point } from '../picture.ts';
import { findAlignment } from './alignment.ts';
import type { Corner, Frame } from './corner.ts';
import { type Anchor, Homography } from './homography.ts';
import type { Light } from './light.ts';
import { alignmentCentres, alignmentMiddles, sizeOf } from './symbol.ts';

/** Where each module of a code lies in the picture. */
export interface Geometry {
  readonly version: number;
  readonly homography: Homography;
  /** Pixels to add, where paper or lens bend: at the alignment patterns' rows and columns, `[row][column]` of x, y; null where there are too few. */
  readonly bend: Bend | null;
  /** Alignment patterns that were found, of so many there are. */
  readonly found: number;
  readonly drawn: number;
}

export interface Bend {
  readonly centres: readonly number[];
  readonly offsets: Float32Array;
}

/** How much a measured place counts: the middle of a corner mark, a place on its rim (which only says how large it is), an alignment pattern. */
const WEIGHT = { corner: 4, rim: 0.3, guess: 0.2, alignment: 2 };
/** From so many anchors on, the rims of the corner marks say nothing the alignment patterns do not say better. */
const ENOUGH_ANCHORS = 24;

/** Where most of so many alignment patterns are missing, next to the corner marks at that, the version is another or this is no code. */
const ENOUGH_LOOKED = 4;

/** Fits a code of this version to its corner marks, then to one alignment pattern after the other, from the marks outwards. Null where they are not there. */
export function fitGeometry(light: Light, frame: Frame, version: number): Geometry | null {
  const size = sizeOf(version);
  const anchors = cornerAnchors(frame, size);
  let homography = Homography.fit(anchors, size);
  if (!homography) return null;
  const isSparse = alignmentCentres(version).length === 2;
  const middles = alignmentMiddles(version);
  const found = new Map<string, Point>();
  for (const [looked, [column, row]] of middles.toSorted(nearCornersFirst(size)).entries()) {
    if (looked >= ENOUGH_LOOKED && found.size * 3 < looked) return null;
    // The further from anything that is known, the further off the guess may be.
    const reach = isSparse ? 5 : Math.min(4, 1.2 + nearestAnchor(anchors, column, row) * 0.06);
    const place = findAlignment(light, homography, column, row, reach);
    if (!place) continue;
    found.set(`${column},${row}`, place);
    anchors.push({ column, row, ...place, weight: WEIGHT.alignment });
    const telling = anchors.length > ENOUGH_ANCHORS ? anchors.filter(({ weight }) => weight > WEIGHT.rim) : anchors;
    homography = Homography.fit(telling, size) ?? homography;
  }
  const bend = measureBend(version, homography, found);
  return { version, homography, bend, found: found.size, drawn: middles.length };
}

/** Where the corners of the whole code lie in the picture. */
export function cornersOf({ version, homography }: Geometry): Corners {
  const size = sizeOf(version);
  const corners = [
    { x: 0, y: 0 },
    { x: size, y: 0 },
    { x: size, y: size },
    { x: 0, y: size },
  ] as const;
  return mapCorners(corners, ({ x, y }) => homography.place(x, y));
}

function cornerAnchors(frame: Frame, size: number): Anchor[] {
  const { topLeft, topRight, bottomLeft } = frame;
  const anchors = [
    ...markAnchors(frame, topLeft, 3.5, 3.5),
    ...markAnchors(frame, topRight, size - 3.5, 3.5),
    ...markAnchors(frame, bottomLeft, 3.5, size - 3.5),
  ];
  // The smallest code has no alignment pattern: seen straight on, its fourth corner completes the parallelogram.
  if (size > sizeOf(1)) return anchors;
  const [x, y] = [topRight.x + bottomLeft.x - topLeft.x, topRight.y + bottomLeft.y - topLeft.y];
  return [...anchors, { column: size - 3.5, row: size - 3.5, x, y, weight: WEIGHT.guess }];
}

function markAnchors({ right, down }: Frame, corner: Corner, column: number, row: number): readonly Anchor[] {
  const rim = (columns: number, rows: number): Anchor => ({
    column: column + columns,
    row: row + rows,
    x: corner.x + right.x * columns * corner.across + down.x * rows * corner.down,
    y: corner.y + right.y * columns * corner.across + down.y * rows * corner.down,
    weight: WEIGHT.rim,
  });
  const middle = { column, row, x: corner.x, y: corner.y, weight: WEIGHT.corner };
  return [middle, rim(3.5, 0), rim(-3.5, 0), rim(0, 3.5), rim(0, -3.5)];
}

const nearCornersFirst =
  (size: number) =>
  (one: readonly [number, number], other: readonly [number, number]): number =>
    fromCorner(one, size) - fromCorner(other, size);

const fromCorner = ([column, row]: readonly [number, number], size: number): number =>
  Math.min(column + row, Math.hypot(size - column, row), Math.hypot(column, size - row));

const nearestAnchor = (anchors: readonly Anchor[], column: number, row: number): number =>
  anchors.reduce(
    (least, anchor) =>
      anchor.weight > WEIGHT.rim ? Math.min(least, Math.hypot(anchor.column - column, anchor.row - row)) : least,
    Infinity,
  );

/** What the alignment patterns lie beside where a flat code would have them. */
function measureBend(version: number, homography: Homography, found: ReadonlyMap<string, Point>): Bend | null {
  const centres = alignmentCentres(version);
  if (centres.length < 3) return null;
  const offsets = new Float32Array(centres.length ** 2 * 2);
  for (const [down, row] of centres.entries()) {
    for (const [across, column] of centres.entries()) {
      const place = found.get(`${column + 0.5},${row + 0.5}`);
      if (!place) continue;
      const flat = homography.place(column + 0.5, row + 0.5);
      const at = (down * centres.length + across) * 2;
      offsets[at] = place.x - flat.x;
      offsets[at + 1] = place.y - flat.y;
    }
  }
  return { centres, offsets };
}
