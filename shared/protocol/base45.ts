const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));
const digit = (value: number): string => ALPHABET.charAt(value);

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
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const [c, d] = [VALUES.get(text.charAt(at)), VALUES.get(text.charAt(at + 1))];
    if (c === undefined || d === undefined) return null;
    if (at + 2 === text.length) {
      if (c + d * 45 > 0xff) return null;
      bytes.push(c + d * 45);
      break;
    }
    const e = VALUES.get(text.charAt(at + 2));
    if (e === undefined) return null;
    const value = c + d * 45 + e * 2025;
    if (value > 0xffff) return null;
    bytes.push(value >> 8, value & 0xff);
  }
  return Uint8Array.from(bytes);
}
