import { describe, expect, test } from 'vitest';
import type { LumaPicture } from '../../scan/picture.ts';
import { blurLens, blurMotion } from '../support/webcam/blur.ts';
import { loseInJpeg } from '../support/webcam/jpeg.ts';
import { createLight, type Light, toLight, toPicture } from '../support/webcam/light.ts';
import { addGlare, addMoire, changeExposure, shadeAcross, shadeCorners } from '../support/webcam/lighting.ts';
import { addNoise } from '../support/webcam/noise.ts';
import { createRandom } from '../support/webcam/random.ts';
import { drawClutter } from '../support/webcam/room.ts';

const SIDE = 96;
const MIDDLE = (SIDE / 2) * SIDE + SIDE / 2;

const mean = (levels: Float32Array): number => levels.reduce((sum, level) => sum + level, 0) / levels.length;
const deviation = (levels: Float32Array): number => {
  const middle = mean(levels);
  return Math.sqrt(levels.reduce((sum, level) => sum + (level - middle) ** 2, 0) / levels.length);
};
/** Light 1 in the middle, to see where it goes. */
const drawDot = (): Light => {
  const light = createLight(SIDE, SIDE);
  light.levels[MIDDLE] = 1;
  return light;
};
/** How far the light of a dot lies from its middle, each way. */
const spreadOf = ({ levels }: Light) => {
  const offsets = Array.from(levels, (level, at) => ({
    level,
    x: (at % SIDE) - SIDE / 2,
    y: Math.floor(at / SIDE) - SIDE / 2,
  }));
  return {
    across: Math.sqrt(offsets.reduce((sum, { level, x }) => sum + level * x * x, 0)),
    down: Math.sqrt(offsets.reduce((sum, { level, y }) => sum + level * y * y, 0)),
  };
};

describe('noise', () => {
  test.each([2, 8])('of %i grey levels deviates by so many and shifts nothing', (sigma) => {
    const light = createLight(SIDE, SIDE, 100);
    addNoise(light, sigma, 1);
    expect(deviation(light.levels)).toBeCloseTo(sigma, 0);
    expect(mean(light.levels)).toBeCloseTo(100, 0);
  });

  test('comes out the same with the same seed', () => {
    const lights = [1, 1, 2].map((seed) => {
      const light = createLight(SIDE, SIDE, 100);
      addNoise(light, 4, seed);
      return light.levels;
    });
    expect(lights[1]).toEqual(lights[0]);
    expect(lights[2]).not.toEqual(lights[0]);
  });
});

describe('blur', () => {
  test.each([1, 2.5])('of a lens spreads a dot by %d pixels each way and loses no light', (sigma) => {
    const light = drawDot();
    blurLens(light, sigma);
    expect(spreadOf(light).across).toBeCloseTo(sigma, 1);
    expect(spreadOf(light).down).toBeCloseTo(sigma, 1);
    expect(light.levels.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
  });

  test('of a moving hand spreads it along its way and not across', () => {
    const light = drawDot();
    blurMotion(light, 8, 0);
    // An even line of length n deviates by n ÷ √12.
    expect(spreadOf(light).across).toBeCloseTo(8 / Math.sqrt(12), 1);
    expect(spreadOf(light).down).toBe(0);
    expect(light.levels.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
  });

  test('leaves what is even as it is, to the very edges', () => {
    const light = createLight(SIDE, SIDE, 100);
    blurLens(light, 2);
    blurMotion(light, 6, 30);
    expect(Math.max(...light.levels.map((level) => Math.abs(level - 100)))).toBeLessThan(0.01);
  });
});

describe('light', () => {
  test('from one side leaves its share on the other', () => {
    const light = createLight(SIDE, SIDE, 200);
    shadeAcross(light, 0.6, 0);
    expect(light.levels[0]).toBeCloseTo(200, 0);
    expect(light.levels[SIDE - 1]! / 200).toBeCloseTo(0.4, 1);
  });

  test('falls off to the corners and not in the middle', () => {
    const light = createLight(SIDE, SIDE, 200);
    shadeCorners(light, 0.5);
    expect(light.levels[MIDDLE]).toBe(200);
    expect(light.levels[0]).toBeCloseTo(100, 0);
  });

  test('of a mirrored lamp blots out its middle, leaves a half at its radius and nothing far away', () => {
    const light = createLight(SIDE, SIDE, 40);
    addGlare(light, { x: 48.5, y: 48.5, radiusPx: 12, strength: 255 });
    expect(toPicture(light).luma[MIDDLE]).toBe(255);
    expect(light.levels[MIDDLE + 12]).toBeCloseTo(40 + 255 / 2, 3);
    expect(light.levels[0]).toBe(40);
  });

  test('that lacks brings dark and bright together, and both down', () => {
    const light = toLight({ luma: Uint8Array.of(28, 228), width: 2, height: 1 });
    changeExposure(light, 0.5, 0.5);
    expect([...light.levels]).toEqual([39, 89]);
  });

  test('beaten by two grids waves within its region, by its share, around the level it had', () => {
    const light = createLight(SIDE, SIDE, 100);
    addMoire(light, { share: 0.1, periodPx: 6, degrees: 20 }, { left: 0, top: 0, width: SIDE, height: SIDE / 2 });
    const [inside, outside] = [light.levels.subarray(0, MIDDLE - SIDE / 2), light.levels.subarray(MIDDLE - SIDE / 2)];
    expect(mean(inside)).toBeCloseTo(100, 0);
    expect(deviation(inside)).toBeCloseTo(5, 0);
    expect(Math.max(...inside)).toBeLessThanOrEqual(110);
    expect(deviation(outside)).toBe(0);
  });
});

describe('JPEG', () => {
  const picture = toPicture(drawClutter(203, 101, createRandom(1)));
  const differenceOf = (other: LumaPicture): number =>
    other.luma.reduce((sum, level, at) => sum + Math.abs(level - picture.luma[at]!), 0) / other.luma.length;

  test('loses next to nothing at its best, and more the worse it is', () => {
    const losses = [100, 90, 70, 50].map((quality) => differenceOf(loseInJpeg(picture, quality)));
    expect(losses[0]).toBeLessThan(0.5);
    expect(losses).toEqual([...losses].sort((a, b) => a - b));
    expect(losses[3]).toBeGreaterThan(2 * losses[0]!);
  });

  test('keeps the size and what is flat, also where the last blocks are cut', () => {
    const flat: LumaPicture = { luma: new Uint8Array(13 * 9).fill(128), width: 13, height: 9 };
    expect(loseInJpeg(flat, 50)).toEqual(flat);
  });
});
