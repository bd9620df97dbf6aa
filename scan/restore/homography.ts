import type { Point } from '../picture.ts';

/** A place in the code that was found in the picture. */
export interface Anchor extends Point {
  /** In modules from the code's upper left edge. */
  readonly column: number;
  readonly row: number;
  /** How much it counts against others. */
  readonly weight: number;
}

const UNKNOWNS = 8;

/**
 * How a flat code appears to a camera: x = (ax·u + bx·v + cx) ÷ (g·u + h·v + 1), and y alike, where u and v run from -1 to 1 over the code. Fitted to anchors
 * by least squares, with a gentle pull towards no perspective at all, which a few anchors close to each other could not tell.
 */
export class Homography {
  readonly #size: number;
  readonly #terms: Float64Array;
  readonly #middle: Point;
  readonly #scale: number;

  private constructor(size: number, terms: Float64Array, middle: Point, scale: number) {
    this.#size = size;
    this.#terms = terms;
    this.#middle = middle;
    this.#scale = scale;
  }

  /** `size`: modules along a side. Null where the anchors do not span a surface. */
  static fit(anchors: readonly Anchor[], size: number): Homography | null {
    const middle = { x: mean(anchors, ({ x }) => x), y: mean(anchors, ({ y }) => y) };
    const scale = 1 / mean(anchors, ({ x, y }) => Math.hypot(x - middle.x, y - middle.y));
    if (!Number.isFinite(scale)) return null;
    const matrix = new Float64Array(UNKNOWNS * UNKNOWNS);
    const target = new Float64Array(UNKNOWNS);
    for (const { column, row, x, y, weight } of anchors) {
      const [u, v] = [(column * 2) / size - 1, (row * 2) / size - 1];
      const [across, along] = [(x - middle.x) * scale, (y - middle.y) * scale];
      addEquation(matrix, target, [u, v, 1, 0, 0, 0, -u * across, -v * across], across, weight);
      addEquation(matrix, target, [0, 0, 0, u, v, 1, -u * along, -v * along], along, weight);
    }
    for (let at = 0; at < UNKNOWNS; at++) matrix[at * (UNKNOWNS + 1)]! += at < 6 ? 1e-9 : 1e-4;
    const terms = solve(matrix, target);
    return terms && new Homography(size, terms, middle, scale);
  }

  /** Pixels of a place in the code, given in modules from its upper left edge. */
  place(column: number, row: number): Point {
    const [ax, bx, cx, ay, by, cy, g, h] = this.#terms as unknown as Terms;
    const [u, v] = [(column * 2) / this.#size - 1, (row * 2) / this.#size - 1];
    const far = this.#scale * (g * u + h * v + 1);
    return { x: (ax * u + bx * v + cx) / far + this.#middle.x, y: (ay * u + by * v + cy) / far + this.#middle.y };
  }
}

type Terms = readonly [number, number, number, number, number, number, number, number];

const mean = (anchors: readonly Anchor[], of: (anchor: Anchor) => number): number =>
  anchors.reduce((sum, anchor) => sum + of(anchor), 0) / anchors.length;

function addEquation(
  matrix: Float64Array,
  target: Float64Array,
  factors: readonly number[],
  value: number,
  weight: number,
): void {
  for (let row = 0; row < UNKNOWNS; row++) {
    const factor = weight * factors[row]!;
    if (factor === 0) continue;
    for (let column = 0; column < UNKNOWNS; column++) matrix[row * UNKNOWNS + column]! += factor * factors[column]!;
    target[row]! += factor * value;
  }
}

/** Gauss's elimination with the largest pivot first. Changes both arguments; null where there is no one solution. */
export function solve(matrix: Float64Array, target: Float64Array): Float64Array | null {
  const count = target.length;
  const at = (row: number, column: number): number => row * count + column;
  for (let pivot = 0; pivot < count; pivot++) {
    let largest = pivot;
    for (let row = pivot + 1; row < count; row++) {
      if (Math.abs(matrix[at(row, pivot)]!) > Math.abs(matrix[at(largest, pivot)]!)) largest = row;
    }
    if (Math.abs(matrix[at(largest, pivot)]!) < 1e-14) return null;
    swapRows(matrix, target, pivot, largest);
    for (let row = pivot + 1; row < count; row++) {
      const factor = matrix[at(row, pivot)]! / matrix[at(pivot, pivot)]!;
      if (factor === 0) continue;
      for (let column = pivot; column < count; column++)
        matrix[at(row, column)]! -= factor * matrix[at(pivot, column)]!;
      target[row]! -= factor * target[pivot]!;
    }
  }
  const solution = new Float64Array(count);
  for (let row = count - 1; row >= 0; row--) {
    let rest = target[row]!;
    for (let column = row + 1; column < count; column++) rest -= matrix[at(row, column)]! * solution[column]!;
    solution[row] = rest / matrix[at(row, row)]!;
  }
  return solution;
}

function swapRows(matrix: Float64Array, target: Float64Array, one: number, other: number): void {
  if (one === other) return;
  const count = target.length;
  const kept = matrix.slice(one * count, (one + 1) * count);
  matrix.copyWithin(one * count, other * count, (other + 1) * count);
  matrix.set(kept, other * count);
  [target[one], target[other]] = [target[other]!, target[one]!];
}
