import type { Region } from '../../../scan/picture.ts';
import type { Light } from './light.ts';

/** Light from one side: falls by `share` (0 to 1) of itself from the bright edge of the picture to the opposite one. */
export function shadeAcross({ levels, width, height }: Light, share: number, degrees: number): void {
  const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  // From -1 to 1 whichever way it goes.
  const reach = (Math.abs(dx) * width + Math.abs(dy) * height) / 2;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const along = ((x - width / 2) * dx + (y - height / 2) * dy) / reach;
      levels[at]! *= 1 - (share * (along + 1)) / 2;
    }
  }
}

/** A lens gives less light to the corners: `share` less in the very corners, nothing less in the middle. */
export function shadeCorners({ levels, width, height }: Light, share: number): void {
  const furthest = (width ** 2 + height ** 2) / 4;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      levels[at]! *= 1 - share * (((x - width / 2) ** 2 + (y - height / 2) ** 2) / furthest) ** 2;
    }
  }
}

export interface Glare {
  /** Its middle, pixels. */
  readonly x: number;
  readonly y: number;
  /** Pixels from the middle to where half of it is left. */
  readonly radiusPx: number;
  /** Grey levels added in the middle; 255 blots out everything. */
  readonly strength: number;
}

/** A lamp mirrored in glass: a soft bright spot laid over the picture. */
export function addGlare(
  { levels, width, height }: Light,
  { x: middleX, y: middleY, radiusPx, strength }: Glare,
): void {
  // A steep flank, as a mirrored lamp has: beyond two radii there is nothing left.
  const reach = radiusPx * 2;
  const [left, right] = [Math.max(0, Math.floor(middleX - reach)), Math.min(width, Math.ceil(middleX + reach))];
  const [top, bottom] = [Math.max(0, Math.floor(middleY - reach)), Math.min(height, Math.ceil(middleY + reach))];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const away = ((x + 0.5 - middleX) ** 2 + (y + 0.5 - middleY) ** 2) / radiusPx ** 2;
      levels[y * width + x]! += strength * 2 ** -(away ** 2);
    }
  }
}

/** Less between dark and bright, around the level `around`, then all of it brighter or darker. */
export function changeExposure({ levels }: Light, contrast: number, gain: number, around = 128): void {
  for (let at = 0; at < levels.length; at++) levels[at] = (around + (levels[at]! - around) * contrast) * gain;
}

export interface Moire {
  /** The most it adds or takes, as a share of the light that is there. */
  readonly share: number;
  readonly periodPx: number;
  readonly degrees: number;
}

/** A screen's grid of pixels beaten against the sensor's: two waves across each other, of slightly different length. */
export function addMoire({ levels, width }: Light, { share, periodPx, degrees }: Moire, region: Region): void {
  const [dx, dy] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [along, across] = [(2 * Math.PI) / periodPx, (2 * Math.PI) / (periodPx * 1.3)];
  for (let y = region.top; y < region.top + region.height; y++) {
    for (let x = region.left; x < region.left + region.width; x++) {
      const wave = Math.sin((x * dx + y * dy) * along) + Math.sin((y * dx - x * dy) * across);
      levels[y * width + x]! *= 1 + (share * wave) / 2;
    }
  }
}
