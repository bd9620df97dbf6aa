import { decodeBase64url } from './base64url.ts';
import type { Code } from './codes.ts';
import { MAX_PHOTO_BYTES, MAX_PHOTO_HEIGHT, MAX_PHOTO_WIDTH } from './limits.ts';

const PNG_MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const DATA_URI = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/]+={0,2})$/u;

export type CheckedPhoto =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly code: Code; readonly detail: string };

/** A portrait as a data URI (protocol.md 3): PNG or JPEG by its first bytes, not by its label; at most 64 KiB and 480 × 640 pixels. */
export function checkPhoto(dataUri: string): CheckedPhoto {
  const match = DATA_URI.exec(dataUri.slice(0, MAX_PHOTO_BYTES * 2));
  if (!match) return { ok: false, code: 'PHOTO_TYPE', detail: 'not a PNG or JPEG data URI' };
  const bytes = decodeBase64url((match[2] ?? '').replace(/=+$/u, '').replaceAll('+', '-').replaceAll('/', '_'));
  if (!bytes) return { ok: false, code: 'PHOTO_TYPE', detail: 'not canonical base64' };
  if (bytes.length > MAX_PHOTO_BYTES) return { ok: false, code: 'PHOTO_SIZE', detail: `${bytes.length} bytes` };
  const size = match[1] === 'png' ? readPngSize(bytes) : readJpegSize(bytes);
  if (!size) return { ok: false, code: 'PHOTO_TYPE', detail: `the bytes are not a ${match[1]} image` };
  if (size.width > MAX_PHOTO_WIDTH || size.height > MAX_PHOTO_HEIGHT) {
    return { ok: false, code: 'PHOTO_SIZE', detail: `${size.width} × ${size.height} pixels` };
  }
  return { ok: true, bytes };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const [IHDR, IEND] = [0x49484452, 0x49454e44];

/**
 * Walks the chunks (PNG 5.3). SECURITY: the picture is all there is: what stands behind its end is read by no picture viewer, but may be a
 * page or an archive to other programs.
 */
function readPngSize(bytes: Uint8Array): Size | null {
  if (!PNG_MAGIC.every((byte, at) => bytes[at] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const first = PNG_MAGIC.length;
  for (let at = first; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = view.getUint32(at + 4);
    if (at === first && (type !== IHDR || view.getUint32(at) !== 13)) return null;
    if (type !== IEND) continue;
    const isWhole = at + 12 === bytes.length && at > first;
    return isWhole ? { width: view.getUint32(first + 8), height: view.getUint32(first + 12) } : null;
  }
  return null;
}

const [START_OF_SCAN, END_OF_IMAGE] = [0xda, 0xd9];

/** Walks the segments to the end of the image, which has to be the end of the bytes; the size is in the frame header (ITU-T T.81 B.1, B.2.2). */
function readJpegSize(bytes: Uint8Array): Size | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let size: Size | null = null;
  let at = 2;
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === END_OF_IMAGE) return at + 2 === bytes.length ? size : null;
    if (at + 9 > bytes.length) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) size ??= { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
    if (marker === START_OF_SCAN) at = endOfScan(bytes, at);
  }
  return null;
}

/** The next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return bytes.length;
}
