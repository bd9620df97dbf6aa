import { DarkPicture } from './dark-picture.ts';
import type { Corners, Point } from './sighting.ts';

/** One of the three squares that mark a QR's corners: its middle and how wide one module is, both in pixels. */
interface Mark extends Point {
  readonly module: number;
  /** Rows in which it was met. */
  readonly rows: number;
}

export interface MarkedCode {
  readonly corners: Corners;
  /** Width of a module, pixels. */
  readonly module: number;
}

const MOST_MARKS = 40;
const DIRECTIONS = Array.from({ length: 16 }, (_empty, at) => {
  const angle = (at * Math.PI) / 8;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/**
 * The QR whose three corner squares are in the picture, read or not; null where there are no three of one size that stand at a right
 * angle. This is what tells "too small or blurred" from "no code here", which the decoder does not.
 */
export function findMarkedCode(rgba: Uint8ClampedArray, width: number, height: number): MarkedCode | null {
  const marks = findMarks(new DarkPicture(rgba, width, height));
  for (const [at, corner] of marks.entries()) {
    for (const [first, second] of pairsOf(marks.filter((_mark, other) => other !== at))) {
      const code = completeCode(corner, first, second);
      if (code) return code;
    }
  }
  return null;
}

function findMarks(picture: DarkPicture): readonly Mark[] {
  const marks: Mark[] = [];
  for (let y = 0; y < picture.height; y++) {
    let ends: Ends = [0, 0, 0, 0, 0, 0];
    for (let x = 1; x <= picture.width; x++) {
      const isDark = picture.isDark(x - 1, y);
      if (x < picture.width && picture.isDark(x, y) === isDark) continue;
      ends = [ends[1], ends[2], ends[3], ends[4], ends[5], x];
      const mark = isDark ? measureMark(picture, y, ends) : null;
      if (mark) mergeMark(marks, mark);
    }
  }
  // A mark is three modules high in its middle, so it is met in as many rows: whatever was met in fewer is a chance likeness.
  return marks
    .filter(({ rows, module }) => rows > 1 && rows > module * 1.5)
    .toSorted((one, other) => other.rows - one.rows)
    .slice(0, MOST_MARKS);
}

/** Where the five last runs of a row end, after the end of what precedes them. */
type Ends = readonly [number, number, number, number, number, number];
type Runs = readonly [number, number, number, number, number];

function measureMark(picture: DarkPicture, y: number, [before, a, b, c, d, e]: Ends): Mark | null {
  const across = moduleOf([a - before, b - a, c - b, d - c, e - d]);
  if (across === null) return null;
  const x = (b + c) / 2;
  const down = countFrom(picture, Math.floor(x), y, 1, across);
  const up = countFrom(picture, Math.floor(x), y, -1, across);
  if (!down || !up) return null;
  const along = moduleOf([up.ring, up.gap, up.middle + down.middle - 1, down.gap, down.ring]);
  if (along === null || along > across * 2 || across > along * 2) return null;
  const mark = { x, y: y + (down.middle - up.middle + 1) / 2, module: (across + along) / 2, rows: 1 };
  return isRinged(picture, mark) ? mark : null;
}

/** The dark middle and the light gap go all the way round, at any angle: letters and textures have the rows, but not that. */
function isRinged(picture: DarkPicture, { x, y, module }: Mark): boolean {
  const countDark = (radius: number): number =>
    DIRECTIONS.filter(([across, along]) =>
      picture.isDark(Math.floor(x + across * radius * module), Math.floor(y + along * radius * module)),
    ).length;
  return countDark(1) >= 13 && countDark(2) <= 5;
}

/** Lengths of the rest of the dark middle, the light gap and the dark ring, up or down a column; null where they do not end in time. */
function countFrom(
  picture: DarkPicture,
  x: number,
  y: number,
  direction: 1 | -1,
  module: number,
): { readonly middle: number; readonly gap: number; readonly ring: number } | null {
  const longest = module * 6 + 2;
  const countRun = (from: number, isDark: boolean): number => {
    let length = 0;
    while (length <= longest && picture.has(x, from) && picture.isDark(x, from) === isDark) {
      from += direction;
      length++;
    }
    return length;
  };
  const middle = countRun(y, true);
  const gap = countRun(y + direction * middle, false);
  const ring = countRun(y + direction * (middle + gap), true);
  return [middle, gap, ring].every((length) => length > 0 && length <= longest) ? { middle, gap, ring } : null;
}

/** Width of a module where the runs are 1 : 1 : 3 : 1 : 1, else null. Half a module of leeway, and never less than a pixel's. */
function moduleOf(runs: Runs): number | null {
  const module = runs.reduce((sum, run) => sum + run, 0) / 7;
  const leeway = Math.max(module * 0.55, 0.8);
  const fits = runs.every((run, at) => Math.abs(run - (at === 2 ? 3 : 1) * module) <= leeway * (at === 2 ? 1.8 : 1));
  return module >= 1 && fits ? module : null;
}

function mergeMark(marks: Mark[], mark: Mark): void {
  const at = marks.findIndex(
    ({ x, y, module }) => Math.hypot(x - mark.x, y - mark.y) < module * 2 && mark.module < module * 1.7,
  );
  const known = marks[at];
  if (!known) return void marks.push(mark);
  const rows = known.rows + 1;
  const mean = (before: number, now: number): number => before + (now - before) / rows;
  marks[at] = {
    x: mean(known.x, mark.x),
    y: mean(known.y, mark.y),
    module: mean(known.module, mark.module),
    rows,
  };
}

function* pairsOf<T>(list: readonly T[]): Generator<readonly [T, T]> {
  for (const [at, first] of list.entries()) for (const second of list.slice(at + 1)) yield [first, second];
}

/** `corner` is the mark between the other two. Marks of one code are of one size, its sides are alike and at a right angle. */
function completeCode(corner: Mark, first: Mark, second: Mark): MarkedCode | null {
  const modules = [corner.module, first.module, second.module];
  const module = modules.reduce((sum, each) => sum + each) / 3;
  if (Math.max(...modules) > Math.min(...modules) * 1.6) return null;
  const one = { x: first.x - corner.x, y: first.y - corner.y };
  const other = { x: second.x - corner.x, y: second.y - corner.y };
  const [oneSide, otherSide] = [Math.hypot(one.x, one.y), Math.hypot(other.x, other.y)];
  const cosine = (one.x * other.x + one.y * other.y) / (oneSide * otherSide);
  const isSquare = Math.abs(cosine) < 0.35 && Math.max(oneSide, otherSide) < Math.min(oneSide, otherSide) * 1.4;
  // 21 modules is the smallest code and 177 the largest; the marks' middles are seven less apart. Slanted rows measure a module wider.
  const apart = (oneSide + otherSide) / 2 / module;
  if (!isSquare || apart < 9 || apart > 190) return null;
  const isClockwise = one.x * other.y - one.y * other.x > 0;
  const [right, down] = isClockwise ? [one, other] : [other, one];
  const grow = 3.5 / apart;
  const place = (across: number, along: number): Point => ({
    x: corner.x + right.x * across + down.x * along,
    y: corner.y + right.y * across + down.y * along,
  });
  const [near, far] = [-grow, 1 + grow];
  return { module, corners: [place(near, near), place(far, near), place(far, far), place(near, far)] };
}
