import type { Point } from '../picture.ts';
import type { FinderPattern } from './finder-patterns.ts';
import type { Light } from './light.ts';
import type { Triple } from './triples.ts';

/** A finder pattern measured in the light itself, along the two sides of its code. */
export interface Corner extends Point {
  /** Pixels of a module along the code's upper side. */
  readonly across: number;
  /** Pixels of a module along its left side. */
  readonly down: number;
}

/** Where a code's corner marks are and which way its sides run; lengths in pixels. */
export interface Frame {
  readonly topLeft: Corner;
  readonly topRight: Corner;
  readonly bottomLeft: Corner;
  /** One pixel along the upper side, to the right. */
  readonly right: Point;
  /** One pixel along the left side, downwards. */
  readonly down: Point;
  /** Between the middles of the corner marks. */
  readonly width: number;
  readonly height: number;
}

/** Measures the three corners twice: the first time moves their middles, and with them the directions to measure along. */
export function measureFrame(light: Light, triple: Triple): Frame {
  let corners = [triple.topLeft, triple.topRight, triple.bottomLeft].map(startCorner) as [Corner, Corner, Corner];
  for (let round = 0; round < 2; round++) {
    const { right, down } = frameOf(corners);
    corners = corners.map((corner) => measureCorner(light, corner, right, down)) as [Corner, Corner, Corner];
  }
  return frameOf(corners);
}

const startCorner = ({ x, y, module }: FinderPattern): Corner => ({ x, y, across: module, down: module });

function frameOf([topLeft, topRight, bottomLeft]: readonly [Corner, Corner, Corner]): Frame {
  const [width, height] = [distance(topLeft, topRight), distance(topLeft, bottomLeft)];
  const right = { x: (topRight.x - topLeft.x) / width, y: (topRight.y - topLeft.y) / width };
  const down = { x: (bottomLeft.x - topLeft.x) / height, y: (bottomLeft.y - topLeft.y) / height };
  return { topLeft, topRight, bottomLeft, right, down, width, height };
}

const distance = (one: Point, other: Point): number => Math.hypot(other.x - one.x, other.y - one.y);

function measureCorner(light: Light, start: Corner, right: Point, down: Point): Corner {
  let { x, y, across, down: along } = start;
  for (let round = 0; round < 2; round++) {
    const module = (across + along) / 2;
    const [east, west] = [findRim(light, x, y, right, 1, module), findRim(light, x, y, right, -1, module)];
    const [south, north] = [findRim(light, x, y, down, 1, module), findRim(light, x, y, down, -1, module)];
    if (east > 0 && west > 0) {
      x += (right.x * (east - west)) / 2;
      y += (right.y * (east - west)) / 2;
      across = (east + west) / 7;
    }
    if (south > 0 && north > 0) {
      x += (down.x * (south - north)) / 2;
      y += (down.y * (south - north)) / 2;
      along = (south + north) / 7;
    }
  }
  return { x, y, across, down: along };
}

const RIM_STEP = 0.25;

/** Pixels from a mark's middle to where its dark ring ends, 3.5 modules out; 0 where that cannot be told. */
function findRim(light: Light, x: number, y: number, direction: Point, way: 1 | -1, module: number): number {
  const [right, down] = [direction.x * way, direction.y * way];
  const far = 5.2 * module;
  let [darkest, brightest] = [255, 0];
  for (let reach = 0; reach <= far; reach += 0.5) {
    const now = light.at(x + right * reach, y + down * reach);
    if (now < darkest) darkest = now;
    if (now > brightest) brightest = now;
  }
  const threshold = (darkest + brightest) / 2;
  let before = light.at(x, y);
  let changes = 0;
  for (let reach = RIM_STEP; reach <= far; reach += RIM_STEP) {
    const now = light.at(x + right * reach, y + down * reach);
    if (before < threshold !== now < threshold && ++changes === 3) {
      const rim = reach - RIM_STEP + (RIM_STEP * (threshold - before)) / (now - before || 1);
      return rim > 2.3 * module && rim < 5 * module ? rim : 0;
    }
    before = now;
  }
  return 0;
}
