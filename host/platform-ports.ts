import { generateKeyPairSync, hash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { PrivateJwk } from '../shared/protocol/es256.ts';
import type { Deflate, Inflate, Sha256, VerifyJws } from '../shared/protocol/ports.ts';
import { createFastVerifier } from './fast-es256.ts';

/** Node's implementations of the pure core's ports. */

export const sha256: Sha256 = (bytes) => Promise.resolve(hash('sha256', bytes, 'buffer'));

/** One for the whole process: what it remembers of keys is the same for everybody. */
export const verifyJws: VerifyJws = createFastVerifier();

/** How much room zlib is given at a time, in bytes; its own choice is sixteen times what a card takes. */
const SMALLEST_CHUNK = 1024;
const LARGEST_CHUNK = 64 * 1024;

/** SECURITY: `maxOutputLength` makes zlib stop at the limit; without it a few kilobytes could inflate to gigabytes. */
export const inflate: Inflate = (bytes, maxBytes, dictionary) => {
  try {
    const { buffer, engine } = inflateWithInfo(bytes, {
      maxOutputLength: maxBytes,
      chunkSize: Math.min(Math.max(4 * bytes.length, SMALLEST_CHUNK), LARGEST_CHUNK),
      info: true,
      ...(dictionary && { dictionary }),
    });
    // What follows the end of the stream is read by nobody, so it must not be there.
    return engine.bytesWritten === bytes.length ? buffer : null;
  } catch {
    return null;
  }
};

/** With `info`, zlib's answer is an object, which @types/node does not say. `bytesWritten` is how much of the input was used. */
const inflateWithInfo = inflateSync as unknown as (
  bytes: Uint8Array,
  options: {
    readonly maxOutputLength: number;
    readonly chunkSize: number;
    readonly info: true;
    readonly dictionary?: Uint8Array;
  },
) => { readonly buffer: Uint8Array; readonly engine: { readonly bytesWritten: number } };

/** As small as zlib makes it: it goes into a QR code. */
export const deflate: Deflate = (bytes, dictionary) =>
  deflateSync(bytes, { level: 9, ...(dictionary && { dictionary }) });

/** A new P-256 key for one card. */
export function createHolderKey(): PrivateJwk {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y, d } = privateKey.export({ format: 'jwk' });
  if (x === undefined || y === undefined || d === undefined) throw new Error('the key has no coordinates');
  return { kty: 'EC', crv: 'P-256', x, y, d };
}
