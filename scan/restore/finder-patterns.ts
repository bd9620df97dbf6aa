import type { LumaPicture } from '../picture.ts';

/** One of the squares that mark three corners of a code. Pixels of the picture it was found in. */
export interface FinderPattern {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  /** Width of a module. */
  readonly module: number;
  /** How often it was met: rows it was crossed in. */
  readonly rows: number;
}

/** Pixels around one whose mean decides whether it is dark: about a pattern's width where modules are two or three pixels. */
const REACH = 9;
/** Grey levels by which a dark pixel must lie below that mean, so that the noise of an even surface is not a pattern of dark and light. */
const DARKER_BY = 4;
/** A frame can be full of likenesses; those met most often come first and the rest is not looked at. */
const MOST_PATTERNS = 400;

/**
 * Squares in the proportion 1 : 1 : 3 : 1 : 1 in every direction, with modules of about 1.3 to 4 pixels; larger ones are found in the halved picture.
 * Every `rowStep`th row is looked at. In time proportional to the pixels, whatever they show.
 */
export function findFinderPatterns(picture: LumaPicture, rowStep: number): readonly FinderPattern[] {
  const { luma, width, height } = picture;
  const found = new PatternList();
  if (width < 12 || height < 12) return [];
  const columns = new Int32Array(width);
  const sums = new Int32Array(width + 1);
  let [summedFrom, summedTo] = [0, 0];
  for (let y = rowStep >> 1; y < height; y += rowStep) {
    const [from, to] = [Math.max(0, y - REACH), Math.min(height, y + REACH + 1)];
    for (; summedTo < to; summedTo++) addRow(columns, luma, summedTo * width, 1);
    for (; summedFrom < from; summedFrom++) addRow(columns, luma, summedFrom * width, -1);
    for (let x = 0, sum = 0; x < width; x++) sums[x + 1] = sum += columns[x]!;
    searchRow(picture, y, sums, to - from, found);
  }
  return found.list();
}

function addRow(columns: Int32Array, luma: Uint8Array, start: number, sign: 1 | -1): void {
  if (sign > 0) for (let x = 0; x < columns.length; x++) columns[x]! += luma[start + x]!;
  else for (let x = 0; x < columns.length; x++) columns[x]! -= luma[start + x]!;
}

/** `sums[x]` is the light of everything left of x in the `rows` rows around this one. */
function searchRow(picture: LumaPicture, y: number, sums: Int32Array, rows: number, found: PatternList): void {
  const { luma, width } = picture;
  const start = y * width;
  // Where the last six changes between dark and light were, to a part of a pixel.
  let [a, b, c, d, e, f] = [0, 0, 0, 0, 0, 0];
  let before = 0;
  let wasDark = false;
  for (let x = 0; x < width; x++) {
    const left = x < REACH ? 0 : x - REACH;
    const right = x + REACH >= width ? width : x + REACH + 1;
    // How much lighter than dark, in grey levels: the mean is never divided out where nothing changes.
    const pixels = (right - left) * rows;
    const lighter = (luma[start + x]! + DARKER_BY) * pixels - (sums[right]! - sums[left]!);
    const isDark = lighter < 0;
    const now = lighter / pixels;
    if (isDark !== wasDark) {
      [a, b, c, d, e] = [b, c, d, e, f];
      f = x > 0 ? x - 0.5 + before / (before - now) : 0;
      wasDark = isDark;
      if (!isDark && isFinder(b - a, c - b, d - c, e - d, f - e)) {
        const middle = (c + d) / 2;
        const threshold = meanAround(sums, width, middle | 0) / rows - DARKER_BY;
        found.add(picture, middle, y + 0.5, (f - a) / 7, threshold);
      }
    }
    before = now;
  }
}

function meanAround(sums: Int32Array, width: number, x: number): number {
  const [left, right] = [Math.max(0, x - REACH), Math.min(width, x + REACH + 1)];
  return (sums[right]! - sums[left]!) / (right - left);
}

/** Whether five lengths are as 1 : 1 : 3 : 1 : 1. What blur takes from a dark run it gives to the light one beside it, so pairs are held to it more strictly. */
function isFinder(ring: number, gap: number, middle: number, gapAfter: number, ringAfter: number): boolean {
  const module = (ring + gap + middle + gapAfter + ringAfter) / 7;
  if (module < 0.9) return false;
  const [least, most] = [Math.max(0.5, module * 0.3), module * 2.1];
  if (ring < least || gap < least || gapAfter < least || ringAfter < least) return false;
  if (ring > most || gap > most || gapAfter > most || ringAfter > most) return false;
  if (middle < module * 1.7 || middle > module * 4.6) return false;
  const [pair, block] = [module * 0.55 + 0.6, module * 0.9 + 0.6];
  return (
    Math.abs(ring + gap - 2 * module) < pair &&
    Math.abs(gapAfter + ringAfter - 2 * module) < pair &&
    Math.abs(gap + middle - 4 * module) < block &&
    Math.abs(middle + gapAfter - 4 * module) < block
  );
}

interface Crossing {
  /** From where the look started to the middle of what was crossed, pixels along the direction. */
  readonly offset: number;
  /** Pixels along the direction; a step along a diagonal counts as one. */
  readonly module: number;
}

const DARK_LIGHT_DARK = [true, false, true] as const;

/** Along one direction through a dark place, both ways: null where it is not crossed as a finder pattern is. */
function cross(
  { luma, width, height }: LumaPicture,
  x: number,
  y: number,
  right: number,
  down: number,
  threshold: number,
  module: number,
): Crossing | null {
  const step = down * width + right;
  const longest = module * 6 + 2;
  const lengths = [0, 0, 0, 0, 0, 0];
  for (const way of [1, -1] as const) {
    const far = (at: number, side: number, last: number): number =>
      side === 0 ? Infinity : side * way > 0 ? last - at : at;
    const room = Math.min(far(x, right, width - 1), far(y, down, height - 1));
    let place = y * width + x;
    let walked = 0;
    let from = 0;
    for (let run = 0; run < 3; run++) {
      let light = luma[place]!;
      for (;;) {
        if (walked >= room || walked - from > longest) return null;
        const next = luma[place + step * way]!;
        walked++;
        place += step * way;
        if (next < threshold !== DARK_LIGHT_DARK[run]) {
          const edge = walked - (next - threshold) / (next - light || 1);
          lengths[way > 0 ? run : run + 3] = edge - from;
          from = edge;
          break;
        }
        light = next;
      }
    }
  }
  const [ahead, gapAhead, ringAhead, back, gapBack, ringBack] = lengths as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (!isFinder(ringBack, gapBack, back + ahead, gapAhead, ringAhead)) return null;
  return {
    offset: (ahead + gapAhead + ringAhead - back - gapBack - ringBack) / 2,
    module: (ahead + gapAhead + ringAhead + back + gapBack + ringBack) / 7,
  };
}

/** Patterns met so far, each once. */
class PatternList {
  readonly #patterns: { x: number; y: number; module: number; rows: number }[] = [];

  /** `x`, `y`: where a row crosses the middle of what looks like a pattern. */
  add(picture: LumaPicture, x: number, y: number, across: number, threshold: number): void {
    const column = x | 0;
    const row = y | 0;
    if (picture.luma[row * picture.width + column]! >= threshold) return;
    const vertical = cross(picture, column, row, 0, 1, threshold, across);
    if (!vertical || vertical.module > across * 2.2 || across > vertical.module * 2.2) return;
    const middleRow = Math.round(row + vertical.offset);
    const horizontal = cross(picture, column, middleRow, 1, 0, threshold, across);
    if (!horizontal) return;
    const middleColumn = Math.round(column + horizontal.offset);
    // Letters and textures have the rows and columns; only a square of rings has the diagonals too.
    if (!cross(picture, middleColumn, middleRow, 1, 1, threshold, across)) return;
    if (!cross(picture, middleColumn, middleRow, 1, -1, threshold, across)) return;
    this.#merge(
      column + horizontal.offset + 0.5,
      row + vertical.offset + 0.5,
      (horizontal.module + vertical.module) / 2,
    );
  }

  list(): readonly FinderPattern[] {
    return this.#patterns.toSorted((one, other) => other.rows - one.rows);
  }

  #merge(x: number, y: number, module: number): void {
    for (const known of this.#patterns) {
      const reach = module * 2;
      if (Math.abs(known.x - x) > reach || Math.abs(known.y - y) > reach) continue;
      if (Math.abs(known.module - module) > known.module * 0.6 + 0.5) continue;
      const { rows } = known;
      known.x = (known.x * rows + x) / (rows + 1);
      known.y = (known.y * rows + y) / (rows + 1);
      known.module = (known.module * rows + module) / (rows + 1);
      known.rows++;
      return;
    }
    if (this.#patterns.length < MOST_PATTERNS) this.#patterns.push({ x, y, module, rows: 1 });
  }
}
