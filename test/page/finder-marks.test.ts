import { describe, expect, test } from 'vitest';
import { findMarkedCode } from '../../renderer/scan/finder-marks.ts';
import { type Look, photographQr } from '../support/draw-picture.ts';

const TEXT = `eyJ0eXAi.${'Ab3-'.repeat(85)}.sig`;
const SIZE = { width: 640, height: 480 };
const find = (look: Omit<Look, 'width' | 'height'>) =>
  findMarkedCode(photographQr(TEXT, { ...SIZE, ...look }), SIZE.width, SIZE.height);

describe('the marks of a code', () => {
  test.each([
    ['sharp and large', { module: 4 }],
    ['too small to read', { module: 1.4 }],
    ['too blurred to read', { module: 4, blur: 2 }],
    ['turned', { module: 3, angle: 0.3 }],
  ])('that is %s are found, with its size and its corners', (_what, look) => {
    const code = find(look);
    expect(code?.module).toBeGreaterThan(look.module * 0.8);
    // A turned module is measured along the picture's rows, where it is wider.
    expect(code?.module).toBeLessThan(look.module * 1.35);
    const xs = code?.corners.map(({ x }) => x) ?? [];
    const ys = code?.corners.map(({ y }) => y) ?? [];
    expect(Math.abs((Math.min(...xs) + Math.max(...xs)) / 2 - 320)).toBeLessThan(12);
    expect(Math.abs((Math.min(...ys) + Math.max(...ys)) / 2 - 240)).toBeLessThan(12);
  });

  test.each([0, 1, 2, 3, 4])('are not seen in a texture of %i', (coarseness) => {
    const cell = 1 + coarseness;
    const rgba = Uint8ClampedArray.from({ length: SIZE.width * SIZE.height * 4 }, (_empty, at) => {
      const [x, y] = [(at >> 2) % SIZE.width, Math.floor((at >> 2) / SIZE.width)];
      const mixed = Math.imul((x >> cell) * 73_856_093, 2_654_435_761) ^ Math.imul((y >> cell) * 19_349_663, 40_503);
      return at % 4 === 3 ? 255 : (Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 31) * 180 + 40;
    });
    expect(findMarkedCode(rgba, SIZE.width, SIZE.height)).toBeNull();
  });

  test('are not seen where there is nothing, however small the picture', () => {
    expect(findMarkedCode(new Uint8ClampedArray(4), 1, 1)).toBeNull();
    expect(findMarkedCode(new Uint8ClampedArray(640 * 480 * 4), 640, 480)).toBeNull();
  });
});
