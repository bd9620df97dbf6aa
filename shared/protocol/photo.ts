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

function readPngSize(bytes: Uint8Array): Size | null {
  if (!PNG_MAGIC.every((byte, at) => bytes[at] === byte) || bytes.length < 24) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Walks the JPEG segments to the first frame header (ITU-T T.81 B.2.2). */
function readJpegSize(bytes: Uint8Array): Size | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
