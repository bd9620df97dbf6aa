const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const digit = (value: number): string => ALPHABET.charAt(value);
/** The value of each ASCII character; of those that are none of ours, more than any digit can add up to. */
const FOREIGN = 0x10000;
const VALUES = new Uint32Array(128).fill(FOREIGN);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;

/** RFC 9285: two bytes become three characters, a last single byte two. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [high, low] = [bytes[at] ?? 0, bytes[at + 1]];
    if (low === undefined) return text + digit(high % 45) + digit(Math.floor(high / 45));
    const value = high * 256 + low;
    text += digit(value % 45) + digit(Math.floor(value / 45) % 45) + digit(Math.floor(value / 2025));
  }
  return text;
}

/** Strict RFC 9285: null on a foreign character, a group that is too large, or a length that no bytes have. */
export function decodeBase45(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 3 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  const valueAt = (at: number): number => VALUES[text.charCodeAt(at)] ?? FOREIGN;
  let filled = 0;
  let at = 0;
  for (; at + 2 < text.length; at += 3) {
    const value = valueAt(at) + valueAt(at + 1) * 45 + valueAt(at + 2) * 2025;
    if (value > 0xffff) return null;
    bytes[filled++] = value >> 8;
    bytes[filled++] = value & 0xff;
  }
  if (at === text.length) return bytes;
  const last = valueAt(at) + valueAt(at + 1) * 45;
  if (last > 0xff) return null;
  bytes[filled] = last;
  return bytes;
}
