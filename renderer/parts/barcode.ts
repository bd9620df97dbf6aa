import JsBarcode from 'jsbarcode';

interface Bar {
  /** In modules, the width of the narrowest bar. */
  readonly x: number;
  readonly width: number;
}

export interface Barcode {
  readonly bars: readonly Bar[];
  /** With the quiet zones. */
  readonly width: number;
}

/** ISO/IEC 15417: ten modules free on either side. */
const QUIET_ZONE = 10;
/** More would need bars thinner than a reader or a screen can tell apart. */
const MAX_CHARACTERS = 40;

/** A text as Code 128; null where it cannot be written so. The library encodes into the object and draws nothing. */
export function encodeBarcode(text: string): Barcode | null {
  if (text.length > MAX_CHARACTERS) return null;
  const drawn: { encodings?: readonly { readonly data: string }[] } = {};
  // Without `valid` it would throw for a text it cannot write; what it then leaves is no encoding.
  JsBarcode(drawn, text, { format: 'CODE128', valid: () => undefined });
  const modules = drawn.encodings?.map(({ data }) => data).join('') ?? '';
  if (modules === '') return null;
  const bars = [...modules.matchAll(/1+/gu)].map(({ index, 0: { length } }) => ({
    x: QUIET_ZONE + index,
    width: length,
  }));
  return { bars, width: modules.length + 2 * QUIET_ZONE };
}
