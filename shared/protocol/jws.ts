import { decodeBase64url } from './base64url.ts';
import type { Code } from './codes.ts';
import { decodeUtf8, type JsonObject, type ParsedJson, parseJsonObject } from './json.ts';
import { MAX_KID_CHARACTERS } from './limits.ts';
import type { Checks, Rule } from './steps.ts';

/** A compact JWS taken apart strictly; nothing in it is trusted yet. */
export interface ParsedJws {
  readonly compact: string;
  readonly header: JsonObject;
  readonly payload: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Checks every signed text of the profile goes through, in this order (protocol.md 7). */
export const JWS_RULES = [
  { id: 'jws-parts', rule: 'RFC 7515 7.1: exactly three parts, no whitespace' },
  { id: 'jws-base64url', rule: 'RFC 7515 2, RFC 4648 5: base64url without padding, canonical' },
  { id: 'jws-header', rule: 'RFC 7515 4: the header is a JSON object' },
  { id: 'jws-header-members', rule: 'RFC 8725 2.4: no member name twice' },
  { id: 'jws-alg', rule: 'mleg-sim 1, RFC 8725 3.1: alg is ES256' },
  { id: 'jws-crit', rule: 'RFC 7515 4.1.11, RFC 7797: no crit, no b64' },
  { id: 'jws-header-keys', rule: 'RFC 8725 3.10: no key or key address in the header' },
  { id: 'jws-typ', rule: 'RFC 8725 3.11: typ names this kind of token' },
] as const satisfies readonly Rule[];

export type JwsRuleId = (typeof JWS_RULES)[number]['id'];

const KEY_MEMBERS = ['jwk', 'jku', 'x5c', 'x5u', 'x5t', 'x5t#S256'];

/**
 * RFC 7515 taken literally, before any library sees the text: jose forgives whitespace, spare bits and doubled members (protocol.md 9).
 * Notes each check; null where the text cannot be taken apart. A JWS with a forbidden header is still returned, so that the
 * inspector can show the rest; the checklist then already holds the failure.
 */
export function parseJwsStrictly(text: string, typ: string | null, checks: Checks<JwsRuleId>): ParsedJws | null {
  const parts = splitInThree(text, checks);
  if (!parts) return null;
  const [header, payload, signature] = parts.map(decodeBase64url);
  if (!header || !payload || !signature) {
    checks.fail('jws-base64url', 'JWS_B64', 'a part is not canonical base64url');
    return null;
  }
  checks.pass('jws-base64url', `${header.length}, ${payload.length} and ${signature.length} bytes`);
  const members = parseHeader(parts[0] ?? '', header, checks);
  if (!members) return null;
  checkHeader(members, typ, checks);
  return { compact: text, header: members, payload, signature };
}

function splitInThree(text: string, checks: Checks<JwsRuleId>): string[] | null {
  if (/\s/u.test(text)) {
    const where = /\s$/u.test(text) ? 'it ends with white space or a line break' : 'there is white space in it';
    checks.fail('jws-parts', 'JWS_FORMAT', where);
    return null;
  }
  const parts = text.split('.');
  if (parts.length !== 3 || !parts[0] || !parts[1]) {
    checks.fail(
      'jws-parts',
      'JWS_FORMAT',
      `${parts.length} parts, ${parts.filter((part) => !part).length} of them empty`,
    );
    return null;
  }
  checks.pass('jws-parts', 'three parts');
  return parts;
}

function parseHeader(encoded: string, bytes: Uint8Array, checks: Checks<JwsRuleId>): JsonObject | null {
  const parsed = parseHeaderOnce(encoded, bytes);
  if (parsed?.ok) {
    checks.pass('jws-header', Object.keys(parsed.value).join(', '));
    checks.pass('jws-header-members', 'each name once');
    return parsed.value;
  }
  if (parsed?.why === 'duplicate') {
    checks.pass('jws-header', 'a JSON object');
    checks.fail('jws-header-members', 'JWS_DUPLICATE', 'a member name stands twice, or is __proto__');
  } else {
    checks.fail('jws-header', 'JWS_HEADER_JSON', parsed?.why ?? 'not UTF-8');
  }
  return null;
}

/** All cards of an issuer have one header, and all key bindings another, letter for letter: what was parsed once is known by its text. */
function parseHeaderOnce(encoded: string, bytes: Uint8Array): ParsedJson | null {
  const known = PARSED_HEADERS.get(encoded);
  if (known !== undefined) return known;
  const text = decodeUtf8(bytes);
  const parsed = text === null ? null : parseJsonObject(text);
  if (encoded.length > LONGEST_KNOWN_HEADER) return parsed;
  if (parsed?.ok) Object.freeze(parsed.value);
  if (PARSED_HEADERS.size >= MOST_KNOWN_HEADERS) PARSED_HEADERS.clear();
  PARSED_HEADERS.set(encoded, parsed);
  return parsed;
}

const PARSED_HEADERS = new Map<string, ParsedJson | null>();
const MOST_KNOWN_HEADERS = 64;
const LONGEST_KNOWN_HEADER = 256;

function checkHeader(header: JsonObject, typ: string | null, checks: Checks<JwsRuleId>): void {
  if (header['alg'] === 'ES256') checks.pass('jws-alg', 'ES256');
  else checks.fail('jws-alg', 'JWS_ALG_FORBIDDEN', `alg is ${show(header['alg'])}`);

  if ('crit' in header || 'b64' in header) checks.fail('jws-crit', 'JWS_CRIT', 'crit or b64 is present');
  else checks.pass('jws-crit', 'neither is present');

  const keys = KEY_MEMBERS.filter((name) => name in header);
  if (keys.length > 0) checks.fail('jws-header-keys', 'JWS_HEADER_KEY_FORBIDDEN', `header carries ${keys.join(', ')}`);
  else checks.pass('jws-header-keys', 'none');

  if (typ === null) checks.skip('jws-typ', `typ is ${show(header['typ'])}; none is asked for`);
  else if (header['typ'] === typ) checks.pass('jws-typ', typ);
  else checks.fail('jws-typ', 'JWS_TYP', `typ is ${show(header['typ'])}, not "${typ}"`);
}

/** True only for an opaque short identifier: never a path, a query or ten kilobytes. */
export const isKid = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_KID_CHARACTERS && /^[A-Za-z0-9_-]+$/u.test(value);

/** Whatever a stranger wrote, short and on one line. */
export function show(value: unknown): string {
  const text = (JSON.stringify(value) as string | undefined) ?? 'absent';
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`;
}

/** The payload as a JSON object, or the code that says why not. */
export function parsePayload(
  payload: Uint8Array,
): { ok: true; value: JsonObject } | { ok: false; code: Code; detail: string } {
  const text = decodeUtf8(payload);
  const parsed = text === null ? null : parseJsonObject(text);
  if (parsed?.ok) return parsed;
  if (parsed?.why === 'duplicate')
    return { ok: false, code: 'JWS_DUPLICATE', detail: 'a member name stands twice, or is __proto__' };
  return { ok: false, code: 'CLAIM_TYPE', detail: `payload: ${parsed?.why ?? 'not UTF-8'}` };
}
