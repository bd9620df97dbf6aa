import type { LumaPicture } from '../../../scan/picture.ts';

/** What falls on the sensor, before it is counted: as a grey picture, but neither rounded nor held between 0 and 255. Changed in place. */
export interface Light {
  readonly levels: Float32Array;
  readonly width: number;
  readonly height: number;
}

export const createLight = (width: number, height: number, level = 0): Light => ({
  levels: new Float32Array(width * height).fill(level),
  width,
  height,
});

export const toLight = ({ luma, width, height }: LumaPicture): Light => ({
  levels: Float32Array.from(luma),
  width,
  height,
});

/** Rounded, and what is too bright or too dark cut off. */
export const toPicture = ({ levels, width, height }: Light): LumaPicture => ({
  luma: new Uint8Array(new Uint8ClampedArray(levels).buffer),
  width,
  height,
});
