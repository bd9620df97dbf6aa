import QRCode from 'qrcode';
import type { LumaPicture } from '../../scan/picture.ts';

/** Modules of a code, row after row; not 0 is dark. */
export interface Modules {
  readonly size: number;
  readonly data: ArrayLike<number>;
}

export interface Drawing {
  /** Pixels of a module; whole. */
  readonly modulePx: number;
  /** Modules of white around; the standard asks for 4. */
  readonly quiet: number;
  readonly dark: number;
  readonly light: number;
}

const PRINTED: Drawing = { modulePx: 3, quiet: 4, dark: 0, light: 255 };

/** A code as a printer draws it, and nothing else in the picture. */
export function drawModules({ size, data }: Modules, look: Partial<Drawing> = {}): LumaPicture {
  const { modulePx, quiet, dark, light } = { ...PRINTED, ...look };
  const side = (size + 2 * quiet) * modulePx;
  const luma = new Uint8Array(side * side).fill(light);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!data[row * size + column]) continue;
      const start = (row + quiet) * modulePx * side + (column + quiet) * modulePx;
      for (let y = 0; y < modulePx; y++) luma.fill(dark, start + y * side, start + y * side + modulePx);
    }
  }
  return { luma, width: side, height: side };
}

/** The smallest code of a text, drawn. */
export const drawText = (text: string, look: Partial<Drawing> = {}): LumaPicture =>
  drawModules(QRCode.create(text, { errorCorrectionLevel: 'L' }).modules, look);

/** A larger picture of one light with smaller ones laid on it, each with its left top corner at a place. */
export function layOut(
  width: number,
  height: number,
  light: number,
  pictures: readonly (readonly [picture: LumaPicture, left: number, top: number])[],
): LumaPicture {
  const luma = new Uint8Array(width * height).fill(light);
  for (const [picture, left, top] of pictures) {
    for (let y = 0; y < picture.height; y++)
      luma.set(picture.luma.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * width + left);
  }
  return { luma, width, height };
}
