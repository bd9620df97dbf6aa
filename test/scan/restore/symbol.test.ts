import { createRequire } from 'node:module';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import {
  alignmentCentres,
  alignmentMiddles,
  countDifferent,
  FORMAT_WORDS,
  knownModules,
  sizeOf,
  UNKNOWN_MODULE,
  VERSION_WORDS,
} from '../../../scan/restore/symbol.ts';
import { fillCode } from '../../support/seen-code.ts';

/** The library that draws the codes has its own idea of each table. */
const load = createRequire(import.meta.url);
const { getPositions } = load('qrcode/lib/core/alignment-pattern.js') as {
  getPositions: (version: number) => readonly (readonly [number, number])[];
};
const versions = load('qrcode/lib/core/version.js') as { getEncodedBits: (version: number) => number };
const formats = load('qrcode/lib/core/format-info.js') as {
  getEncodedBits: (level: { readonly bit: number }, mask: number) => number;
};

const ALL = Array.from({ length: 40 }, (_empty, at) => at + 1);

describe('alignment patterns', () => {
  it.each([
    [1, []],
    [2, [6, 18]],
    [7, [6, 22, 38]],
    [14, [6, 26, 46, 66]],
    [15, [6, 26, 48, 70]],
    [22, [6, 26, 50, 74, 98]],
    [23, [6, 30, 54, 78, 102]],
    [32, [6, 34, 60, 86, 112, 138]],
    [36, [6, 24, 50, 76, 102, 128, 154]],
    [39, [6, 26, 54, 82, 110, 138, 166]],
    [40, [6, 30, 58, 86, 114, 142, 170]],
  ])('of version %i stand where the standard has them', (version, centres) => {
    expect(alignmentCentres(version)).toEqual(centres);
  });

  it.each(ALL)('of version %i have their middles where qrcode draws them', (version) => {
    const drawn = getPositions(version).map(([row, column]) => `${column + 0.5} ${row + 0.5}`);
    const middles = alignmentMiddles(version).map(([column, row]) => `${column} ${row}`);
    expect(middles.toSorted()).toEqual(drawn.toSorted());
  });
});

describe('words', () => {
  it('of the version are those that qrcode writes', () => {
    expect(VERSION_WORDS).toEqual(ALL.slice(6).map((version) => [version, versions.getEncodedBits(version)]));
  });

  it('of level and mask are those that qrcode writes', () => {
    const written = Array.from({ length: 32 }, (_empty, data) => formats.getEncodedBits({ bit: data >> 3 }, data & 7));
    expect(FORMAT_WORDS).toEqual(written);
  });

  it.each([
    [0, 0, 0],
    [0b1011, 0b1011, 0],
    [0b1011, 0b0010, 2],
    [0, 0x3ffff, 18],
  ])('%i and %i differ in %i bits', (one, other, count) => {
    expect(countDifferent(one, other)).toBe(count);
  });
});

describe('what is known of a code beforehand', () => {
  it.each(ALL)('is so in a code of version %i, and is all but data, format and version', (version) => {
    const { modules, size } = fillCode(version);
    const known = knownModules(version);
    expect(sizeOf(version)).toBe(size);
    expect(known.filter((module, at) => module !== UNKNOWN_MODULE && module !== modules[at])).toHaveLength(0);
    const { reservedBit } = QRCode.create('SPECIMEN', { version, errorCorrectionLevel: 'L' }).modules;
    const reserved = reservedBit.reduce((count, bit) => count + bit, 0);
    const [format, told] = [31, version < 7 ? 0 : 36];
    expect(known.filter((module) => module !== UNKNOWN_MODULE)).toHaveLength(reserved - format - told);
  });
});
