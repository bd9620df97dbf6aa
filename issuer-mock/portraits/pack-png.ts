import { crc32, deflateSync } from 'node:zlib';
import { choosePalette, findNearest } from './palette.ts';

const MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Enough for some twenty flat colours and smooth edges between them; with all their shades a portrait would be three times as large. */
const COLOURS = 32;

/**
 * A PNG with a palette, which pngjs does not write: 2 to 4 KB for a portrait, so that it goes through a moving QR code in two seconds.
 * `pixels` are 0xrrggbb, row by row; `flat` are colours to be kept as they are.
 */
export function packPng(pixels: readonly number[], width: number, flat: readonly number[]): Buffer {
  const palette = choosePalette(pixels, flat, COLOURS);
  const indexes = new Map<number, number>();
  const indexOf = (pixel: number): number => {
    const known = indexes.get(pixel) ?? findNearest(palette, pixel);
    indexes.set(pixel, known);
    return known;
  };
  const height = pixels.length / width;
  // Each row begins with its filter, which is none: flat areas are best left as they are.
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((pixel, at) => (rows[at + Math.floor(at / width) + 1] = indexOf(pixel)));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits for each pixel, which are a place in the palette.
  head.set([8, 3, 0, 0, 0], 8);
  const colours = palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 0xff, colour & 0xff]);
  return Buffer.concat([
    Buffer.from(MAGIC),
    packChunk('IHDR', head),
    packChunk('PLTE', Buffer.from(colours)),
    packChunk('IDAT', deflateSync(rows, { level: 9 })),
    packChunk('IEND', Buffer.alloc(0)),
  ]);
}

function packChunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(content.length, 0);
  chunk.set(named, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}
