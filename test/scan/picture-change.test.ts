import { expect, it } from 'vitest';
import type { LumaPicture } from '../../scan/picture.ts';
import { PictureChange } from '../../scan/picture-change.ts';
import { createRandom } from '../support/webcam/random.ts';

const [WIDTH, HEIGHT] = [640, 360];

const draw = (lightAt: (x: number, y: number) => number): LumaPicture => ({
  luma: Uint8Array.from({ length: WIDTH * HEIGHT }, (_empty, at) => lightAt(at % WIDTH, Math.floor(at / WIDTH))),
  width: WIDTH,
  height: HEIGHT,
});
const ROOM = draw((x, y) => 90 + (x + y) / 10);

const changeFrom = (first: LumaPicture, next: LumaPicture): boolean => {
  const change = new PictureChange();
  change.note(first);
  return change.isNew(next);
};

it('has something new in the first frame, and nothing in one like it', () => {
  const change = new PictureChange();
  expect(change.isNew(ROOM)).toBe(true);
  change.note(ROOM);
  expect(change.isNew(ROOM)).toBe(false);
});

it.each([2, 5])('takes noise of %i grey levels for nothing new', (noise) => {
  const random = createRandom(7);
  const shown = () => draw((x, y) => 90 + (x + y) / 10 + random.between(-1, 1) * Math.sqrt(3) * noise);
  expect(changeFrom(shown(), shown())).toBe(false);
});

it.each([
  [
    'a sheet that comes in',
    (x: number, y: number) => (x >= 200 && x < 264 && y >= 100 && y < 164 ? 230 : 90 + (x + y) / 10),
  ],
  ['a lamp', (x: number, y: number) => 120 + (x + y) / 10],
])('sees %s', (_what, lightAt) => {
  expect(changeFrom(ROOM, draw(lightAt))).toBe(true);
});

it('compares with what was noted, so that a slow change is seen in the end', () => {
  const change = new PictureChange();
  change.note(ROOM);
  const steps = [4, 8, 12, 16].map((more) => change.isNew(draw((x, y) => 90 + more + (x + y) / 10)));
  expect(steps).toEqual([false, false, true, true]);
});

it.each([
  [1, 1],
  [7, 40],
  [40, 1],
])('looks at pictures of %i × %i pixels', (width, height) => {
  const tiny = { luma: new Uint8Array(width * height), width, height };
  expect(changeFrom(ROOM, tiny)).toBe(true);
  expect(changeFrom(tiny, tiny)).toBe(false);
});
