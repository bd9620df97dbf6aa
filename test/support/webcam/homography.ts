import type { Corners, Point } from '../../../scan/picture.ts';

/** A plane seen in perspective: (x, y) goes to ((ax + by + c) / w, (dx + ey + f) / w) with w = gx + hy + i. Row after row. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

export function mapPoint([a, b, c, d, e, f, g, h, i]: Homography, { x, y }: Point): Point {
  const w = g * x + h * y + i;
  return { x: (a * x + b * y + c) / w, y: (d * x + e * y + f) / w };
}

export const invertHomography = ([a, b, c, d, e, f, g, h, i]: Homography): Homography => {
  const [first, second, third] = [e * i - f * h, f * g - d * i, d * h - e * g];
  return [
    first,
    c * h - b * i,
    b * f - c * e,
    second,
    a * i - c * g,
    c * d - a * f,
    third,
    b * g - a * h,
    a * e - b * d,
  ];
};

/** Where the square from (0, 0) to (size, size) is seen, clockwise from its top left. */
export const mapSquare = (map: Homography, size: number, margin = 0): Corners => {
  const [low, high] = [-margin, size + margin];
  return [
    mapPoint(map, { x: low, y: low }),
    mapPoint(map, { x: high, y: low }),
    mapPoint(map, { x: high, y: high }),
    mapPoint(map, { x: low, y: high }),
  ];
};

export interface Pose {
  /** How far the sheet is turned away from the camera, and the direction of the axis it is turned about. */
  readonly tiltDegrees: number;
  readonly tiltAxisDegrees: number;
  /** How far it is turned in its own plane, clockwise. */
  readonly turnDegrees: number;
}

/**
 * A square of `size` modules, its middle at `middle`, seen by a camera of `focalPx`. A module is `modulePx` wide in the mean: the square covers as
 * many pixels as one of that side would. Maps modules, counted from the square's top left, to pixels.
 */
export function placeSquare(size: number, modulePx: number, pose: Pose, middle: Point, focalPx: number): Homography {
  let side = modulePx;
  // Perspective changes the area a little, and by how much depends on the size.
  for (let round = 0; round < 4; round++) {
    const seen = measureArea(mapSquare(project(size, side, pose, { x: 0, y: 0 }, focalPx), size));
    side *= (modulePx * size) / Math.sqrt(seen);
  }
  return project(size, side, pose, middle, focalPx);
}

function project(size: number, side: number, pose: Pose, middle: Point, focalPx: number): Homography {
  const [tilt, axis, turn] = [pose.tiltDegrees, pose.tiltAxisDegrees, pose.turnDegrees].map(
    (it) => (it * Math.PI) / 180,
  ) as [number, number, number];
  // The turned unit vectors are taken apart into along the axis (which stays) and across it (which is foreshortened and gets depth).
  const see = (x: number, y: number) => {
    const along = x * Math.cos(axis) + y * Math.sin(axis);
    const across = y * Math.cos(axis) - x * Math.sin(axis);
    const flat = across * Math.cos(tilt);
    return {
      x: along * Math.cos(axis) - flat * Math.sin(axis),
      y: along * Math.sin(axis) + flat * Math.cos(axis),
      depth: (across * Math.sin(tilt)) / focalPx,
    };
  };
  const right = see(side * Math.cos(turn), side * Math.sin(turn));
  const down = see(-side * Math.sin(turn), side * Math.cos(turn));
  const half = size / 2;
  const i = 1 - half * (right.depth + down.depth);
  const row = (alongRight: number, alongDown: number, at: number) =>
    [alongRight + at * right.depth, alongDown + at * down.depth, -half * (alongRight + alongDown) + at * i] as const;
  return [...row(right.x, down.x, middle.x), ...row(right.y, down.y, middle.y), right.depth, down.depth, i];
}

/** Pixels covered by a figure of four corners. */
export const measureArea = (corners: Corners): number =>
  Math.abs(
    corners.reduce((sum, { x, y }, at) => {
      const next = corners[(at + 1) % 4] ?? corners[0];
      return sum + x * next.y - next.x * y;
    }, 0),
  ) / 2;
