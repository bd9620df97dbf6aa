import { describe, expect, it } from 'vitest';
import { type Anchor, Homography, solve } from '../../../scan/restore/homography.ts';
import { distance } from '../../support/seen-code.ts';
import { mapPoint, placeSquare } from '../../support/webcam/homography.ts';

const SIZE = 69;
const POSES = [
  { tiltDegrees: 0, tiltAxisDegrees: 0, turnDegrees: 0 },
  { tiltDegrees: 0, tiltAxisDegrees: 0, turnDegrees: 135 },
  { tiltDegrees: 25, tiltAxisDegrees: 30, turnDegrees: -70 },
  { tiltDegrees: 40, tiltAxisDegrees: 110, turnDegrees: 20 },
];
const PLACES = [3.5, 20, 34.5, 50, SIZE - 3.5].flatMap((row) =>
  [3.5, 20, 34.5, 50, SIZE - 3.5].map((column) => [column, row] as const),
);

const seeAnchors = (pose: (typeof POSES)[number], weight = 1) => {
  const map = placeSquare(SIZE, 4, pose, { x: 640, y: 360 }, 1005);
  const place = (column: number, row: number) => mapPoint(map, { x: column, y: row });
  const anchors = PLACES.map(([column, row]): Anchor => ({ column, row, ...place(column, row), weight }));
  return { place, anchors };
};

describe('a plane fitted to places in a code', () => {
  it.each(POSES)(
    'has every other place right too: $tiltDegrees° over $tiltAxisDegrees°, turned $turnDegrees°',
    (pose) => {
      const { place, anchors } = seeAnchors(pose);
      const fitted = Homography.fit(anchors, SIZE)!;
      for (const [column, row] of [
        [0, 0],
        [SIZE, 0],
        [SIZE, SIZE],
        [0, SIZE],
        [12.5, 60],
      ] as const)
        expect(distance(fitted.place(column, row), place(column, row))).toBeLessThan(0.02);
    },
  );

  it('believes what counts more', () => {
    const { place, anchors } = seeAnchors(POSES[1]!);
    const wrong = { ...anchors[12]!, x: anchors[12]!.x + 8 };
    const offBy = (weight: number): number => {
      const fitted = Homography.fit([...anchors.filter((_each, at) => at !== 12), { ...wrong, weight }], SIZE)!;
      return distance(fitted.place(34.5, 34.5), place(34.5, 34.5));
    };
    expect(offBy(0.01)).toBeLessThan(0.05);
    expect(offBy(100)).toBeGreaterThan(6);
  });

  it('has no perspective where three corners are all that is known', () => {
    const { place, anchors } = seeAnchors({ tiltDegrees: 0, tiltAxisDegrees: 0, turnDegrees: 10 });
    const corners = anchors.filter(({ column, row }) => column + row === 7 || Math.abs(column - row) === SIZE - 7);
    expect(corners).toHaveLength(3);
    const fitted = Homography.fit(corners, SIZE)!;
    expect(distance(fitted.place(SIZE, SIZE), place(SIZE, SIZE))).toBeLessThan(0.1);
  });

  it.each<[what: string, anchors: readonly Anchor[]]>([
    ['nothing', []],
    ['one place', [{ column: 3, row: 4, x: 10, y: 10, weight: 1 }]],
    ['places that are all seen at one', PLACES.map(([column, row]) => ({ column, row, x: 9, y: 9, weight: 1 }))],
    ['places that count nothing', PLACES.map(([column, row]) => ({ column, row, x: column, y: NaN, weight: 0 }))],
  ])('is none for %s', (_what, anchors) => {
    expect(Homography.fit(anchors, SIZE)).toBeNull();
  });
});

describe('equations', () => {
  it('are solved, also where the first has nothing of the first unknown', () => {
    const matrix = Float64Array.of(0, 2, 1, 1, 1, 1, 2, 0, -1);
    const solved = solve(matrix, Float64Array.of(7, 6, -1))!;
    expect([...solved].map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 2, 3]);
  });

  it('that say the same twice have no one solution', () => {
    expect(solve(Float64Array.of(1, 2, 2, 4), Float64Array.of(3, 6))).toBeNull();
  });
});
