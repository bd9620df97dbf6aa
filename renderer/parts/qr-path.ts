import { create } from 'qrcode';

/** White around the code, in modules: ISO/IEC 18004 asks for four. */
const QUIET = 4;
/** jsQR, which many scanners are built on, has a wrong alignment position here and never reads one. */
const UNREADABLE_VERSION = 23;

export interface QrPath {
  /** Width and height in modules, quiet zone included. */
  readonly size: number;
  /** The dark modules as an SVG path, one unit a module. */
  readonly path: string;
}

/** A text as a QR code of the lowest correction level: on a screen nothing is scratched, and fewer modules are larger ones. */
export function drawQrPath(text: string): QrPath {
  const smallest = create(text, { errorCorrectionLevel: 'L' });
  const { modules } =
    smallest.version === UNREADABLE_VERSION
      ? create(text, { errorCorrectionLevel: 'L', version: UNREADABLE_VERSION + 1 })
      : smallest;
  const path: string[] = [];
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      let end = column;
      while (end < modules.size && modules.get(row, end)) end++;
      if (end > column) path.push(`M${column + QUIET} ${row + QUIET}h${end - column}v1H${column + QUIET}z`);
      column = Math.max(column, end);
    }
  }
  return { size: modules.size + 2 * QUIET, path: path.join('') };
}
