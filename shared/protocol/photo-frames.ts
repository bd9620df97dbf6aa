import { decodeBase45, encodeBase45 } from './base45.ts';
import { findCrc32 } from './crc32.ts';
import { createPiece, MAX_PIECES, solvePieces } from './erasure-code.ts';
import { MAX_FRAME_CHARACTERS, MAX_FRAMED_BYTES, MAX_FRAMED_PHOTO_CHARACTERS } from './limits.ts';
import { OFFLINE_PREFIX } from './offline-presentation.ts';

/** A presentation too large for one QR code, as one that moves (docs/protocol.md, Moving form). */

export const FRAME_PREFIX = 'MF1:';
/** CRC-32 of the payload (4 bytes), its length (2), the frame's number (1), most significant byte first. */
const HEADER_BYTES = 7;
/** The largest block whose frame is QR version 12 at level L: large modules for a webcam, few frames. */
const MAX_BLOCK_BYTES = Math.floor(((MAX_FRAME_CHARACTERS - FRAME_PREFIX.length) / 3) * 2) - HEADER_BYTES;
/** As many sums as blocks at least, and little work for a hostile stream. */
const MAX_BLOCKS = MAX_PIECES / 2;

/** Whether a card's photo, a data URI, can be shown in frames: there is one, and it is not too large. */
export const isFramedPhoto = (photo: string | null): photo is string =>
  photo !== null && photo.length <= MAX_FRAMED_PHOTO_CHARACTERS;

/** The frames of one presentation. */
export interface Frames {
  /** How many different ones have to be seen, whichever they are. */
  readonly needed: number;
  /** The QR text to be shown as the `at`th, from 0 on and without an end. */
  readonly draw: (at: number) => string;
}

/**
 * Frames of the text of an offline presentation (`MP1:…`, of `packPresentation`), all of one length. Throws RangeError on another text and on
 * more than MAX_FRAMED_BYTES.
 */
export function createFrames(text: string): Frames {
  const payload = text.startsWith(OFFLINE_PREFIX) ? decodeBase45(text.slice(OFFLINE_PREFIX.length)) : null;
  if (!payload || payload.length === 0 || payload.length > MAX_FRAMED_BYTES)
    throw new RangeError('not a presentation that fits into frames');
  const needed = Math.ceil(payload.length / MAX_BLOCK_BYTES);
  const size = Math.ceil(payload.length / needed);
  const blocks = Array.from({ length: needed }, (_empty, at) => {
    const block = new Uint8Array(size);
    block.set(payload.subarray(at * size, (at + 1) * size));
    return block;
  });
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(0, findCrc32(payload));
  view.setUint16(4, payload.length);
  return {
    needed,
    draw: (at) => {
      const number = at % MAX_PIECES;
      view.setUint8(6, number);
      return FRAME_PREFIX + encodeBase45(Uint8Array.from([...header, ...createPiece(blocks, number)]));
    },
  };
}

export type FrameTaken =
  /** A frame, new or not, of a presentation of which `received` of `needed` frames are there. 0: what was there was damaged and is forgotten. */
  | { readonly kind: 'progress'; readonly received: number; readonly needed: number }
  /** The whole text (`MP1:…`), checked by nobody; again for each further frame of it. For `checkPresentation`, with `MAX_FRAMED_CHARACTERS`. */
  | { readonly kind: 'done'; readonly text: string }
  /** Not a frame: another kind of QR code. */
  | { readonly kind: 'foreign' }
  /** A frame by its prefix, but one that nobody draws. Nothing was kept of it. */
  | { readonly kind: 'damaged' };

/** Two wallets side by side, or one that draws anew, do not disturb each other. More would be memory for whoever shows frames without an end. */
const MAX_STREAMS = 2;

/**
 * Puts presentations together from frames in any order, with any lost or doubled. Frames of another presentation are collected beside the
 * ones before; the presentation whose frames were not seen for longest is let go. Never throws; keeps at most MAX_STREAMS × MAX_FRAMED_BYTES.
 */
export class FrameReader {
  readonly #streams = new Map<string, Stream>();

  take(text: string): FrameTaken {
    if (!text.startsWith(FRAME_PREFIX)) return { kind: 'foreign' };
    const frame = readFrame(text);
    if (!frame) return { kind: 'damaged' };
    const stream = this.#streams.get(frame.id) ?? new Stream(frame);
    this.#streams.delete(frame.id);
    this.#streams.set(frame.id, stream);
    const [oldest] = this.#streams.keys();
    if (this.#streams.size > MAX_STREAMS && oldest !== undefined) this.#streams.delete(oldest);
    return stream.take(frame);
  }
}

interface Frame {
  /** Frames that say the same of their payload and have the same size belong together. */
  readonly id: string;
  readonly crc32: number;
  /** Bytes of the payload. */
  readonly length: number;
  readonly needed: number;
  readonly number: number;
  readonly block: Uint8Array;
}

function readFrame(text: string): Frame | null {
  if (text.length > MAX_FRAME_CHARACTERS) return null;
  const bytes = decodeBase45(text.slice(FRAME_PREFIX.length));
  if (!bytes || bytes.length <= HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer);
  const [crc32, length, number] = [view.getUint32(0), view.getUint16(4), view.getUint8(6)];
  const block = bytes.subarray(HEADER_BYTES);
  const needed = Math.ceil(length / block.length);
  // SECURITY: what a frame says of the whole decides how much is kept and computed, so it is held against the caps before anything is.
  if (length === 0 || length > MAX_FRAMED_BYTES || needed > MAX_BLOCKS) return null;
  // A block larger than the payload is nothing that anybody draws.
  if (needed === 1 && block.length !== length) return null;
  return { id: `${crc32} ${length} ${block.length}`, crc32, length, needed, number, block };
}

class Stream {
  readonly #crc32: number;
  readonly #length: number;
  readonly #needed: number;
  readonly #pieces = new Map<number, Uint8Array>();
  #text: string | null = null;

  constructor({ crc32, length, needed }: Frame) {
    this.#crc32 = crc32;
    this.#length = length;
    this.#needed = needed;
  }

  take({ number, block }: Frame): FrameTaken {
    if (this.#text !== null) return { kind: 'done', text: this.#text };
    this.#pieces.set(number, block);
    if (this.#pieces.size < this.#needed) return this.#tellProgress();
    const payload = this.#solve();
    this.#pieces.clear();
    // A block that was read wrongly: which one, nobody can tell.
    if (findCrc32(payload) !== this.#crc32) return this.#tellProgress();
    this.#text = OFFLINE_PREFIX + encodeBase45(payload);
    return { kind: 'done', text: this.#text };
  }

  #tellProgress = (): FrameTaken => ({ kind: 'progress', received: this.#pieces.size, needed: this.#needed });

  #solve(): Uint8Array {
    const blocks = solvePieces(this.#pieces, this.#needed);
    return Uint8Array.from(blocks.flatMap((block) => [...block])).subarray(0, this.#length);
  }
}
