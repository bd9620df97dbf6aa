import { create, toBuffer } from 'qrcode';
import type { QrCorrection } from './qr-forms.ts';

/** Highest version an activation QR has by itself (protocol.md 1): denser ones are hard to scan from a screen. */
const MAX_VERSION = 15;
/** jsQR, which many scanners are built on, has a wrong alignment position here and never reads one. */
const UNREADABLE_VERSION = 23;
/** Pixels per module and modules of white around: ISO/IEC 18004 asks for four. */
const SCALE = 8;
const QUIET_MODULES = 4;

export interface QrLayout {
  readonly level: 'L' | 'M' | 'Q' | 'H';
  readonly version: number;
  /** Width and height of the drawn picture, quiet zone included. */
  readonly pixels: number;
}

/** How a text is drawn. Throws on one that `auto` does not get into version 15: an issuer's bug. */
export function planQr(text: string, correction: QrCorrection = 'auto'): QrLayout {
  if (correction !== 'auto') return layOut(text, correction);
  for (const level of ['M', 'L'] as const) {
    const layout = layOut(text, level);
    if (layout.version <= MAX_VERSION) return layout;
  }
  throw new RangeError(`a QR of ${text.length} characters does not fit into version ${MAX_VERSION}`);
}

function layOut(text: string, level: QrLayout['level']): QrLayout {
  const { version: smallest } = create(text, { errorCorrectionLevel: level });
  const version = smallest === UNREADABLE_VERSION ? smallest + 1 : smallest;
  return { level, version, pixels: (17 + 4 * version + 2 * QUIET_MODULES) * SCALE };
}

/** A PNG, black on white with its quiet zone, whatever the colours of the page around it. */
export function drawQrPng(text: string, correction: QrCorrection = 'auto'): Promise<Buffer> {
  const { level, version } = planQr(text, correction);
  return toBuffer(text, {
    type: 'png',
    errorCorrectionLevel: level,
    version,
    scale: SCALE,
    margin: QUIET_MODULES,
    color: { dark: '#000000ff', light: '#ffffffff' },
  });
}
