import { describe, expect, it } from 'vitest';
import type { Point } from '../../../scan/picture.ts';
import { findAlignment } from '../../../scan/restore/alignment.ts';
import { measureFrame } from '../../../scan/restore/corner.ts';
import { fitGeometry, type Geometry } from '../../../scan/restore/geometry.ts';
import { Light } from '../../../scan/restore/light.ts';
import { sampleModules } from '../../../scan/restore/sample.ts';
import { alignmentMiddles, sizeOf } from '../../../scan/restore/symbol.ts';
import { separateModules } from '../../../scan/restore/threshold.ts';
import { bendPicture } from '../../support/bend-picture.ts';
import { countWrong, distance, markCorners, seeCode, type SeenCode, STRAIGHT } from '../../support/seen-code.ts';

const fit = ({ light, marks, version }: SeenCode): Geometry => fitGeometry(light, measureFrame(light, marks), version)!;

/** A light that writes down where it was asked for: the middles of all modules, as they are sampled. */
function locateModules(geometry: Geometry): readonly Point[] {
  const asked: Point[] = [];
  sampleModules({ at: (x: number, y: number) => asked.push({ x, y }) } as unknown as Light, geometry);
  // Nine places for each module, the fifth of them its middle.
  return Array.from({ length: asked.length / 9 }, (_empty, at) => asked[at * 9 + 4]!);
}

/** The largest distance of a module's middle from where it is in truth, in modules as wide as they are there. */
function measureSlip(geometry: Geometry, { size, place }: SeenCode): number {
  const slips = locateModules(geometry).map((middle, at) => {
    const [column, row] = [at % size, Math.floor(at / size)];
    const wide = distance(place(column, row), place(column + 1, row + 1)) / Math.SQRT2;
    return distance(middle, place(column + 0.5, row + 0.5)) / wide;
  });
  expect(slips).toHaveLength(size ** 2);
  return Math.max(...slips);
}

const LENS = { ...STRAIGHT, blurPx: 1.2 };
const LEANING = { ...LENS, tiltDegrees: 25, tiltAxisDegrees: 40, turnDegrees: -20 };
const SHARP = { ...LEANING, blurPx: 0.6 };

describe('the modules of a code', () => {
  it.each([
    [1, 4, LENS, 'straight on'],
    [2, 4, LENS, 'straight on'],
    [2, 4, LEANING, 'leaning'],
    [7, 3, LEANING, 'leaning'],
    [14, 3, LEANING, 'leaning'],
    [25, 3, LEANING, 'leaning'],
    [32, 3, LENS, 'straight on'],
  ])('of version %i are all found within 0.2 modules: %i pixels', (version, modulePx, faults) => {
    const code = seeCode({ version, modulePx, faults });
    const geometry = fit(code);
    expect(geometry).toMatchObject({ version, drawn: alignmentMiddles(version).length, found: geometry.drawn });
    expect(measureSlip(geometry, code)).toBeLessThan(0.2);
  });

  it('are found on bent paper too, by its alignment patterns', () => {
    const modulePx = 3;
    const flat = seeCode({ version: 20, modulePx, faults: LENS });
    const { picture, bend } = bendPicture(flat.picture, 3);
    const place = (column: number, row: number): Point => bend(flat.place(column, row));
    const code = { ...flat, picture, light: new Light(picture), place, marks: markCorners(place, flat.size) };
    const geometry = fit(code);
    expect(geometry.found).toBe(geometry.drawn);
    const slip = measureSlip(geometry, code);
    const stiff = measureSlip({ ...geometry, bend: null }, code);
    expect(stiff).toBeGreaterThan(0.7);
    expect(slip).toBeLessThan(0.7);
    expect(countWrong(readModules(code, geometry), code.modules)).toBeLessThan(
      countWrong(readModules(code, { ...geometry, bend: null }), code.modules) / 4,
    );
  });

  it.each([
    [1, STRAIGHT],
    [4, STRAIGHT],
    [7, SHARP],
    [13, SHARP],
    [25, STRAIGHT],
  ])('of version %i are all judged right in a clean picture', (version, faults) => {
    const code = seeCode({ version, modulePx: 4, faults });
    expect(countWrong(readModules(code, fit(code)), code.modules)).toBe(0);
  });

  it('are each as light as what lies in their middle', () => {
    const code = seeCode({ version: 2, modulePx: 6 });
    const samples = sampleModules(code.light, fit(code));
    const isDark = samples.filter((_light, at) => code.modules[at] === 1);
    const isLight = samples.filter((_light, at) => code.modules[at] === 0);
    expect(Math.max(...isDark)).toBeLessThan(60);
    expect(Math.min(...isLight)).toBeGreaterThan(190);
  });
});

const readModules = ({ light, version }: SeenCode, geometry: Geometry): Uint8Array =>
  separateModules(sampleModules(light, geometry), sizeOf(version));

describe('an alignment pattern', () => {
  const code = seeCode({ version: 7, modulePx: 4, faults: LENS });
  const { homography } = fit(code);

  it.each(alignmentMiddles(7))('at %f, %f is found from two modules beside it', (column, row) => {
    // The plane leads beside the pattern, as it does while it is fitted to the corner marks alone.
    const slipped = { place: (x: number, y: number) => homography.place(x + 1.5, y - 1.2) };
    const found = findAlignment(code.light, slipped, column, row, 3);
    expect(distance(found!, code.place(column, row))).toBeLessThan(0.6);
  });

  it('is none where there is none', () => {
    expect(findAlignment(code.light, homography, -12, -12, 1)).toBeNull();
    expect(
      findAlignment(new Light({ luma: new Uint8Array(900).fill(90), width: 30, height: 30 }), homography, 9, 9, 2),
    ).toBeNull();
  });

  it('is not taken for the one next to it', () => {
    const slipped = { place: (x: number, y: number) => homography.place(x + 9, y) };
    expect(findAlignment(code.light, slipped, 22.5, 22.5, 3)).toBeNull();
  });
});

it('no plane fits corner marks that lie on each other', () => {
  const code = seeCode({ version: 2, modulePx: 4 });
  const frame = measureFrame(code.light, code.marks);
  const nowhere = { ...frame.topLeft, x: NaN, y: NaN };
  expect(fitGeometry(code.light, { ...frame, topLeft: nowhere, topRight: nowhere, bottomLeft: nowhere }, 2)).toBeNull();
});
