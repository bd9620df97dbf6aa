/**
 * A Reed-Solomon erasure code (Cauchy form): of `count` blocks it makes up to 256 numbered pieces, and any `count` different ones give the
 * blocks back. Pieces below `count` are the blocks themselves; each other one is a sum of all blocks over GF(2^8), the block `i` times
 * 1 ÷ (number XOR i). Every square part of such a matrix can be solved, so there is no bad luck as in a fountain of random sums.
 */

export const MAX_PIECES = 256;

/** GF(2^8) with the polynomial x^8 + x^4 + x^3 + x^2 + 1, of which 2 is a generator. The powers stand twice, so that sums of two need no mod. */
const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  EXP[power] = EXP[power + 255] = value;
  LOG[value] = power;
  value = value & 0x80 ? (value << 1) ^ 0x11d : value << 1;
}
/** The logarithm of 1 ÷ value; value is not 0. */
const logOfInverse = (value: number): number => 255 - (LOG[value] ?? 0);
const logOfWeight = (number: number, block: number): number => logOfInverse(number ^ block);

/** target += 2^log × source */
function addScaled(target: Uint8Array, source: Uint8Array, log: number): void {
  for (let at = 0; at < target.length; at++) {
    const byte = source[at] ?? 0;
    if (byte !== 0) target[at] = (target[at] ?? 0) ^ (EXP[(LOG[byte] ?? 0) + (log % 255)] ?? 0);
  }
}

/** The piece with this number, 0 to 255, of 1 to 255 blocks of one size. */
export function createPiece(blocks: readonly Uint8Array[], number: number): Uint8Array {
  const own = blocks[number];
  if (own) return own;
  const piece = new Uint8Array(blocks[0]?.length ?? 0);
  blocks.forEach((block, at) => addScaled(piece, block, logOfWeight(number, at)));
  return piece;
}

/** The blocks, out of any `count` pieces with different numbers, all of one size. Throws RangeError where there are too few. */
export function solvePieces(pieces: ReadonlyMap<number, Uint8Array>, count: number): readonly Uint8Array[] {
  const missing = Array.from({ length: count }, (_empty, at) => at).filter((at) => !pieces.has(at));
  const sums = [...pieces].filter(([number]) => number >= count).slice(0, missing.length);
  if (sums.length < missing.length) throw new RangeError(`${pieces.size} pieces of ${count} blocks`);
  const rows = sums.map(([number, sum]) => {
    const rest = sum.slice();
    for (const [at, block] of pieces) if (at < count) addScaled(rest, block, logOfWeight(number, at));
    return { weights: Uint8Array.from(missing, (at) => EXP[logOfWeight(number, at)] ?? 0), rest };
  });
  // Gauss and Jordan. The top left part of what is left is a Cauchy matrix too, so that no row needs to be swapped.
  rows.forEach((pivot, column) => {
    const scale = logOfInverse(pivot.weights[column] ?? 0);
    pivot.weights = scaled(pivot.weights, scale);
    pivot.rest = scaled(pivot.rest, scale);
    for (const row of rows) {
      const weight = row.weights[column] ?? 0;
      if (row === pivot || weight === 0) continue;
      addScaled(row.weights, pivot.weights, LOG[weight] ?? 0);
      addScaled(row.rest, pivot.rest, LOG[weight] ?? 0);
    }
  });
  const solved = new Map(rows.map(({ rest }, at) => [missing[at], rest]));
  return Array.from({ length: count }, (_empty, at) => pieces.get(at) ?? solved.get(at) ?? new Uint8Array(0));
}

function scaled(source: Uint8Array, log: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(source.length);
  addScaled(result, source, log);
  return result;
}
