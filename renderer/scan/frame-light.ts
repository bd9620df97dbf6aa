import { type LumaPicture, toLuma } from '../../scan/picture.ts';

/** What is asked of a frame; Chromium has `rotation` and `flip`, TypeScript's library does not know them yet. */
export type Frame = Pick<
  VideoFrame,
  'format' | 'visibleRect' | 'displayWidth' | 'displayHeight' | 'allocationSize' | 'copyTo'
> & { readonly rotation?: number; readonly flip?: boolean };

/** Formats whose first plane is the light of every pixel, a byte each. Those with more bits are drawn instead. */
const LIGHT_FIRST: ReadonlySet<string> = new Set(['I420', 'I420A', 'I422', 'I422A', 'I444', 'I444A', 'NV12', 'NV12A']);
/** Formats of four bytes a pixel, and the place of red among them. */
const COLOURS: Readonly<Record<string, { readonly red: 0 | 2; readonly hasOpacity: boolean }>> = {
  RGBA: { red: 0, hasOpacity: true },
  RGBX: { red: 0, hasOpacity: false },
  BGRA: { red: 2, hasOpacity: true },
  BGRX: { red: 2, hasOpacity: false },
};

/**
 * Takes the light out of frames, one after the other. A picture is good until the next is taken: they share their memory, for at a camera's
 * rate new memory for each would be 40 MB a second. `draw` does it by way of a canvas, for frames whose bytes cannot be had.
 */
export function createLightTaker(draw: (frame: Frame) => LumaPicture): (frame: Frame) => Promise<LumaPicture> {
  let memory = new Uint8Array(0);
  return async (frame) => {
    const { format, visibleRect } = frame;
    if (format === null || !visibleRect || !isPlain(frame)) return draw(frame);
    const isLightFirst = LIGHT_FIRST.has(format);
    const colours = COLOURS[format];
    if (!isLightFirst && !colours) return draw(frame);
    const { width, height } = visibleRect;
    try {
      const bytes = frame.allocationSize();
      if (memory.length < bytes) memory = new Uint8Array(bytes);
      const [plane] = await frame.copyTo(memory.subarray(0, bytes));
      if (!plane) return draw(frame);
      if (isLightFirst) return { luma: packRows(memory, plane, width, height), width, height };
      if (colours) return toLuma(orderColours(packRows(memory, plane, width * 4, height), colours), width, height);
    } catch {
      // A visible part that begins between two colour samples cannot be copied as bytes.
    }
    return draw(frame);
  };
}

/** Whether its bytes are what a video element shows: not turned, not mirrored, no stretched pixels. */
function isPlain({ visibleRect, displayWidth, displayHeight, rotation = 0, flip = false }: Frame): boolean {
  return rotation === 0 && !flip && visibleRect?.width === displayWidth && visibleRect.height === displayHeight;
}

/** Rows one after the other without the gap that a frame may have between them. Moves them within `bytes`. */
function packRows(bytes: Uint8Array, { offset, stride }: PlaneLayout, rowBytes: number, rows: number): Uint8Array {
  if (stride !== rowBytes)
    for (let row = 1; row < rows; row++) {
      const start = offset + row * stride;
      bytes.copyWithin(offset + row * rowBytes, start, start + rowBytes);
    }
  return bytes.subarray(offset, offset + rowBytes * rows);
}

/** As red, green, blue and opacity. */
function orderColours(
  bytes: Uint8Array,
  { red, hasOpacity }: { readonly red: 0 | 2; readonly hasOpacity: boolean },
): Uint8Array {
  if (red === 0 && hasOpacity) return bytes;
  for (let at = 0; at < bytes.length; at += 4) {
    const [first, third] = [bytes[at] ?? 0, bytes[at + 2] ?? 0];
    bytes[at] = red === 0 ? first : third;
    bytes[at + 2] = red === 0 ? third : first;
    if (!hasOpacity) bytes[at + 3] = 255;
  }
  return bytes;
}
