import { create, toBuffer } from 'qrcode';

/** Highest version an activation QR may have (protocol.md 1): denser ones are hard to scan from a screen. */
const MAX_VERSION = 15;
/** Pixels per module and modules of white around: ISO/IEC 18004 asks for four. */
const SCALE = 8;
const QUIET_MODULES = 4;

/** The correction level that is drawn: M where it fits into version 15, else L. Throws on text that fits with neither: an issuer's bug. */
export function chooseCorrection(text: string): { readonly level: 'M' | 'L'; readonly version: number } {
  for (const level of ['M', 'L'] as const) {
    const { version } = create(text, { errorCorrectionLevel: level });
    if (version <= MAX_VERSION) return { level, version };
  }
  throw new RangeError(`a QR of ${text.length} characters does not fit into version ${MAX_VERSION}`);
}

/** A PNG, black on white with its quiet zone, whatever the colours of the page around it. */
export const drawQrPng = (text: string): Promise<Buffer> =>
  toBuffer(text, {
    type: 'png',
    errorCorrectionLevel: chooseCorrection(text).level,
    scale: SCALE,
    margin: QUIET_MODULES,
    color: { dark: '#000000ff', light: '#ffffffff' },
  });
