import type { LumaPicture } from '../../../scan/picture.ts';

/** The luminance table of the JPEG standard (ITU-T T.81, K.1), for quality 50. */
const TABLE = [
  ...[16, 11, 10, 16, 24, 40, 51, 61],
  ...[12, 12, 14, 19, 26, 58, 60, 55],
  ...[14, 13, 16, 24, 40, 57, 69, 56],
  ...[14, 17, 22, 29, 51, 87, 80, 62],
  ...[18, 22, 37, 56, 68, 109, 103, 77],
  ...[24, 35, 55, 64, 81, 104, 113, 92],
  ...[49, 64, 78, 87, 103, 121, 120, 101],
  ...[72, 92, 95, 98, 112, 100, 103, 99],
];

/**
 * What a grey picture loses in JPEG of `quality` 1 to 100, as libjpeg counts it: each eight by eight pixels into frequencies, those rounded to
 * the table's steps, and back. Nothing is coded, since coding loses nothing.
 */
export function loseInJpeg({ luma, width, height }: LumaPicture, quality: number): LumaPicture {
  const steps = scaleTable(quality);
  const result = new Uint8Array(luma.length);
  const block = new Float32Array(64);
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      for (let at = 0; at < 64; at++) {
        const [x, y] = [Math.min(width - 1, left + (at & 7)), Math.min(height - 1, top + (at >> 3))];
        block[at] = luma[y * width + x]! - 128;
      }
      for (let line = 0; line < 8; line++) toFrequencies(block, line * 8, 1);
      for (let line = 0; line < 8; line++) toFrequencies(block, line, 8);
      for (let at = 0; at < 64; at++) block[at] = Math.round(block[at]! / steps[at]!) * steps[at]!;
      for (let line = 0; line < 8; line++) fromFrequencies(block, line, 8);
      for (let line = 0; line < 8; line++) fromFrequencies(block, line * 8, 1);
      const [columns, rows] = [Math.min(8, width - left), Math.min(8, height - top)];
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          const level = Math.round(block[y * 8 + x]! + 128);
          result[(top + y) * width + left + x] = level < 0 ? 0 : level > 255 ? 255 : level;
        }
      }
    }
  }
  return { luma: result, width, height };
}

function scaleTable(quality: number): Float32Array {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return Float32Array.from(TABLE, (step) => Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100))));
}

/** COSINES[4 × frequency + place], for the four places of the first half; the second half mirrors them, with the other sign where the frequency is odd. */
const COSINES = Float32Array.from({ length: 32 }, (_empty, at) => {
  const [frequency, place] = [at >> 2, at & 3];
  return Math.cos(((2 * place + 1) * frequency * Math.PI) / 16) * (frequency === 0 ? Math.SQRT1_2 : 1) * 0.5;
});

const sums = new Float32Array(8);

function toFrequencies(block: Float32Array, start: number, stride: number): void {
  for (let place = 0; place < 4; place++) {
    const [near, far] = [block[start + place * stride]!, block[start + (7 - place) * stride]!];
    sums[place] = near + far;
    sums[place + 4] = near - far;
  }
  for (let frequency = 0; frequency < 8; frequency++) {
    const [half, row] = [(frequency & 1) * 4, frequency * 4];
    block[start + frequency * stride] =
      sums[half]! * COSINES[row]! +
      sums[half + 1]! * COSINES[row + 1]! +
      sums[half + 2]! * COSINES[row + 2]! +
      sums[half + 3]! * COSINES[row + 3]!;
  }
}

function fromFrequencies(block: Float32Array, start: number, stride: number): void {
  for (let frequency = 0; frequency < 8; frequency++) sums[frequency] = block[start + frequency * stride]!;
  for (let place = 0; place < 4; place++) {
    let [even, odd] = [0, 0];
    for (let frequency = 0; frequency < 8; frequency += 2) {
      even += sums[frequency]! * COSINES[frequency * 4 + place]!;
      odd += sums[frequency + 1]! * COSINES[frequency * 4 + 4 + place]!;
    }
    block[start + place * stride] = even + odd;
    block[start + (7 - place) * stride] = even - odd;
  }
}
