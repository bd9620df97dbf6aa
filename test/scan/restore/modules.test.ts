import { beforeAll, describe, expect, it } from 'vitest';
import { readDrawnWithJsqr } from '../../../scan/engines/jsqr.ts';
import { measureFrame } from '../../../scan/restore/corner.ts';
import { equaliseModules } from '../../../scan/restore/equalise.ts';
import { fitGeometry } from '../../../scan/restore/geometry.ts';
import { drawModules, imposeKnown, looksLikeCode } from '../../../scan/restore/raster.ts';
import { sampleModules } from '../../../scan/restore/sample.ts';
import { countDifferent, FORMAT_WORDS, sizeOf } from '../../../scan/restore/symbol.ts';
import { countAround, separateModules, sumAround } from '../../../scan/restore/threshold.ts';
import { openTestEngines } from '../../support/scan-engines.ts';
import { countWrong, fillCode, seeCode, type Sight, STRAIGHT } from '../../support/seen-code.ts';
import { createRandom } from '../../support/webcam/random.ts';

let engines: Awaited<ReturnType<typeof openTestEngines>>;
beforeAll(async () => void (engines = await openTestEngines()));

/** The light of each module of a code, as it is seen. */
function seeModules(sight: Sight) {
  const { light, marks, modules, size, version } = seeCode(sight);
  return {
    samples: sampleModules(light, fitGeometry(light, measureFrame(light, marks), version)!),
    modules,
    size,
    version,
  };
}

describe('sums over the neighbourhood', () => {
  it('are those of nine by nine, cut off at the edge', () => {
    const size = 12;
    const values = Float32Array.from({ length: size ** 2 }, (_empty, at) => (at * 7) % 13);
    const slowly = (row: number, column: number): number =>
      values.reduce((sum, value, at) => {
        const away = Math.max(Math.abs((at % size) - column), Math.abs(Math.floor(at / size) - row));
        return away <= 4 ? sum + value : sum;
      }, 0);
    const sums = sumAround(values, size);
    expect([...sums]).toEqual(Array.from(sums, (_sum, at) => slowly(Math.floor(at / size), at % size)));
    const counts = countAround(size);
    expect([counts[0], counts[size * 5 + 5], counts[5]]).toEqual([25, 81, 45]);
  });
});

describe('dark and light', () => {
  const { modules, size } = fillCode(7);

  it('are told apart where the light falls off to a tenth from one side to the other', () => {
    const shaded = Float32Array.from(modules, (dark, at) => (dark ? 60 : 230) * (1 - 0.9 * ((at % size) / size)));
    const global = Uint8Array.from(shaded, (light) => (light < 80 ? 1 : 0));
    expect(countWrong(global, modules)).toBeGreaterThan(200);
    expect(countWrong(separateModules(shaded, size), modules)).toBe(0);
  });

  it('are so where there is much more of one than of the other', () => {
    const random = createRandom(3);
    const mostlyDark = Uint8Array.from({ length: size ** 2 }, () => (random.chance(0.8) ? 1 : 0));
    const seen = Float32Array.from(mostlyDark, (dark) => (dark ? 100 : 150) + random.between(-14, 14));
    expect(countWrong(separateModules(seen, size), mostlyDark)).toBe(0);
  });

  it('stay even where there is nothing to tell', () => {
    expect(new Set(separateModules(new Float32Array(441).fill(120), 21)).size).toBe(1);
  });
});

describe('blur between modules', () => {
  it.each([
    [7, 3, 0.6],
    [13, 3, 0.55],
    [13, 4, 0.6],
    [20, 2.5, 0.55],
  ])('is undone: version %i, %f pixels, blurred by %f modules', (version, modulePx, blur) => {
    const faults = { ...STRAIGHT, blurPx: blur * modulePx, noise: 2 };
    const { samples, modules, size } = seeModules({ version, modulePx, faults });
    const judged = imposeKnown(separateModules(samples, size), version);
    const once = imposeKnown(equaliseModules(samples, size, judged), version);
    const twice = imposeKnown(equaliseModules(samples, size, once), version);
    const wrong = [judged, once, twice].map((each) => countWrong(each, modules));
    expect(wrong[0]).toBeGreaterThan(size);
    expect(wrong[1]).toBeLessThan(wrong[0]! / 2);
    expect(wrong[2]).toBeLessThanOrEqual(wrong[1]!);
  });

  it('is undone in shadow as well', () => {
    const faults = { ...STRAIGHT, blurPx: 1.7, gradient: 0.6, gradientDegrees: 30 };
    const { samples, modules, size } = seeModules({ version: 13, modulePx: 3, faults });
    const judged = imposeKnown(separateModules(samples, size), 13);
    expect(countWrong(equaliseModules(samples, size, judged), modules)).toBeLessThan(countWrong(judged, modules) / 2);
  });

  it('changes nothing where there is none', () => {
    const { samples, modules, size } = seeModules({ version: 7, modulePx: 4 });
    expect(countWrong(equaliseModules(samples, size, modules), modules)).toBe(0);
  });
});

describe('a code drawn anew', () => {
  it('has its modules in black on white, and white around', () => {
    const modules = Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 0, 1);
    const { luma, width, height } = drawModules(modules, 3, 2);
    expect([width, height]).toEqual([22, 22]);
    const truth = Array.from(luma, (_light, at) => {
      const [column, row] = [Math.floor((at % 22) / 2) - 4, Math.floor(at / 44) - 4];
      const isInside = Math.min(column, row) >= 0 && Math.max(column, row) < 3;
      return isInside && modules[row * 3 + column] === 1 ? 0 : 255;
    });
    expect([...luma]).toEqual(truth);
  });

  it.each([1, 2, 7, 13, 22, 25, 40])('is read by both readers of drawn codes: version %i', (version) => {
    const { modules, size, text } = fillCode(version);
    const drawn = drawModules(modules, size, 2);
    expect(engines.zxing.readDrawn(drawn)).toBe(text);
    expect(readDrawnWithJsqr(drawn)).toBe(text);
  });

  it.each([
    ['zxing', () => engines.zxing.readDrawn],
    ['jsqr', () => readDrawnWithJsqr],
  ])('is no text where too much is wrong: %s', (_name, readDrawn) => {
    const { modules, size } = fillCode(7);
    const damaged = imposeKnown(
      modules.map((module, at) => (at % 3 === 0 ? 1 - module : module)),
      7,
    );
    expect(readDrawn()(drawModules(damaged, size, 2))).toBeNull();
  });

  it('has what is known of it put right, and nothing else changed', () => {
    const { modules, size } = fillCode(7);
    const inverted = modules.map((module) => 1 - module);
    const imposed = imposeKnown(inverted, 7);
    const [row, data] = [Array.from({ length: size }, (_empty, at) => at), size * 12 + 12];
    expect(row.map((at) => imposed[6 * size + at])).toEqual(row.map((at) => modules[6 * size + at]));
    expect(imposed[data]).toBe(inverted[data]);
    expect(countWrong(imposeKnown(modules, 7), modules)).toBe(0);
  });
});

describe('what looks like a code', () => {
  it.each([1, 2, 7, 13, 25, 40])('is one of version %i, also mirrored', (version) => {
    const { modules, size } = fillCode(version);
    expect(looksLikeCode(modules, size)).toBe(true);
    const mirrored = modules.map((_module, at) => modules[(at % size) * size + Math.floor(at / size)]!);
    expect(looksLikeCode(mirrored, size)).toBe(true);
  });

  it('is not noise', () => {
    const random = createRandom(5);
    for (let round = 0; round < 50; round++) {
      const noise = Uint8Array.from({ length: 45 ** 2 }, () => random.whole(0, 1));
      expect(looksLikeCode(noise, 45)).toBe(false);
    }
  });

  it.each([6, 8])('is not a code of version 7 taken for one of version %i', (version) => {
    const { light, marks } = seeCode({ version: 7, modulePx: 4 });
    const geometry = fitGeometry(light, measureFrame(light, marks), version)!;
    const size = sizeOf(version);
    expect(looksLikeCode(separateModules(sampleModules(light, geometry), size), size)).toBe(false);
  });

  it('may have three tenths of its timing wrong and no more', () => {
    const { modules, size } = fillCode(7);
    const timing = Array.from({ length: size - 16 }, (_empty, at) => [6 * size + at + 8, (at + 8) * size + 6]).flat();
    const spoil = (count: number): Uint8Array =>
      modules.map((module, at) => (timing.slice(0, count).includes(at) ? 1 - module : module));
    expect(timing).toHaveLength(58);
    expect(looksLikeCode(spoil(17), size)).toBe(true);
    expect(looksLikeCode(spoil(18), size)).toBe(false);
  });

  it('has one of the words for level and mask, with three bits wrong at most, at one of its two places', () => {
    const { modules, size } = fillCode(7);
    const word = FORMAT_WORDS[9]!;
    const none = findFarWord();
    const look = (around: number, beside: number): boolean =>
      looksLikeCode(writeFormats(modules, size, around, beside), size);
    expect(look(none, none)).toBe(false);
    expect(look(word, none)).toBe(true);
    expect(look(none, word)).toBe(true);
    expect(look(word ^ 0b100_0000_1001_0000, none)).toBe(true);
    expect(look(none, word ^ 0b000_0010_0000_0011)).toBe(true);
  });
});

/** A word that differs in four bits or more from all that may be, from either end. */
function findFarWord(): number {
  const reverse = (word: number): number =>
    Array.from({ length: 15 }, (_empty, bit) => ((word >> bit) & 1) << (14 - bit)).reduce((one, other) => one | other);
  const isFar = (word: number): boolean => FORMAT_WORDS.every((known) => countDifferent(known, word) > 3);
  return Array.from({ length: 1 << 15 }, (_empty, word) => word).find((word) => isFar(word) && isFar(reverse(word)))!;
}

/** Both copies as ISO/IEC 18004 numbers their bits: 14 is the first around the upper left mark. */
function writeFormats(modules: Uint8Array, size: number, around: number, beside: number): Uint8Array {
  const written = modules.slice();
  for (let bit = 0; bit < 15; bit++) {
    const [one, other] = [(around >> bit) & 1, (beside >> bit) & 1];
    const row = bit < 6 ? bit : bit < 8 ? bit + 1 : size - 15 + bit;
    const column = bit < 8 ? size - bit - 1 : bit < 9 ? 7 : 14 - bit;
    // Down column 8: the lower bits beside the upper left mark, the upper ones above the lower edge; along row 8 the other way round.
    written[row * size + 8] = bit < 8 ? one : other;
    written[8 * size + column] = bit < 8 ? other : one;
  }
  return written;
}
