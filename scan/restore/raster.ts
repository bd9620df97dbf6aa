import type { LumaPicture } from '../picture.ts';
import { countDifferent, FORMAT_WORDS, knownModules, UNKNOWN_MODULE } from './symbol.ts';

/** White around a drawn code, modules. */
const QUIET = 4;
/** Of 15 bits so many may be wrong, and the word still be told apart from all others. */
const MOST_WRONG_BITS = 3;
/** Share of the timing patterns' modules that may be wrong before it is another version, or no code. */
const MOST_WRONG_TIMING = 0.3;

/** The same modules, with those that are the same in every code of the version as they have to be. */
export function imposeKnown(modules: Uint8Array, version: number): Uint8Array {
  const known = knownModules(version);
  return modules.map((judged, at) => (known[at] === UNKNOWN_MODULE ? judged : known[at]!));
}

/** A cheap look before the bits are read: do the timing patterns alternate, and does one of the two copies of the format make sense? */
export function looksLikeCode(modules: Uint8Array, size: number): boolean {
  let wrong = 0;
  for (let at = 8; at < size - 8; at++) {
    const isDark = at % 2 === 0 ? 1 : 0;
    if (modules[6 * size + at] !== isDark) wrong++;
    if (modules[at * size + 6] !== isDark) wrong++;
  }
  if (wrong > (size - 16) * 2 * MOST_WRONG_TIMING) return false;
  const words = readFormats(modules, size);
  return FORMAT_WORDS.some((word) => words.some((read) => countDifferent(read, word) <= MOST_WRONG_BITS));
}

const AROUND_CORNER: readonly (readonly [row: number, column: number])[] = [
  ...[0, 1, 2, 3, 4, 5, 7, 8].map((column) => [8, column] as const),
  ...[7, 5, 4, 3, 2, 1, 0].map((row) => [row, 8] as const),
];

/** Both copies of the 15 bits for level and mask (ISO/IEC 18004, 7.9), as they stand; a mirrored code has its own bits exchanged. */
function readFormats(modules: Uint8Array, size: number): readonly number[] {
  const read = (places: readonly (readonly [number, number])[]): number =>
    places.reduce((word, [row, column]) => (word << 1) | modules[row * size + column]!, 0);
  const beside = [
    ...Array.from({ length: 7 }, (_empty, at) => [size - 1 - at, 8] as const),
    ...Array.from({ length: 8 }, (_empty, at) => [8, size - 8 + at] as const),
  ];
  const turn = (places: readonly (readonly [number, number])[]) =>
    places.map(([row, column]) => [column, row] as const);
  return [read(AROUND_CORNER), read(beside), read(turn(AROUND_CORNER)), read(turn(beside))];
}

/** A code drawn cleanly: black on white, `scale` pixels for each module, with its quiet zone. */
export function drawModules(modules: Uint8Array, size: number, scale: number): LumaPicture {
  const side = (size + 2 * QUIET) * scale;
  const luma = new Uint8Array(side * side).fill(255);
  for (let row = 0; row < size; row++) {
    const start = (row + QUIET) * scale * side + QUIET * scale;
    for (let column = 0; column < size; column++) {
      if (modules[row * size + column] === 1) luma.fill(0, start + column * scale, start + (column + 1) * scale);
    }
    for (let copy = 1; copy < scale; copy++) {
      luma.copyWithin(start + copy * side, start, start + size * scale);
    }
  }
  return { luma, width: side, height: side };
}
