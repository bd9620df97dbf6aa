import type { Corners } from '../../../scan/picture.ts';
import { type Homography, invertHomography, mapSquare } from './homography.ts';
import type { Light } from './light.ts';

/** A code on what it is shown on: paper or a screen. */
export interface Sheet {
  /** Modules of the code alone, row after row: 1 is dark. */
  readonly modules: Uint8Array;
  readonly size: number;
  /** Modules of white around the code; four are asked for by the standard. */
  readonly white: number;
  /** Modules of dark frame around the white, as a telephone has; 0 on paper. */
  readonly frame: number;
  /** Grey levels. */
  readonly dark: number;
  readonly bright: number;
}

/** A pixel is the mean of so many samples each way. */
const SAMPLES = 4;

/** Lays the sheet over what is there. `map` goes from modules, counted from the code's own top left, to pixels. */
export function drawSheet(light: Light, sheet: Sheet, map: Homography): void {
  const { levels, width, height } = light;
  const margin = sheet.white + sheet.frame;
  const { cells, side } = layOut(sheet);
  const { left, top, right, bottom } = boundOf(mapSquare(map, sheet.size, margin), width, height);
  const [a, b, c, d, e, f, g, h, i] = invertHomography(map);
  const step = 1 / SAMPLES;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      let sum = 0;
      let covered = 0;
      for (let row = 0; row < SAMPLES; row++) {
        const py = y + (row + 0.5) * step;
        for (let column = 0; column < SAMPLES; column++) {
          const px = x + (column + 0.5) * step;
          const scale = 1 / (g * px + h * py + i);
          const u = (a * px + b * py + c) * scale + margin;
          const v = (d * px + e * py + f) * scale + margin;
          if (u < 0 || v < 0 || u >= side || v >= side) continue;
          sum += cells[(v | 0) * side + (u | 0)]!;
          covered++;
        }
      }
      const at = y * width + x;
      if (covered > 0) levels[at] = (sum + levels[at]! * (SAMPLES ** 2 - covered)) / SAMPLES ** 2;
    }
  }
}

/** The whole sheet, a grey level for each square of a module's size. */
function layOut({ modules, size, white, frame, dark, bright }: Sheet) {
  const margin = white + frame;
  const side = size + 2 * margin;
  const cells = new Float32Array(side * side).fill(FRAME_LEVEL);
  for (let row = frame; row < side - frame; row++) cells.fill(bright, row * side + frame, (row + 1) * side - frame);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (modules[row * size + column]) cells[(row + margin) * side + column + margin] = dark;
    }
  }
  return { cells, side };
}

const FRAME_LEVEL = 18;

/** The pixels that a figure touches. */
export function boundOf(corners: Corners, width: number, height: number) {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    right: Math.min(width, Math.ceil(Math.max(...xs))),
    bottom: Math.min(height, Math.ceil(Math.max(...ys))),
  };
}
