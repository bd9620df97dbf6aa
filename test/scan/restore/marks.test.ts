import { describe, expect, it } from 'vitest';
import { findFinderPatterns, type FinderPattern } from '../../../scan/restore/finder-patterns.ts';
import { findCandidates } from '../../../scan/restore/candidates.ts';
import { buildLevels } from '../../../scan/restore/levels.ts';
import { Light } from '../../../scan/restore/light.ts';
import { rateTiming } from '../../../scan/restore/timing.ts';
import { findTriples, type Triple } from '../../../scan/restore/triples.ts';
import type { LumaPicture } from '../../../scan/picture.ts';
import { drawModules, layOut } from '../../support/draw-modules.ts';
import { distance, seeCode, STRAIGHT } from '../../support/seen-code.ts';
import { createLight, toPicture } from '../../support/webcam/light.ts';
import { addNoise } from '../../support/webcam/noise.ts';
import { drawRoom } from '../../support/webcam-model.ts';

const marksOf = ({ topLeft, topRight, bottomLeft }: Triple): readonly FinderPattern[] => [
  topLeft,
  topRight,
  bottomLeft,
];

/** In pixels of the whole picture, from whichever size of it has them. */
const findAll = (picture: LumaPicture): readonly FinderPattern[] =>
  buildLevels(picture).flatMap(({ picture: level, scale }) =>
    findFinderPatterns(level, scale > 1 ? 'faint' : 'whole').map(({ x, y, module, rows }) => ({
      ...{ x: x * scale, y: y * scale, module: module * scale, rows },
    })),
  );

describe('corner marks', () => {
  it.each([
    [2, 0, 'clean'],
    [2, 45, 'clean'],
    [3, 0, 'clean'],
    [3, 45, 'typical'],
    [6, 20, 'typical'],
    [12, 0, 'clean'],
    [12, 45, 'typical'],
  ] as const)(
    'of %i pixels a module, turned by %i degrees, are found within half a module: %s',
    (modulePx, turn, profile) => {
      const { picture, marks } = seeCode({ version: 4, modulePx, profile, faults: { ...STRAIGHT, turnDegrees: turn } });
      const found = findAll(picture);
      // Rows and columns cut a turned square at its widest.
      const [cosine, sine] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
      const widest = modulePx / Math.max(cosine, sine);
      for (const mark of marksOf(marks)) {
        const near = found.filter((each) => distance(each, mark) < modulePx / 2);
        expect(near).not.toEqual([]);
        expect(Math.min(...near.map(({ module }) => Math.abs(module / widest - 1)))).toBeLessThan(0.2);
      }
    },
  );

  it('are met in every row or two of their middle, and not twice', () => {
    const { picture, marks } = seeCode({ version: 4, modulePx: 2.5 });
    const found = findFinderPatterns(picture, 'whole');
    for (const mark of marksOf(marks)) {
      const near = found.filter((each) => distance(each, mark) < 7);
      expect(near).toHaveLength(1);
      expect(near[0]!.rows).toBeGreaterThanOrEqual(2);
    }
    expect(found.map(({ rows }) => rows)).toEqual(found.map(({ rows }) => rows).toSorted((one, other) => other - one));
  });

  it.each<[what: string, make: () => LumaPicture]>([
    ['a flat picture', () => layOut(200, 200, 130, [])],
    ['stripes', () => drawStripes()],
    ['a cross without rings', () => layOut(100, 100, 255, [[layOut(9, 9, 0, []), 40, 40]])],
    ['crosses', () => drawCrosses()],
    ['a wall in poor light', () => drawNoisyWall(3)],
  ])('are not seen in %s', (_what, make) => {
    expect(findAll(make())).toEqual([]);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])('that stand like a code’s are not in room %i', (seed) => {
    const candidates = findCandidates(buildLevels(drawRoom(seed, 640, 360)));
    expect(candidates.filter(({ likeness }) => likeness > 1.3)).toHaveLength(0);
  });
});

/** Dark and light as in a mark along its middle rows and columns, and nothing in its corners, as letters have it. */
function drawCrosses(): LumaPicture {
  const runs = [1, 0, 1, 1, 1, 0, 1];
  const isMiddle = (at: number): boolean => at >= 2 && at <= 4;
  const data = Array.from({ length: 49 }, (_empty, at) => {
    const [column, row] = [at % 7, Math.floor(at / 7)];
    return (isMiddle(row) && runs[column]) || (isMiddle(column) && runs[row]) ? 1 : 0;
  });
  const cross = drawModules({ size: 7, data }, { modulePx: 2, quiet: 4 });
  return layOut(200, 200, 255, [
    [cross, 20, 20],
    [cross, 100, 30],
    [cross, 60, 120],
  ]);
}

/** As wide as a mark's rings in every row, and no mark. */
function drawStripes(): LumaPicture {
  const widths = [2, 2, 6, 2, 2, 12];
  const row = widths.flatMap((width, at) => Array<number>(width).fill(at % 2 === 0 ? 0 : 255));
  const luma = Uint8Array.from({ length: 208 * 208 }, (_empty, at) => row[(at % 208) % row.length]!);
  return { luma, width: 208, height: 208 };
}

function drawNoisyWall(sigma: number): LumaPicture {
  const wall = createLight(320, 240, 60);
  addNoise(wall, sigma, 1);
  return toPicture(wall);
}

const mark = (x: number, y: number, module = 3): FinderPattern => ({ x, y, module, rows: 2 });

describe('three marks', () => {
  it.each([
    ['upright', mark(100, 100), mark(200, 100), mark(100, 200)],
    ['turned by 90 degrees', mark(200, 100), mark(200, 200), mark(100, 100)],
    ['upside down', mark(200, 200), mark(100, 200), mark(200, 100)],
    ['turned by 45 degrees', mark(100, 50), mark(171, 121), mark(29, 121)],
  ])('are put in their order: %s', (_what, topLeft, topRight, bottomLeft) => {
    for (const given of [
      [topLeft, topRight, bottomLeft],
      [bottomLeft, topLeft, topRight],
      [topRight, bottomLeft, topLeft],
    ]) {
      expect(findTriples(given)[0]).toMatchObject({ topLeft, topRight, bottomLeft });
    }
  });

  it('of a mirrored code come with its sides exchanged, for its modules are then exchanged as well', () => {
    const { picture, marks } = seeCode({ version: 4, modulePx: 3 });
    const mirrored = { ...picture, luma: picture.luma.map((_light, at) => picture.luma[mirror(at, picture.width)]!) };
    const [triple] = findTriples(findFinderPatterns(mirrored, 'whole'));
    const seen = ({ x, y }: FinderPattern) => ({ x: picture.width - x, y });
    expect(distance(triple!.topLeft, seen(marks.topLeft))).toBeLessThan(1.5);
    expect(distance(triple!.topRight, seen(marks.bottomLeft))).toBeLessThan(1.5);
    expect(distance(triple!.bottomLeft, seen(marks.topRight))).toBeLessThan(1.5);
  });

  it('are the likelier the more they stand and look as they should', () => {
    const rate = (...given: readonly FinderPattern[]): number => findTriples(given)[0]!.unlikely;
    const best = rate(mark(100, 100), mark(200, 100), mark(100, 200));
    expect(rate(mark(100, 100), mark(200, 120), mark(100, 200))).toBeGreaterThan(best);
    expect(rate(mark(100, 100), mark(200, 100), mark(100, 240))).toBeGreaterThan(best);
    expect(rate(mark(100, 100), mark(200, 100), mark(100, 200, 4))).toBeGreaterThan(best);
    const often = { ...mark(100, 200), rows: 9 };
    expect(rate(mark(100, 100), mark(200, 100), often)).toBeLessThan(best);
  });

  it.each([
    ['in a line', mark(100, 100), mark(200, 100), mark(300, 100)],
    ['closer than in the smallest code', mark(100, 100), mark(120, 100), mark(100, 120)],
    ['farther than in the largest', mark(100, 100), mark(900, 100), mark(100, 900)],
    ['of two sizes', mark(100, 100), mark(200, 100), mark(100, 200, 6)],
    ['of unlike sides', mark(100, 100), mark(200, 100), mark(100, 320)],
    ['at a slant no camera can read', mark(100, 100), mark(200, 100), mark(29, 171)],
  ])('that are no code’s: %s', (_what, ...given) => {
    expect(findTriples(given)).toEqual([]);
  });

  it('of one code come before those of two', () => {
    const [one, other] = [
      [mark(100, 100), mark(200, 100), mark(100, 200)],
      [mark(400, 110), mark(500, 130), mark(380, 210)],
    ];
    const [first, second] = findTriples([...one, ...other]);
    expect(marksOf(first!)).toEqual(one);
    expect(marksOf(second!)).toEqual(other);
  });

  it('are no more triples than can be looked at, of however many marks', () => {
    const grid = Array.from({ length: 60 }, (_empty, at) => mark((at % 8) * 50, Math.floor(at / 8) * 50));
    expect(findTriples(grid)).toHaveLength(120);
  });
});

describe('the lines between three marks', () => {
  it.each([
    [2, 'typical', 7],
    [3, 'clean', 1],
    [4, 'clean', 7],
    [4, 'clean', 25],
    [4, 'hard', 13],
  ] as const)('of a code alternate module by module: %i pixels, %s, version %i', (modulePx, profile, version) => {
    const faults = profile === 'hard' ? { motionPx: 0, glare: null } : STRAIGHT;
    const { light, marks } = seeCode({ version, modulePx, profile, faults });
    expect(rateTiming(light, marks)).toBeGreaterThan(1.85);
    expect(rateTiming(light, marks)).toBeLessThanOrEqual(2);
  });

  it.each([
    ['an even wall', () => 200],
    ['a shadow', (x: number) => 60 + x / 3],
    ['wide stripes', (x: number, y: number) => ((x + y) % 40 < 20 ? 40 : 220)],
  ])('of loose squares do not: %s', (_what, lightAt) => {
    const drawn = drawModules({ size: 7, data: SQUARE }, { quiet: 1 });
    const luma = Uint8Array.from({ length: 400 * 400 }, (_empty, at) => lightAt(at % 400, Math.floor(at / 400)));
    const wall = { luma, width: 400, height: 400 };
    const places = [
      [100, 100],
      [250, 100],
      [100, 250],
    ] as const;
    for (const [left, top] of places) {
      for (let y = 0; y < drawn.height; y++)
        luma.set(drawn.luma.subarray(y * drawn.width, (y + 1) * drawn.width), (top + y) * 400 + left);
    }
    const [topLeft, topRight, bottomLeft] = places.map(([left, top]) => mark(left + 13.5, top + 13.5)) as [
      FinderPattern,
      FinderPattern,
      FinderPattern,
    ];
    expect(rateTiming(new Light(wall), { topLeft, topRight, bottomLeft, unlikely: 0 })).toBeLessThan(0.6);
  });
});

const SQUARE = Array.from({ length: 49 }, (_empty, at) => {
  const ring = Math.max(Math.abs((at % 7) - 3), Math.abs(Math.floor(at / 7) - 3));
  return ring === 2 ? 0 : 1;
});

const mirror = (at: number, width: number): number => at - (at % width) + (width - 1 - (at % width));
