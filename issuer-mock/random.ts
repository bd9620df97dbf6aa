import { encodeBase64url } from '../shared/protocol/base64url.ts';
import type { RandomBytes } from '../shared/protocol/ports.ts';

/** An unguessable text of `bytes` random bytes, in base64url. */
export const drawToken = (randomBytes: RandomBytes, bytes: number): string => encodeBase64url(randomBytes(bytes));

/** A whole number from 0 up to, not including, `below`; every one equally likely. `below` at most 2^24. */
export function drawNumber(randomBytes: RandomBytes, below: number): number {
  const range = 2 ** 24;
  // SECURITY: values of the last, incomplete run are drawn again; folding them in would favour the small numbers.
  const limit = range - (range % below);
  for (;;) {
    const [a = 0, b = 0, c = 0] = randomBytes(3);
    const drawn = a * 65_536 + b * 256 + c;
    if (drawn < limit) return drawn % below;
  }
}

/** `length` characters of `alphabet`, each equally likely. */
export const drawCode = (randomBytes: RandomBytes, length: number, alphabet: string): string =>
  Array.from({ length }, () => alphabet.charAt(drawNumber(randomBytes, alphabet.length))).join('');
