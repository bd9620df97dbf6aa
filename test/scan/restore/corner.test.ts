import { describe, expect, it } from 'vitest';
import { type Frame, measureFrame } from '../../../scan/restore/corner.ts';
import { Light } from '../../../scan/restore/light.ts';
import { MOST_VERSION } from '../../../scan/restore/symbol.ts';
import type { Triple } from '../../../scan/restore/triples.ts';
import { guessVersions } from '../../../scan/restore/versions.ts';
import { distance, markCorners, seeCode, type SeenCode, STRAIGHT } from '../../support/seen-code.ts';

const POSES = [
  { ...STRAIGHT },
  { ...STRAIGHT, turnDegrees: 45 },
  { ...STRAIGHT, tiltDegrees: 15, tiltAxisDegrees: 70, turnDegrees: 10 },
];

/** As far off as marks are that were found in a blurred picture. */
const slip = ({ topLeft, topRight, bottomLeft, unlikely }: Triple, by: number): Triple => ({
  topLeft: { ...topLeft, x: topLeft.x + by, module: topLeft.module * 1.1 },
  topRight: { ...topRight, y: topRight.y - by, module: topRight.module * 0.9 },
  bottomLeft: { ...bottomLeft, x: bottomLeft.x - by, y: bottomLeft.y + by },
  unlikely,
});

const CORNERS = ['topLeft', 'topRight', 'bottomLeft'] as const;

function expectTrue(frame: Frame, { place, size }: SeenCode, modulePx: number): void {
  const truth = markCorners(place, size);
  for (const name of CORNERS) expect(distance(frame[name], truth[name])).toBeLessThan(0.15 * modulePx);
}

describe('corner marks, measured in the light', () => {
  it.each(POSES.flatMap((faults) => [2.5, 4, 8].map((modulePx) => ({ modulePx, ...faults }))))(
    'are within 0.15 modules: $modulePx pixels, turned $turnDegrees°, leaning $tiltDegrees°',
    ({ modulePx, ...faults }) => {
      const code = seeCode({ version: 7, modulePx, faults });
      const frame = measureFrame(code.light, slip(code.marks, 0.4 * modulePx));
      expectTrue(frame, code, modulePx);
      const { topLeft, topRight, bottomLeft } = frame;
      const [zero, right, below] = [code.place(3.5, 3.5), code.place(4.5, 3.5), code.place(3.5, 4.5)];
      expect(topLeft.across / distance(zero, right)).toBeCloseTo(1, 1);
      expect(topLeft.down / distance(zero, below)).toBeCloseTo(1, 1);
      expect(frame.width).toBeCloseTo(distance(topLeft, topRight), 6);
      expect(frame.height).toBeCloseTo(distance(topLeft, bottomLeft), 6);
      expect(topLeft.x + frame.right.x * frame.width).toBeCloseTo(topRight.x, 6);
      expect(topLeft.y + frame.down.y * frame.height).toBeCloseTo(bottomLeft.y, 6);
    },
  );

  it('stay as they were found where the light says nothing', () => {
    const { marks, picture } = seeCode({ version: 2, modulePx: 4 });
    const { topLeft } = measureFrame(new Light({ ...picture, luma: picture.luma.map(() => 90) }), marks);
    expect(distance(topLeft, marks.topLeft)).toBe(0);
    expect(topLeft.across).toBe(marks.topLeft.module);
  });
});

const guess = ({ light, marks }: SeenCode): readonly number[] => guessVersions(light, measureFrame(light, marks));

describe('the version', () => {
  it.each([1, 2, 3, 4, 5, 6])('%i is measured', (version) => {
    expect(guess(seeCode({ version, modulePx: 4 }))[0]).toBe(version);
  });

  it.each(Array.from({ length: 19 }, (_empty, at) => at + 7))(
    '%i is read from the code itself, though it leans',
    (version) => {
      const faults = { ...STRAIGHT, tiltDegrees: 12, tiltAxisDegrees: 20 * version, turnDegrees: 5 };
      expect(guess(seeCode({ version, modulePx: 3, profile: 'typical', faults }))[0]).toBe(version);
    },
  );

  it('that is measured wrongly is put right by what the code says', () => {
    const code = seeCode({ version: 20, modulePx: 3 });
    const frame = measureFrame(code.light, code.marks);
    const longer = { ...frame, width: frame.width * 1.05, height: frame.height * 1.05 };
    expect(guessVersions(code.light, longer)[0]).toBe(20);
  });

  it('is one of three guesses, and one there is', () => {
    const code = seeCode({ version: 1, modulePx: 4 });
    expect(guess(code)).toEqual([1, 2]);
    const frame = measureFrame(code.light, code.marks);
    const huge = { ...frame, width: 170.5 * 4, height: 170.5 * 4 };
    expect(guessVersions(code.light, huge)).toEqual([MOST_VERSION, MOST_VERSION - 1]);
    const middle = { ...frame, width: 30 * 4, height: 30 * 4 };
    expect(guessVersions(code.light, middle)).toEqual([5, 4, 6]);
  });
});
