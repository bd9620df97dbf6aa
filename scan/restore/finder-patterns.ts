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

/** How pixels are told dark from light. */
interface Contrast {
  /**
   * A pixel is compared with the mean of so many before and after it on the same line. That is about a pattern's width where modules are two pixels: further away
   * lie shadows, and the white around a code, beside which the narrow gap inside a blurred pattern would still be dark.
   */
  readonly reach: number;
  /** Grey levels by which a dark pixel must lie below that mean, so that the noise of an even surface is not a pattern of dark and light. */
  readonly darkerBy: number;
}
/**
 * For the whole picture, and twice for a halved one, which has half the noise, while codes in it have larger modules: what is still to be found there is what light has made
 * faint, or what blur has closed, which only shows beside what is close to it.
 */
const CONTRASTS = {
  whole: { reach: 5, darkerBy: 3 },
  faint: { reach: 8, darkerBy: 1 },
  closed: { reach: 5, darkerBy: 1 },
} as const satisfies Record<string, Contrast>;
export type Look = keyof typeof CONTRASTS;
/** Rows from one that is looked at to the next. The middle of a pattern is three modules high: in the whole picture two of them cross it where modules are two pixels. */
const ROW_STEP = { whole: 3, halved: 2 };
/** A picture can be full of likenesses; so many are kept. */
const MOST_PATTERNS = 400;

/**
 * Squares in the proportion 1 : 1 : 3 : 1 : 1 in every direction, with modules of about 1.4 to 3 pixels; larger ones are found in the halved picture. Those met in
 * most rows come first. In time proportional to the pixels, whatever they show.
 */
export function findFinderPatterns(picture: LumaPicture, look: Look): readonly FinderPattern[] {
  const contrast = CONTRASTS[look];
  const found = new PatternList(picture, contrast);
  const sums = new Int32Array(picture.width);
  for (let y = 1; y < picture.height - 1; y += look === 'whole' ? ROW_STEP.whole : ROW_STEP.halved)
    searchRow(picture, y, contrast, sums, found);
  return found.list();
}

/** Takes the light of three rows together, which halves the noise and changes nothing inside a pattern's middle. `sums` is room for one row. */
function searchRow(
  { luma, width }: LumaPicture,
  y: number,
  { reach, darkerBy }: Contrast,
  sums: Int32Array,
  found: PatternList,
): void {
  const window = 2 * reach + 1;
  const leeway = Math.round(darkerBy * 3 * window);
  const start = y * width;
  for (let x = 0, at = start; x < width; x++, at++) sums[x] = luma[at - width]! + luma[at]! + luma[at + width]!;
  // Where the last six changes between dark and light were, to a part of a pixel.
  let [b, c, d, e, f] = [0, 0, 0, 0, 0];
  let [sum, before] = [0, 0];
  for (let x = 0; x < window - 1 && x < width; x++) sum += sums[x]!;
  for (let x = reach; x < width - reach; x++) {
    sum += sums[x + reach]!;
    // Above dark, in grey levels, times three and the pixels of the window.
    const now = sums[x]! * window + leeway - sum;
    sum -= sums[x - reach]!;
    if (now < 0 !== before < 0) {
      const a = b;
      b = c;
      c = d;
      d = e;
      e = f;
      f = x - 1 + before / (before - now);
      if (before < 0 && isFinder(b - a, c - b, d - c, e - d, f - e)) found.add((c + d) / 2, y, (f - a) / 7);
    }
    before = now;
  }
}

/** Whether five lengths are as 1 : 1 : 3 : 1 : 1. What blur takes from a dark run it gives to the light one beside it, so pairs are held to it more strictly. */
function isFinder(ring: number, gap: number, middle: number, gapAfter: number, ringAfter: number): boolean {
  const module = (ring + gap + middle + gapAfter + ringAfter) / 7;
  if (module < 0.9) return false;
  const [least, most] = [module * 0.3 - 0.2, module * 2.1];
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

/** A line of so many pixels to each side is enough for every pattern that is looked for. */
const LINE_REACH = 40;

/** Looks along lines through one picture. */
class LineReader {
  readonly #picture: LumaPicture;
  readonly #contrast: Contrast;
  /** Light before each pixel of the line, counted from its first one. */
  readonly #sums = new Int32Array(2 * LINE_REACH + 2);

  constructor(picture: LumaPicture, contrast: Contrast) {
    this.#picture = picture;
    this.#contrast = contrast;
  }

  /** Along one direction through a dark place, both ways: null where it is not crossed as a finder pattern is. */
  cross(x: number, y: number, right: number, down: number, module: number): Crossing | null {
    const { width, height } = this.#picture;
    const wanted = Math.min(LINE_REACH, Math.ceil(module * 8) + this.#contrast.reach + 2);
    const room = (at: number, side: number, size: number): number =>
      side === 0 ? wanted : side > 0 ? size - 1 - at : at;
    const ahead = Math.min(wanted, room(x, right, width), room(y, down, height));
    const back = Math.min(wanted, room(x, -right, width), room(y, -down, height));
    if (ahead < this.#contrast.reach || back < this.#contrast.reach) return null;
    this.#gather(x, y, right, down, ahead, back);
    const runsAhead = this.#walk(back, 1, ahead + back, module);
    const runsBack = runsAhead && this.#walk(back, -1, ahead + back, module);
    if (!runsAhead || !runsBack) return null;
    const [middle, gap, ring] = runsAhead;
    const [middleBack, gapBack, ringBack] = runsBack;
    if (!isFinder(ringBack, gapBack, middleBack + middle, gap, ring)) return null;
    const [reach, reachBack] = [middle + gap + ring, middleBack + gapBack + ringBack];
    return { offset: (reach - reachBack) / 2, module: (reach + reachBack) / 7 };
  }

  #gather(x: number, y: number, right: number, down: number, ahead: number, back: number): void {
    const { luma, width } = this.#picture;
    const step = down * width + right;
    let place = y * width + x - step * back;
    let sum = 0;
    for (let at = 0; at <= ahead + back; at++, place += step) {
      this.#sums[at] = sum;
      sum += luma[place]!;
    }
    this.#sums[ahead + back + 1] = sum;
  }

  /** Above dark, in grey levels. Near its ends the line has fewer pixels to compare with. */
  #at(place: number, last: number): number {
    const sums = this.#sums;
    const { reach, darkerBy } = this.#contrast;
    const from = place < reach ? 0 : place - reach;
    const to = place + reach > last ? last + 1 : place + reach + 1;
    return sums[place + 1]! - sums[place]! + darkerBy - (sums[to]! - sums[from]!) / (to - from);
  }

  /** Lengths of the rest of the dark middle, the light gap and the dark ring; null where they do not end in time, or the line does. */
  #walk(start: number, way: 1 | -1, last: number, module: number): Runs | null {
    const longest = module * 6 + 2;
    let [before, from, run, middle, gap] = [this.#at(start, last), 0, 0, 0, 0];
    if (before >= 0) return null;
    for (let walked = 1; walked - from <= longest; walked++) {
      const place = start + walked * way;
      if (place < 0 || place > last) return null;
      const now = this.#at(place, last);
      if (now < 0 !== before < 0) {
        const edge = walked - 1 + before / (before - now);
        if (run === 2) return [middle, gap, edge - from];
        if (run === 0) middle = edge;
        else gap = edge - from;
        run++;
        from = edge;
      }
      before = now;
    }
    return null;
  }
}

type Runs = readonly [middle: number, gap: number, ring: number];

const AROUND = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/** Patterns met so far, each once. */
class PatternList {
  readonly #lines: LineReader;
  readonly #patterns: { x: number; y: number; module: number; rows: number }[] = [];

  constructor(picture: LumaPicture, contrast: Contrast) {
    this.#lines = new LineReader(picture, contrast);
  }

  /** `x`: where row `y` crosses the middle of what looks like a pattern, counted from the middle of the first pixel. */
  add(x: number, y: number, module: number): void {
    const lines = this.#lines;
    const start = Math.round(x);
    // Where blur has left a pixel's width of ring, its neighbour may have more of it.
    for (const column of [start, start - 1, start + 1]) {
      const vertical = lines.cross(column, y, 0, 1, module);
      if (!vertical || vertical.module > module * 2.2 || module > vertical.module * 2.2) continue;
      const middleRow = Math.round(y + vertical.offset);
      const horizontal = lines.cross(column, middleRow, 1, 0, module);
      if (!horizontal) continue;
      const middleColumn = Math.round(column + horizontal.offset);
      // Letters and textures have the rows and columns; only a square of rings has the diagonals too. Blur along one of them may close its gap.
      if (!this.#hasDiagonals(middleColumn, middleRow, module)) continue;
      const mean = (horizontal.module + vertical.module) / 2;
      return this.#merge(column + horizontal.offset + 0.5, y + vertical.offset + 0.5, mean);
    }
  }

  #hasDiagonals(x: number, y: number, module: number): boolean {
    const lines = this.#lines;
    const isCrossed = (rise: 1 | -1): boolean =>
      AROUND.some(([right, down]) => lines.cross(x + right, y + down, 1, rise, module) !== null);
    return isCrossed(1) && isCrossed(-1);
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
