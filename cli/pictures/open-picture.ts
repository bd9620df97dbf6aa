import { type LumaPicture, rgbToLuma } from '../../scan/picture.ts';

/** More than most cameras have; a small file can claim to be far larger, and would fill the memory. */
const MAX_PIXELS = 64_000_000;

/** The file is no picture, or one that is damaged, too large or of another format; the message is a sentence for a person. */
export class NoPicture extends Error {
  override readonly name = 'NoPicture';
}

/** Whether bytes begin as a PNG, a JPEG or a WebP does. */
export function isPicture(bytes: Buffer): boolean {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return true;
  const [signature, form] = [bytes.toString('latin1', 0, 4), bytes.toString('latin1', 8, 12)];
  return signature === '\u0089PNG' || (signature === 'RIFF' && form === 'WEBP');
}

/** Loading the native library takes longer than most commands run, so only those that open pictures do it. */
export const loadSharp = async () => (await import('sharp')).default;

/** A PNG, JPEG or WebP as light: upright as its EXIF data say, what is transparent on white. Throws NoPicture. */
export async function openPicture(bytes: Buffer): Promise<LumaPicture> {
  // SECURITY: sharp knows more formats, some of them programs of their own (SVG), which nobody asked to have run.
  if (!isPicture(bytes)) throw new NoPicture('this is not a PNG, JPEG or WebP image');
  const sharp = await loadSharp();
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated', autoOrient: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return rgbToLuma(data, info.width, info.height);
  } catch (error) {
    throw new NoPicture(explain(error));
  }
}

function explain(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (reason.includes('pixel limit')) return `this image has more than ${MAX_PIXELS / 1_000_000} million pixels`;
  return `this image is damaged (${reason.split('\n', 1)[0] ?? ''})`;
}
