import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import QRCode from 'qrcode';

const MAX_PIXELS = 40_000_000;

/** The text of the QR code in a PNG; null where none can be read. */
export function readQrImage(bytes: Buffer): string | null {
  try {
    const { width, height, data } = PNG.sync.read(bytes);
    if (width * height > MAX_PIXELS) return null;
    // jsQR remembers options between calls, so the one that matters is always passed.
    return jsqr(new Uint8ClampedArray(data), width, height, { inversionAttempts: 'attemptBoth' })?.data ?? null;
  } catch {
    return null;
  }
}

/** The QR code as the mock shows it: level M, four modules of quiet zone. `scale` is pixels per module. */
export const drawQrImage = (text: string, scale = 4): Promise<Buffer> =>
  QRCode.toBuffer(text, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale });
