import { PNG } from 'pngjs';
import QRCode from 'qrcode';

export interface Look {
  readonly width: number;
  readonly height: number;
  /** Pixels of a module. */
  readonly module: number;
  /** Standard deviation of the blur, pixels. */
  readonly blur?: number;
  /** Radians. */
  readonly angle?: number;
  /** How much of the code may be missing; a wallet shows a card with the least, the mock its code with more. */
  readonly level?: 'L' | 'M';
  /** Every third bit is wrong: all marks are in place, and nobody can read it. */
  readonly isDamaged?: boolean;
  /** What becomes of the light of each pixel, 0 to 255. */
  readonly tone?: (light: number, x: number, y: number) => number;
}

/** A grey table with the QR code of `text` in its middle, as a lens of this sharpness would see it. RGBA, the same each time. */
export function photographQr(
  text: string,
  { width, height, module, blur = 0, angle = 0, level = 'M', isDamaged = false, tone = (light) => light }: Look,
): Uint8ClampedArray {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: level });
  const { size } = modules;
  const data = modules.data.map((bit, at) => {
    const isFlipped = isDamaged && at % 3 === 0 && modules.reservedBit[at] === 0;
    return isFlipped ? 1 - bit : bit;
  });
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const lightAt = (x: number, y: number): number => {
    const column = (x * cosine + y * sine) / module + size / 2;
    const row = (y * cosine - x * sine) / module + size / 2;
    if (Math.min(column, row) < -4 || Math.max(column, row) >= size + 4) return 120;
    const isInside = Math.min(column, row) >= 0 && Math.max(column, row) < size;
    return isInside && data[Math.floor(row) * size + Math.floor(column)] ? 35 : 225;
  };
  const SAMPLES = [0.125, 0.375, 0.625, 0.875];
  const light = Float64Array.from({ length: width * height }, (_empty, at) => {
    const [left, top] = [(at % width) - width / 2, Math.floor(at / width) - height / 2];
    return SAMPLES.flatMap((y) => SAMPLES.map((x) => lightAt(left + x, top + y))).reduce((a, b) => a + b) / 16;
  });
  const seen = blur > 0 ? blurAlong(blurAlong(light, blur, width, 1), blur, width, width) : light;
  return Uint8ClampedArray.from({ length: width * height * 4 }, (_empty, at) =>
    at % 4 === 3 ? 255 : tone(seen[at >> 2] ?? 0, (at >> 2) % width, Math.floor((at >> 2) / width)),
  );
}

export function toPng(rgba: Uint8ClampedArray, width: number, height: number): Buffer {
  const png = new PNG({ width, height });
  png.data.set(rgba);
  return PNG.sync.write(png);
}

function blurAlong(light: Float64Array, blur: number, width: number, stride: number): Float64Array {
  const reach = Math.ceil(blur * 2.5);
  const weights = Array.from({ length: 2 * reach + 1 }, (_empty, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * blur ** 2)),
  );
  const whole = weights.reduce((a, b) => a + b);
  return light.map((own, at) => {
    const sum = weights.reduce((total, weight, step) => {
      const other = at + (step - reach) * stride;
      const isSameRow = stride !== 1 || Math.floor(other / width) === Math.floor(at / width);
      return total + weight * (isSameRow ? (light[other] ?? own) : own);
    }, 0);
    return sum / whole;
  });
}
