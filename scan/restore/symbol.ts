/** Modules along a side (ISO/IEC 18004, 5.3.1). `version` is 1 to 40. */
export const sizeOf = (version: number): number => 17 + 4 * version;

export const MOST_VERSION = 40;
/** Smallest version that says in itself which one it is. */
export const LEAST_TOLD_VERSION = 7;

/** Columns, and at once rows, of the middles of alignment patterns (Annex E): by the rule its table follows, with the one exception it makes. */
export const alignmentCentres = (version: number): readonly number[] => CENTRES[version] ?? [];

const CENTRES: readonly (readonly number[])[] = Array.from({ length: MOST_VERSION + 1 }, (_empty, version) => {
  if (version < 2) return [];
  const count = Math.floor(version / 7) + 2;
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2;
  const last = sizeOf(version) - 7;
  return [6, ...Array.from({ length: count - 1 }, (_none, at) => last - step * (count - 2 - at))];
});

/** Middles of all alignment patterns, in modules from the upper left edge; those the three corner marks leave no room for are not drawn. */
export function alignmentMiddles(version: number): readonly (readonly [column: number, row: number])[] {
  const centres = alignmentCentres(version);
  const last = sizeOf(version) - 7;
  const isCovered = (column: number, row: number): boolean =>
    (column === 6 && (row === 6 || row === last)) || (column === last && row === 6);
  return centres.flatMap((row) =>
    centres.filter((column) => !isCovered(column, row)).map((column) => [column + 0.5, row + 0.5] as const),
  );
}

/** Version and the 18 bits that stand for it (Annex D), from version 7 on. */
export const VERSION_WORDS: readonly (readonly [version: number, word: number])[] = Array.from(
  { length: MOST_VERSION - LEAST_TOLD_VERSION + 1 },
  (_empty, at) => [at + LEAST_TOLD_VERSION, versionWord(at + LEAST_TOLD_VERSION)],
);

function versionWord(version: number): number {
  let rest = version;
  for (let bit = 0; bit < 12; bit++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
  return (version << 12) | rest;
}

/** The 32 words of 15 bits that may stand for level and mask (Annex C). */
export const FORMAT_WORDS: readonly number[] = Array.from({ length: 32 }, (_empty, data) => {
  let rest = data << 10;
  for (let bit = 4; bit >= 0; bit--) if (rest & (1 << (bit + 10))) rest ^= 0x537 << bit;
  return ((data << 10) | rest) ^ 0x5412;
});

/** How many bits of two words differ. */
export function countDifferent(one: number, other: number): number {
  let rest = one ^ other;
  let count = 0;
  for (; rest !== 0; count++) rest &= rest - 1;
  return count;
}

/** What is the same in every code of a version: 1 dark, 0 light, 2 not known beforehand. Rows after each other. */
export function knownModules(version: number): Uint8Array {
  const known = KNOWN.get(version) ?? drawKnown(version);
  KNOWN.set(version, known);
  return known;
}

export const UNKNOWN_MODULE = 2;
const KNOWN = new Map<number, Uint8Array>();

function drawKnown(version: number): Uint8Array {
  const size = sizeOf(version);
  const modules = new Uint8Array(size * size).fill(UNKNOWN_MODULE);
  const set = (column: number, row: number, isDark: boolean): void => {
    if (column >= 0 && row >= 0 && column < size && row < size) modules[row * size + column] = isDark ? 1 : 0;
  };
  for (let at = 8; at < size - 8; at++) {
    set(at, 6, at % 2 === 0);
    set(6, at, at % 2 === 0);
  }
  for (const [column, row] of alignmentMiddles(version)) {
    forSquare(2, (right, down, ring) => set(column - 0.5 + right, row - 0.5 + down, ring !== 1));
  }
  for (const [column, row] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    forSquare(4, (right, down, ring) => set(column + right, row + down, ring === 3 || ring <= 1));
  }
  return modules;
}

function forSquare(reach: number, visit: (right: number, down: number, ring: number) => void): void {
  for (let down = -reach; down <= reach; down++) {
    for (let right = -reach; right <= reach; right++) visit(right, down, Math.max(Math.abs(right), Math.abs(down)));
  }
}
