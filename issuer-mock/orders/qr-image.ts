import { create, toBuffer } from 'qrcode';

/** Highest version an activation QR may have (protocol.md 1): denser ones are hard to scan from a screen. */
const MAX_VERSION = 15;
/** Pixels per module and modules of white around: ISO/IEC 18004 asks for four. */
const SCALE = 8;
const QUIET_MODULES = 4;

export interface QrLayout {
  /** M where it fits into version 15, else L. */
  readonly level: 'M' | 'L';
  readonly version: number;
  /** Width and height of the drawn picture, quiet zone included. */
  readonly pixels: number;
}

/** How a text is drawn. Throws on one that does not fit into version 15: an issuer's bug. */
export function planQr(text: string): QrLayout {
  for (const level of ['M', 'L'] as const) {
    const { version, modules } = create(text, { errorCorrectionLevel: level });
    if (version <= MAX_VERSION) return { level, version, pixels: (modules.size + 2 * QUIET_MODULES) * SCALE };
  }
  throw new RangeError(`a QR of ${text.length} characters does not fit into version ${MAX_VERSION}`);
}

/** A PNG, black on white with its quiet zone, whatever the colours of the page around it. */
export const drawQrPng = (text: string): Promise<Buffer> =>
  toBuffer(text, {
    type: 'png',
    errorCorrectionLevel: planQr(text).level,
    scale: SCALE,
    margin: QUIET_MODULES,
    color: { dark: '#000000ff', light: '#ffffffff' },
  });
