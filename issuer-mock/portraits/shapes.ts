/** A flat shape: which points belong to it, and the box around them. Pixels, y downwards. */
export interface Shape {
  readonly has: (x: number, y: number) => boolean;
  readonly bounds: Bounds;
}
/** Left, top, right, bottom. */
export type Bounds = readonly [number, number, number, number];

export const ellipse = (cx: number, cy: number, rx: number, ry: number): Shape => ({
  has: (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1,
  bounds: [cx - rx, cy - ry, cx + rx, cy + ry],
});

/** An ellipse whose lower half narrows towards the chin; `taper` 0 leaves it nearly an ellipse. */
export const egg = (cx: number, cy: number, rx: number, ry: number, taper: number): Shape => ({
  has: (x, y) => {
    const down = Math.max(0, (y - cy) / ry);
    return ((x - cx) / (rx * (1 - taper * down))) ** 2 + Math.abs((y - cy) / ry) ** 2.3 <= 1;
  },
  bounds: [cx - rx, cy - ry, cx + rx, cy + ry],
});

export const box = (left: number, top: number, right: number, bottom: number, radius = 0): Shape => ({
  has: (x, y) => {
    if (x < left || x > right || y < top || y > bottom) return false;
    const dx = Math.max(left + radius - x, x - right + radius, 0);
    const dy = Math.max(top + radius - y, y - bottom + radius, 0);
    return dx * dx + dy * dy <= radius * radius || dx === 0 || dy === 0;
  },
  bounds: [left, top, right, bottom],
});

/** Even-odd rule. */
export const polygon = (...points: readonly (readonly [number, number])[]): Shape => ({
  has: (x, y) => {
    let isInside = false;
    for (const [at, [ax, ay]] of points.entries()) {
      const [bx, by] = points.at(at - 1) ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside;
    }
    return isInside;
  },
  bounds: hull(points.map(([x, y]): Bounds => [x, y, x, y])),
});

/** A line along part of an ellipse's edge, `width` thick, with round ends. Angles in degrees, clockwise from the right. */
export function arc(cx: number, cy: number, rx: number, ry: number, from: number, to: number, width: number): Shape {
  // Dots half a pixel apart look like a line.
  const steps = Math.ceil((Math.max(rx, ry) * Math.abs(to - from) * Math.PI) / 180 / 0.5);
  const dots = Array.from({ length: steps + 1 }, (_, at) => {
    const angle = ((from + ((to - from) * at) / steps) * Math.PI) / 180;
    return ellipse(cx + rx * Math.cos(angle), cy + ry * Math.sin(angle), width / 2, width / 2);
  });
  return union(...dots);
}

export function union(...shapes: readonly Shape[]): Shape {
  // A line of many dots is asked about every point of its box: only the dots at that height are worth asking.
  const rows = new Map<number, Shape[]>();
  for (const shape of shapes) {
    const [, top, , bottom] = shape.bounds;
    for (let row = Math.floor(top); row <= Math.floor(bottom); row++) rows.set(row, [...(rows.get(row) ?? []), shape]);
  }
  return {
    has: (x, y) => rows.get(Math.floor(y))?.some((shape) => shape.has(x, y)) ?? false,
    bounds: hull(shapes.map(({ bounds }) => bounds)),
  };
}

export const overlap = (first: Shape, second: Shape): Shape => ({
  has: (x, y) => first.has(x, y) && second.has(x, y),
  bounds: [
    Math.max(first.bounds[0], second.bounds[0]),
    Math.max(first.bounds[1], second.bounds[1]),
    Math.min(first.bounds[2], second.bounds[2]),
    Math.min(first.bounds[3], second.bounds[3]),
  ],
});

export const without = (shape: Shape, ...cuts: readonly Shape[]): Shape => ({
  has: (x, y) => shape.has(x, y) && !cuts.some((cut) => cut.has(x, y)),
  bounds: shape.bounds,
});

/** The shape and its mirror image about the picture's middle. */
export function both(shape: Shape, middle = 120): Shape {
  const [left, top, right, bottom] = shape.bounds;
  return {
    has: (x, y) => shape.has(x, y) || shape.has(2 * middle - x, y),
    bounds: hull([shape.bounds, [2 * middle - right, top, 2 * middle - left, bottom]]),
  };
}

function hull(all: readonly Bounds[]): Bounds {
  const edges = (side: 0 | 1 | 2 | 3) => all.map((bounds) => bounds[side]);
  return [Math.min(...edges(0)), Math.min(...edges(1)), Math.max(...edges(2)), Math.max(...edges(3))];
}
