import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assertPicture,
  clampRegion,
  cropPicture,
  halvePicture,
  invertPicture,
  type LumaPicture,
  mapCorners,
  rgbToLuma,
  toLuma,
  toRgba,
} from '../../scan/picture.ts';
import { shrinkPicture } from '../../scan/shrink.ts';

const picture = (width: number, ...luma: number[]): LumaPicture => ({
  luma: Uint8Array.from(luma),
  width,
  height: luma.length / width,
});

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((luma): LumaPicture => ({ luma, width, height })),
  );

describe('a picture of light', () => {
  it.each<[bytes: number, width: number, height: number]>([
    [3, 2, 2],
    [5, 2, 2],
    [0, 0, 0],
    [0, 0, 5],
    [4, -2, -2],
    [3, 1.5, 2],
    [1, Number.NaN, 1],
  ])('is none: %d bytes for %d × %d', (bytes, width, height) => {
    expect(() => assertPicture({ luma: new Uint8Array(bytes), width, height })).toThrow(RangeError);
  });

  it('weighs red, green and blue as eyes do, and lies on white where it is transparent', () => {
    const colours = [
      [0, 0, 0, 255],
      [255, 255, 255, 255],
      [255, 0, 0, 255],
      [0, 255, 0, 255],
      [0, 0, 255, 255],
      [0, 0, 0, 0],
      [0, 0, 0, 128],
    ];
    const { luma } = toLuma(Uint8Array.from(colours.flat()), colours.length, 1);
    expect([...luma]).toEqual([0, 255, 76, 149, 28, 255, 127]);
    const opaque = colours.slice(0, 5);
    const rgb = Uint8Array.from(opaque.flatMap(([red = 0, green = 0, blue = 0]) => [red, green, blue]));
    expect([...rgbToLuma(rgb, opaque.length, 1).luma]).toEqual([...luma].slice(0, 5));
  });

  it('is made of as many bytes as it has pixels', () => {
    expect(() => toLuma(new Uint8Array(15), 2, 2)).toThrow(RangeError);
    expect(() => rgbToLuma(new Uint8Array(16), 2, 2)).toThrow(RangeError);
  });

  it('is the same again after a way through colour, and after being inverted twice', () => {
    fc.assert(
      fc.property(pictures, (given) => {
        expect(toLuma(toRgba(given), given.width, given.height)).toEqual(given);
        expect(invertPicture(invertPicture(given))).toEqual(given);
      }),
    );
    expect(invertPicture(picture(3, 0, 100, 255))).toEqual(picture(3, 255, 155, 0));
  });

  it('gives the part of a region that lies in it, of at least one pixel', () => {
    const nine = picture(3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(cropPicture(nine, { left: 1, top: 0, width: 2, height: 2 })).toEqual(picture(2, 2, 3, 5, 6));
    expect(cropPicture(nine, { left: -5, top: 1.2, width: 6.5, height: 1 })).toEqual(picture(2, 4, 5, 7, 8));
    expect(cropPicture(nine, { left: 90, top: 90, width: 5, height: 5 })).toEqual(picture(1, 9));
    expect(clampRegion(nine, { left: 1, top: 1, width: 0, height: 0 })).toEqual({
      left: 1,
      top: 1,
      width: 1,
      height: 1,
    });
  });

  it('is halved to the mean of four pixels each, without an odd last row or column', () => {
    expect(halvePicture(picture(3, 0, 10, 99, 20, 30, 99, 99, 99, 99))).toEqual(picture(1, 15));
    expect(halvePicture(picture(1, 7, 8))).toEqual({ luma: new Uint8Array(0), width: 0, height: 1 });
  });

  it('has its corners mapped in their order', () => {
    const at = (x: number) => ({ x, y: -x });
    expect(mapCorners([at(1), at(2), at(3), at(4)], ({ x, y }) => ({ x: x * 2, y: y * 3 }))).toEqual([
      { x: 2, y: -3 },
      { x: 4, y: -6 },
      { x: 6, y: -9 },
      { x: 8, y: -12 },
    ]);
  });
});

describe('a shrunken picture', () => {
  it('is the picture itself where that is no larger', () => {
    const four = picture(2, 1, 2, 3, 4);
    expect(shrinkPicture(four, 4)).toBe(four);
  });

  it('has in each pixel the mean of the area it stands for, parts of pixels included', () => {
    const quarters = picture(4, 0, 0, 100, 100, 0, 0, 100, 100, 200, 200, 40, 40, 200, 200, 40, 40);
    expect(shrinkPicture(quarters, 4)).toEqual(picture(2, 0, 100, 200, 40));
    // Three pixels in two: the middle one belongs to each by half.
    expect(shrinkPicture(picture(3, 0, 90, 240), 2)).toEqual(picture(2, 30, 190));
  });

  it('keeps its limit, its shape as far as whole pixels go, and its mean light', () => {
    fc.assert(
      fc.property(pictures, fc.integer({ min: 1, max: 1600 }), (given, most) => {
        const shrunk = shrinkPicture(given, most);
        assertPicture(shrunk);
        expect(shrunk.luma.length).toBeLessThanOrEqual(Math.max(most, 1));
        const [before, after] = [mean(given), mean(shrunk)];
        expect(Math.abs(before - after)).toBeLessThan(1);
      }),
    );
    const strip = shrinkPicture({ luma: new Uint8Array(100_000).fill(9), width: 100_000, height: 1 }, 1000);
    expect([strip.width, strip.height, mean(strip)]).toEqual([1000, 1, 9]);
  });
});

const mean = ({ luma }: LumaPicture): number => luma.reduce((sum, light) => sum + light, 0) / luma.length;
