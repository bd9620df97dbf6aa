const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The alphabet as ASCII, and the value of each ASCII character, where it has one. Tables, because every token goes through here. */
const CHARACTERS = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const FOREIGN = -1;
const VALUES = new Int8Array(128).fill(FOREIGN);
CHARACTERS.forEach((character, value) => (VALUES[character] = value));
const ASCII = new TextDecoder();

/** RFC 4648 section 5, without padding. */
export function encodeBase64url(bytes: Uint8Array): string {
  const text = new Uint8Array(measureBase64url(bytes));
  writeBase64url(bytes, text, 0);
  return ASCII.decode(text);
}

/** How many characters that makes. */
export const measureBase64url = ({ length }: Uint8Array): number => Math.ceil((length * 4) / 3);

/** The same as ASCII bytes into `text`, for who puts several texts together. Returns where it ends. */
export function writeBase64url(bytes: Uint8Array, text: Uint8Array, start: number): number {
  const whole = bytes.length - (bytes.length % 3);
  let end = start;
  for (let at = 0; at < whole; at += 3) {
    const held = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text[end++] = CHARACTERS[held >> 18] ?? 0;
    text[end++] = CHARACTERS[(held >> 12) & 63] ?? 0;
    text[end++] = CHARACTERS[(held >> 6) & 63] ?? 0;
    text[end++] = CHARACTERS[held & 63] ?? 0;
  }
  if (whole === bytes.length) return end;
  const held = ((bytes[whole] ?? 0) << 8) | (bytes[whole + 1] ?? 0);
  text[end++] = CHARACTERS[held >> 10] ?? 0;
  text[end++] = CHARACTERS[(held >> 4) & 63] ?? 0;
  if (whole + 2 === bytes.length) text[end++] = CHARACTERS[(held << 2) & 63] ?? 0;
  return end;
}

/**
 * Strict inverse of encodeBase64url: null on padding, `+` or `/`, any other character, a length that no bytes have, and on
 * spare bits that are not zero. SECURITY: jose accepts the last of these, so one signature would have several spellings.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  const whole = text.length - (text.length % 4);
  const left = text.length - whole;
  if (left === 1) return null;
  const bytes = new Uint8Array((whole / 4) * 3 + Math.max(0, left - 1));
  let filled = 0;
  for (let at = 0; at < whole; at += 4) {
    const held =
      (valueAt(text, at) << 18) | (valueAt(text, at + 1) << 12) | (valueAt(text, at + 2) << 6) | valueAt(text, at + 3);
    if (held < 0) return null;
    bytes[filled++] = held >> 16;
    bytes[filled++] = (held >> 8) & 0xff;
    bytes[filled++] = held & 0xff;
  }
  if (left === 0) return bytes;
  const third = left === 3 ? valueAt(text, whole + 2) : 0;
  const held = (valueAt(text, whole) << 12) | (valueAt(text, whole + 1) << 6) | third;
  const spare = left === 3 ? held & 3 : (held >> 6) & 15;
  if (held < 0 || spare !== 0) return null;
  bytes[filled++] = held >> 10;
  if (left === 3) bytes[filled] = (held >> 2) & 0xff;
  return bytes;
}

/** Negative, whatever it is shifted by and joined with, for what is no character of the alphabet. */
const valueAt = (text: string, at: number): number => VALUES[text.charCodeAt(at)] ?? FOREIGN;
