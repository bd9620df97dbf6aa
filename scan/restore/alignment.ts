import type { Point } from '../picture.ts';
import type { Homography } from './homography.ts';
import type { Light } from './light.ts';

/** How distinct a pattern must be: the light ring above the dark rest, in standard deviations of the whole. */
const LEAST_DISTINCT = 1.35;
/** What a module of distance from where it should be takes away from that. */
const PER_MODULE = 0.03;
const COARSE_STEP = 0.5;
const FINE_STEPS = [0.25, 0.12, 0.06];

/** The middle of the alignment pattern at a place of the code, looked for so many modules around; null where none is distinct enough. */
export function findAlignment(
  light: Light,
  homography: Pick<Homography, 'place'>,
  column: number,
  row: number,
  reach: number,
): Point | null {
  const start = homography.place(column, row);
  const [next, below] = [homography.place(column + 1, row), homography.place(column, row + 1)];
  const right = { x: next.x - start.x, y: next.y - start.y };
  const down = { x: below.x - start.x, y: below.y - start.y };
  const rate = (across: number, along: number): number =>
    rateAt(
      light,
      start.x + right.x * across + down.x * along,
      start.y + right.y * across + down.y * along,
      right,
      down,
    ) -
    PER_MODULE * Math.hypot(across, along);
  let [best, across, along] = [-Infinity, 0, 0];
  const consider = (columns: number, rows: number): boolean => {
    const rated = rate(columns, rows);
    if (rated <= best) return false;
    [best, across, along] = [rated, columns, rows];
    return true;
  };
  for (let rows = -reach; rows <= reach; rows += COARSE_STEP) {
    for (let columns = -reach; columns <= reach; columns += COARSE_STEP) consider(columns, rows);
  }
  for (const step of FINE_STEPS) climb(step, () => [across, along], consider);
  if (best <= LEAST_DISTINCT) return null;
  return { x: start.x + right.x * across + down.x * along, y: start.y + right.y * across + down.y * along };
}

/** At most three steps of one size uphill. */
function climb(
  step: number,
  here: () => readonly [number, number],
  consider: (columns: number, rows: number) => boolean,
): void {
  for (let round = 0; round < 3; round++) {
    let hasRisen = false;
    for (const [columns, rows] of [
      [step, 0],
      [-step, 0],
      [0, step],
      [0, -step],
    ] as const) {
      const [across, along] = here();
      hasRisen = consider(across + columns, along + rows) || hasRisen;
    }
    if (!hasRisen) return;
  }
}

/** Dark middle, light ring, dark ring, five modules wide in all: how much lighter the light ring is than the rest. */
function rateAt(light: Light, x: number, y: number, right: Point, down: Point): number {
  let [dark, bright, squares] = [0, 0, 0];
  for (let row = -2; row <= 2; row++) {
    for (let column = -2; column <= 2; column++) {
      const value = light.at(x + right.x * column + down.x * row, y + right.y * column + down.y * row);
      squares += value * value;
      if (Math.max(Math.abs(row), Math.abs(column)) === 1) bright += value;
      else dark += value;
    }
  }
  const spread = Math.sqrt(Math.max(1, squares / 25 - ((dark + bright) / 25) ** 2));
  return (bright / 8 - dark / 17) / Math.max(spread, 4);
}
