import { PNG } from 'pngjs';
import type { Shape } from './shapes.ts';

export const WIDTH = 240;
export const HEIGHT = 320;
/** Each pixel is looked at in a grid of this many by this many points, which smooths the edges. */
const SAMPLES = 4;

/** `#rrggbb`. */
export type Colour = `#${string}`;

/** One flat area of colour. */
export type Area = readonly [shape: Shape, colour: Colour];

/** Paints areas one over another and packs them as a PNG. The same areas always make the same bytes. */
export function paint(areas: readonly Area[]): Buffer {
  const png = new PNG({ width: WIDTH, height: HEIGHT, colorType: 2 });
  png.data.fill(0xff);
  for (const area of areas) paintArea(png.data, area);
  return PNG.sync.write(png, { colorType: 2, inputHasAlpha: true, deflateLevel: 9, deflateStrategy: 0, filterType: 0 });
}

function paintArea(pixels: Buffer, [shape, colour]: Area): void {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [left, top, right, bottom] = shape.bounds;
  for (let y = Math.max(0, Math.floor(top)); y < Math.min(HEIGHT, Math.ceil(bottom)); y++) {
    for (let x = Math.max(0, Math.floor(left)); x < Math.min(WIDTH, Math.ceil(right)); x++) {
      const share = coverage(shape, x, y);
      if (share === 0) continue;
      const at = (y * WIDTH + x) * 4;
      for (const [channel, value] of channels.entries()) {
        pixels[at + channel] = Math.round((pixels[at + channel] ?? 0) * (1 - share) + value * share);
      }
    }
  }
}

/** The share of a pixel that lies inside the shape. Where its four corners agree it lies wholly in or out: no shape here is that thin. */
function coverage(shape: Shape, x: number, y: number): number {
  const corners = CORNERS.filter(([dx, dy]) => shape.has(x + dx, y + dy)).length;
  if (corners === 0 || corners === CORNERS.length) return corners / CORNERS.length;
  const hits = GRID.filter(([dx, dy]) => shape.has(x + dx, y + dy)).length;
  return hits / GRID.length;
}

type Offset = readonly [number, number];
const CORNERS: readonly Offset[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
];
const GRID: readonly Offset[] = Array.from({ length: SAMPLES ** 2 }, (_, at) => [
  ((at % SAMPLES) + 0.5) / SAMPLES,
  (Math.floor(at / SAMPLES) + 0.5) / SAMPLES,
]);
