import { expect, it } from 'vitest';
import type { CodeRead } from '../../scan/engine.ts';
import type { Corners } from '../../scan/picture.ts';
import { middleOf, TrackedRegion } from '../../scan/tracked-region.ts';

/** A code that stands on its corner, 100 pixels wide and 60 high. */
const CORNERS: Corners = [
  { x: 250, y: 100 },
  { x: 300, y: 130 },
  { x: 250, y: 160 },
  { x: 200, y: 130 },
];
const READ: CodeRead = { kind: 'read', text: 'ONE', corners: CORNERS, engine: 'zxing' };
const REGION = { left: 165, top: 65, width: 170, height: 130 };

it('follows a code with room for a step to each side', () => {
  const tracked = new TrackedRegion();
  expect(tracked.region).toBeNull();
  tracked.note(READ);
  expect(tracked.region).toEqual(REGION);
});

it('waits for it for six frames, and counts anew once it is back', () => {
  const tracked = new TrackedRegion();
  const miss = (times: number): void => {
    for (let time = 0; time < times; time++) tracked.miss();
  };
  tracked.note(READ);
  miss(6);
  expect(tracked.region).toEqual(REGION);
  tracked.note(READ);
  miss(6);
  expect(tracked.region).toEqual(REGION);
  miss(1);
  expect(tracked.region).toBeNull();
});

it('waits for two frames only for what was seen and never read', () => {
  const tracked = new TrackedRegion();
  tracked.note({ kind: 'blurred', corners: CORNERS, modulePx: 3 });
  expect(tracked.wasRead).toBe(false);
  tracked.miss();
  tracked.miss();
  expect(tracked.region).toEqual(REGION);
  tracked.miss();
  expect(tracked.region).toBeNull();
  tracked.note(READ);
  tracked.note({ kind: 'blurred', corners: CORNERS, modulePx: 3 });
  expect(tracked.wasRead).toBe(true);
});

it.each([
  [640, 480, undefined, { left: 80, top: 0, width: 480, height: 480 }],
  [480, 641, undefined, { left: 0, top: 80, width: 480, height: 480 }],
  [1280, 720, 480, { left: 400, top: 120, width: 480, height: 480 }],
  [100, 80, 480, { left: 10, top: 0, width: 80, height: 80 }],
])('has the middle of %i × %i pixels', (width, height, longest, middle) => {
  expect(middleOf({ luma: new Uint8Array(), width, height }, longest)).toEqual(middle);
});
