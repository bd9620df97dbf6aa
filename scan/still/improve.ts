import type { LumaPicture } from '../picture.ts';

/** Pixels to each side that are averaged, twice: the bell this makes has a standard deviation of two pixels. */
const SOFTEN_REACH = 2;
/** Share of the pixels, darkest and brightest, that a stretched picture gives up. */
const LOST_SHARE = 0.01;

/** Blurred by two pixels: what is noise goes, modules of five pixels and more stay. */
export function softenPicture({ luma, width, height }: LumaPicture): LumaPicture {
  const [one, other] = [new Uint8Array(luma.length), new Uint8Array(luma.length)];
  averageLines(luma, one, { lines: height, lineStep: width, length: width, step: 1 });
  averageLines(one, other, { lines: height, lineStep: width, length: width, step: 1 });
  averageLines(other, one, { lines: width, lineStep: 1, length: height, step: width });
  averageLines(one, other, { lines: width, lineStep: 1, length: height, step: width });
  return { luma: other, width, height };
}

interface Lines {
  readonly lines: number;
  readonly lineStep: number;
  /** Pixels of a line. */
  readonly length: number;
  readonly step: number;
}

/** A running mean along each line; beyond its ends a line goes on with its last pixel. */
function averageLines(from: Uint8Array, to: Uint8Array, { lines, lineStep, length, step }: Lines): void {
  const count = 2 * SOFTEN_REACH + 1;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    const end = start + (length - 1) * step;
    let sum = from[start]! * (SOFTEN_REACH + 1);
    for (let ahead = 1; ahead <= SOFTEN_REACH; ahead++) sum += from[Math.min(end, start + ahead * step)]!;
    for (let at = start; at <= end; at += step) {
      to[at] = sum / count + 0.5;
      sum += from[Math.min(end, at + (SOFTEN_REACH + 1) * step)]! - from[Math.max(start, at - SOFTEN_REACH * step)]!;
    }
  }
}

/** The darkest becomes black and the brightest white: a pale code has the contrast that readers ask for. */
export function stretchContrast({ luma, width, height }: LumaPicture): LumaPicture {
  const counts = new Uint32Array(256);
  for (const light of luma) counts[light]!++;
  const lost = luma.length * LOST_SHARE;
  let [darkest, brightest] = [0, 255];
  for (let sum = counts[0]!; sum <= lost && darkest < 255;) sum += counts[++darkest]!;
  for (let sum = counts[255]!; sum <= lost && brightest > darkest;) sum += counts[--brightest]!;
  const stretch = 255 / Math.max(1, brightest - darkest);
  const stretched = Uint8Array.from(counts, (_count, light) =>
    Math.min(255, Math.max(0, Math.round((light - darkest) * stretch))),
  );
  const clear = new Uint8Array(luma.length);
  for (let at = 0; at < luma.length; at++) clear[at] = stretched[luma[at]!]!;
  return { luma: clear, width, height };
}

/** Twice as wide and high, each pixel four times: readers that average over a fixed number of pixels then average over less of a small code. */
export function doublePicture({ luma, width, height }: LumaPicture): LumaPicture {
  const wide = 2 * width;
  const doubled = new Uint8Array(wide * 2 * height);
  for (let y = 0, at = 0, to = 0; y < height; y++, to += wide) {
    for (let x = 0; x < width; x++, to += 2) doubled[to] = doubled[to + 1] = luma[at++]!;
    doubled.copyWithin(to, to - wide, to);
  }
  return { luma: doubled, width: wide, height: 2 * height };
}

/** White on every side, `pixels` wide: what was cut off at a code's edge. */
export function addMargin({ luma, width, height }: LumaPicture, pixels: number): LumaPicture {
  const wide = width + 2 * pixels;
  const framed = new Uint8Array(wide * (height + 2 * pixels)).fill(255);
  for (let y = 0; y < height; y++) framed.set(luma.subarray(y * width, (y + 1) * width), (y + pixels) * wide + pixels);
  return { luma: framed, width: wide, height: height + 2 * pixels };
}
