import { MAX_JSON_DEPTH } from './limits.ts';

export type JsonObject = Readonly<Record<string, unknown>>;
export type JsonRefusal = 'not-json' | 'not-an-object' | 'duplicate' | 'too-deep';
export type ParsedJson =
  { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly why: JsonRefusal };

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Strict UTF-8, without a byte order mark; null where the bytes are not that. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * A JSON object as a signature may cover it. JSON.parse lets the last of two members with one name win, so that two readers
 * can see two documents under one signature (RFC 8725 2.4); such text is refused here, as is `__proto__` and deep nesting.
 */
export function parseJsonObject(text: string, maxDepth: number = MAX_JSON_DEPTH): ParsedJson {
  const nesting = scanNames(text, maxDepth);
  if (nesting === 'too-deep') return { ok: false, why: 'too-deep' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, why: 'not-json' };
  }
  if (!isJsonObject(value)) return { ok: false, why: 'not-an-object' };
  if (nesting === 'duplicate') return { ok: false, why: 'duplicate' };
  return { ok: true, value };
}

/** Walks the text once. Only meaningful for text that JSON.parse accepts, which the caller makes sure of. */
function scanNames(text: string, maxDepth: number): 'fine' | 'duplicate' | 'too-deep' {
  const open: (Set<string> | null)[] = [];
  let isDuplicate = false;
  let [start, end] = [0, 0];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      [start, end] = [at, endOfString(text, at)];
      at = end;
    } else if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > maxDepth) return 'too-deep';
    } else if (character === '}' || character === ']') {
      open.pop();
    } else if (character === ':' && end > start) {
      const name = readString(text, start, end);
      const names = open.at(-1);
      if (name === null) continue;
      if (names?.has(name) || name === '__proto__') isDuplicate = true;
      names?.add(name);
    }
  }
  return isDuplicate ? 'duplicate' : 'fine';
}

/** Where the string that begins at `start` ends: at the next quotation mark behind an even number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

/** A name as JSON means it: `"a"` and `"\\u0061"` are the same one. */
function readString(text: string, start: number, end: number): string | null {
  const plain = text.slice(start + 1, end);
  if (!plain.includes('\\')) return plain;
  try {
    return JSON.parse(`"${plain}"`) as string;
  } catch {
    return null;
  }
}
