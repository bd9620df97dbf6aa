import { packPng } from './pack-png.ts';
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
  const pixels = new Array<number>(WIDTH * HEIGHT).fill(0xffffff);
  for (const area of areas) paintArea(pixels, area);
  return packPng(pixels, WIDTH, [...new Set(areas.map(([, colour]) => readColour(colour)))]);
}

const readColour = (colour: Colour): number => Number.parseInt(colour.slice(1), 16);

function paintArea(pixels: number[], [shape, name]: Area): void {
  const colour = readColour(name);
  const [left, top] = [Math.max(0, Math.floor(shape.bounds[0])), Math.max(0, Math.floor(shape.bounds[1]))];
  const [right, bottom] = [Math.min(WIDTH, Math.ceil(shape.bounds[2])), Math.min(HEIGHT, Math.ceil(shape.bounds[3]))];
  // Neighbours share their corners, so a row's lower ones are the next row's upper ones.
  let above = readCorners(shape, left, right, top);
  for (let y = top; y < bottom; y++) {
    const below = readCorners(shape, left, right, y + 1);
    for (let x = left; x < right; x++) {
      const share = findShare(shape, x, y, sumCorners(above, below, x - left));
      if (share === 0) continue;
      const at = y * WIDTH + x;
      pixels[at] = mix(pixels[at] ?? 0, colour, share);
    }
    above = below;
  }
}

/** 0xrrggbb, each part for itself. */
function mix(under: number, over: number, share: number): number {
  const part = (shift: number): number =>
    Math.round(((under >> shift) & 0xff) * (1 - share) + ((over >> shift) & 0xff) * share) << shift;
  return share === 1 ? over : part(16) | part(8) | part(0);
}

/** Which points from `left` to `right` on a line belong to the shape: 1 or 0 each. */
function readCorners(shape: Shape, left: number, right: number, y: number): Uint8Array {
  const corners = new Uint8Array(Math.max(0, right - left) + 1);
  for (let at = 0; at < corners.length; at++) corners[at] = Number(shape.has(left + at, y));
  return corners;
}

const sumCorners = (above: Uint8Array, below: Uint8Array, at: number): number =>
  (above[at] ?? 0) + (above[at + 1] ?? 0) + (below[at] ?? 0) + (below[at + 1] ?? 0);

/** The share of a pixel that lies inside the shape. Where its four corners agree it lies wholly in or out: no shape here is that thin. */
function findShare(shape: Shape, x: number, y: number, corners: number): number {
  if (corners === 0 || corners === 4) return corners / 4;
  let hits = 0;
  for (const offsetY of OFFSETS) {
    for (const offsetX of OFFSETS) hits += Number(shape.has(x + offsetX, y + offsetY));
  }
  return hits / SAMPLES ** 2;
}

const OFFSETS = Array.from({ length: SAMPLES }, (_, at) => (at + 0.5) / SAMPLES);
