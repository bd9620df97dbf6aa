import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import { openZxingEngine, type ZxingEngine } from '../../scan/engines/zxing.ts';
import type { LumaPicture } from '../../scan/picture.ts';
import { drawFrame, drawRoom, type FrameWish } from '../support/webcam-model.ts';
import { measureArea } from '../support/webcam/homography.ts';
import { drawHostile, HOSTILE_NAMES } from '../support/webcam/hostile.ts';
import { PROFILES } from '../support/webcam/profiles.ts';

const TEXT = 'MP1:'.padEnd(300, 'eyJhbGciOiJFUzI1NiJ9.');
const WISH: FrameWish = { text: TEXT, level: 'L', modulePx: 4, width: 640, height: 480, seed: 1, profile: 'clean' };
const FRAME = { effort: 'frame', most: 1 } as const;

/** Byte for byte; by itself, vitest compares a picture as slowly as a list of objects. */
const isSame = (one: LumaPicture, other: LumaPicture): boolean => Buffer.compare(one.luma, other.luma) === 0;

let zxing: ZxingEngine;
beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  zxing = await openZxingEngine(new Uint8Array(readFileSync(wasm)));
});

describe('a frame', () => {
  test.each(PROFILES)('is the same each time, and another for another seed: %s', (profile) => {
    const [one, again, other] = [1, 1, 2].map((seed) => drawFrame({ ...WISH, profile, seed }));
    expect(isSame(one!.picture, again!.picture)).toBe(true);
    expect(again!.corners).toEqual(one!.corners);
    expect(isSame(one!.picture, other!.picture)).toBe(false);
    expect(other!.corners).not.toEqual(one!.corners);
  });

  test.each([1, 2, 3, 4])('has its code where it says, turned and tilted any way: seed %i', (seed) => {
    const pose = { tiltDegrees: 6 * seed, tiltAxisDegrees: 50 * seed, turnDegrees: 80 * seed };
    const { picture, corners } = drawFrame({ ...WISH, modulePx: 5, seed, faults: pose });
    const [read] = zxing.read(picture, FRAME);
    expect(read?.text).toBe(TEXT);
    for (const [at, { x, y }] of corners.entries()) {
      const seen = read!.corners[at]!;
      expect(Math.hypot(seen.x - x, seen.y - y)).toBeLessThan(1.5);
    }
  });

  test('shows a module as wide as it was asked to, in the mean', () => {
    const { corners, size } = drawFrame({ ...WISH, modulePx: 3.5, faults: { tiltDegrees: 25, turnDegrees: 30 } });
    expect(Math.sqrt(measureArea(corners)) / size).toBeCloseTo(3.5, 4);
  });

  test('holds the version and level that were asked for', () => {
    expect(drawFrame({ ...WISH, version: 20, modulePx: 2 }).size).toBe(97);
    expect(drawFrame({ ...WISH, level: 'H', modulePx: 2 }).size).toBeGreaterThan(
      drawFrame({ ...WISH, modulePx: 2 }).size,
    );
  });

  test('takes the faults it is given rather than those of its profile', () => {
    const { faults } = drawFrame({ ...WISH, profile: 'hard', faults: { noise: 0, jpegQuality: null } });
    expect(faults).toMatchObject({ noise: 0, jpegQuality: null });
    expect(faults.blurPx).toBeGreaterThan(1);
  });

  test.each([
    ['a code larger than the frame', { modulePx: 10 }, /modules of 10 pixels do not fit into 640 × 480/u],
    ['a text larger than the version', { version: 5 }, /300 characters do not fit/u],
  ])('refuses %s', (_what, change, sentence) => {
    expect(() => drawFrame({ ...WISH, ...change })).toThrow(sentence);
    expect(() => drawFrame({ ...WISH, ...change })).toThrow(RangeError);
  });
});

test('each profile is harder to read than the one before', () => {
  const seeds = Array.from({ length: 8 }, (_empty, at) => at);
  const counts = PROFILES.map(
    (profile) =>
      seeds.filter(
        (seed) =>
          zxing.read(drawFrame({ ...WISH, width: 320, height: 240, modulePx: 2, profile, seed }).picture, FRAME)
            .length > 0,
      ).length,
  );
  expect(counts[0]).toBe(seeds.length);
  expect(counts[1]).toBeLessThan(counts[0]!);
  expect(counts[2]).toBeLessThan(counts[1]!);
});

describe('without a code', () => {
  test('a room is the same each time, is not flat, and nothing is read in it', () => {
    const room = drawRoom(3, 640, 480);
    expect(isSame(drawRoom(3, 640, 480), room)).toBe(true);
    expect(new Set(room.luma).size).toBeGreaterThan(100);
    expect(zxing.read(room, FRAME)).toEqual([]);
  });

  test.each(HOSTILE_NAMES)('%s has the size that was asked for, and nothing is read in it', (name) => {
    const picture = drawHostile(name, 320, 240);
    expect(picture).toMatchObject({ width: 320, height: 240 });
    expect(zxing.read(picture, FRAME)).toEqual([]);
  });

  test('the hostile frames are what their names say', () => {
    const shades = (name: (typeof HOSTILE_NAMES)[number]) => new Set(drawHostile(name, 320, 240).luma).size;
    expect(HOSTILE_NAMES.map(shades)).toEqual([1, 1, 1, 256, 2, 2, 2, 2, 2, 2]);
  });
});
