/**
 * A grey picture: one byte for each pixel, 0 black to 255 white, row after row from the top left and nothing between the rows. Every reader
 * here works on light alone; a camera's frame has it ready as its Y plane.
 */
export interface LumaPicture {
  /** `width × height` bytes. */
  readonly luma: Uint8Array;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** In pixels of the picture; (0, 0) is the outer corner of its first pixel, whose middle is at (0.5, 0.5). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A part of a picture, in whole pixels. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Corners of a code, at the outer edge of its modules, clockwise from the code's own top left. */
export type Corners = readonly [Point, Point, Point, Point];

/** Throws a RangeError on a picture whose bytes are not as many as its pixels: a bug of whoever made it. */
export function assertPicture({ luma, width, height }: LumaPicture): void {
  const isWhole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!isWhole || luma.length !== width * height)
    throw new RangeError(`${luma.length} bytes are no picture of ${width} × ${height}`);
}

/** From red, green, blue and opacity, 0 to 255 each; what is transparent lies on white. Throws a RangeError on a wrong number of bytes. */
export function toLuma(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): LumaPicture {
  assertColours(rgba, 4, width, height);
  const luma = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 4) {
    const light = rgba[at]! * 77 + rgba[at + 1]! * 150 + rgba[at + 2]! * 29;
    const opacity = rgba[at + 3]!;
    luma[pixel] = (opacity === 255 ? light : (light * opacity + 65_280 * (255 - opacity)) / 255) >> 8;
  }
  return { luma, width, height };
}

/** From red, green and blue, 0 to 255 each. Throws a RangeError on a wrong number of bytes. */
export function rgbToLuma(rgb: Uint8Array, width: number, height: number): LumaPicture {
  assertColours(rgb, 3, width, height);
  const luma = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 3)
    luma[pixel] = (rgb[at]! * 77 + rgb[at + 1]! * 150 + rgb[at + 2]! * 29) >> 8;
  return { luma, width, height };
}

function assertColours({ length }: { readonly length: number }, channels: number, width: number, height: number): void {
  if (length !== width * height * channels)
    throw new RangeError(`${length} bytes are no colour picture of ${width} × ${height}`);
}

/** As an engine wants it that was written for colour pictures. */
export function toRgba({ luma, width, height }: LumaPicture): Uint8ClampedArray<ArrayBuffer> {
  const words = new Uint32Array(width * height);
  // Four equal bytes would be right for the light; the last one is opacity on every machine that runs JavaScript engines (little endian).
  for (let at = 0; at < words.length; at++) words[at] = 0xff000000 | (luma[at]! * 0x010101);
  return new Uint8ClampedArray(words.buffer);
}

/** The part of `region` that lies in the picture, copied. */
export function cropPicture(picture: LumaPicture, region: Region): LumaPicture {
  const { left, top, width, height } = clampRegion(picture, region);
  const luma = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (top + row) * picture.width + left;
    luma.set(picture.luma.subarray(start, start + width), row * width);
  }
  return { luma, width, height };
}

/** What of `region` lies in the picture; at least one pixel. */
export function clampRegion(picture: LumaPicture, region: Region): Region {
  const left = Math.min(Math.max(0, Math.floor(region.left)), picture.width - 1);
  const top = Math.min(Math.max(0, Math.floor(region.top)), picture.height - 1);
  const right = Math.min(picture.width, Math.max(left + 1, Math.ceil(region.left + region.width)));
  const bottom = Math.min(picture.height, Math.max(top + 1, Math.ceil(region.top + region.height)));
  return { left, top, width: right - left, height: bottom - top };
}

/** Half as wide and high, each pixel the mean of four. An odd last row or column is left out. */
export function halvePicture({ luma, width, height }: LumaPicture): LumaPicture {
  const [halfWidth, halfHeight] = [width >> 1, height >> 1];
  const half = new Uint8Array(halfWidth * halfHeight);
  for (let y = 0, at = 0; y < halfHeight; y++) {
    for (let x = 0, above = 2 * y * width, below = above + width; x < halfWidth; x++, above += 2, below += 2) {
      half[at++] = (luma[above]! + luma[above + 1]! + luma[below]! + luma[below + 1]! + 2) >> 2;
    }
  }
  return { luma: half, width: halfWidth, height: halfHeight };
}

/** Light for dark: a code drawn white on black becomes one that every reader knows. */
export function invertPicture({ luma, width, height }: LumaPicture): LumaPicture {
  const inverted = new Uint8Array(luma.length);
  // Twice as quick as `map`, which calls a function for each of millions.
  for (let at = 0; at < luma.length; at++) inverted[at] = 255 - luma[at]!;
  return { luma: inverted, width, height };
}

export const mapCorners = ([a, b, c, d]: Corners, map: (point: Point) => Point): Corners => [
  map(a),
  map(b),
  map(c),
  map(d),
];
