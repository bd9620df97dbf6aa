import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from '../shared/protocol/ports.ts';

const POOL_BYTES = 16_384;

/** The system's random bytes, fetched many at a time: a code is drawn from a few bytes per character, and each fetch takes longer than they do. */
export function createRandomPool(): RandomBytes {
  let pool = new Uint8Array(0);
  return (length) => {
    if (length > POOL_BYTES) return randomFillSync(new Uint8Array(length));
    if (pool.length < length) pool = randomFillSync(new Uint8Array(POOL_BYTES));
    // SECURITY: copied out and cut off, so that no byte is ever given out twice.
    const drawn = pool.slice(0, length);
    pool = pool.subarray(length);
    return drawn;
  };
}
