import { decodeBase45, encodeBase45 } from './base45.ts';
import { decodeBase64url, measureBase64url, writeBase64url } from './base64url.ts';
import { MAX_PRESENTATION_BYTES, MAX_QR_CHARACTERS } from './limits.ts';
import { OFFLINE_DICTIONARY } from './offline-dictionary.ts';
import type { Clock, Deflate, Inflate, RandomBytes } from './ports.ts';
import {
  ANY_VERIFIER,
  createNonce,
  createPresentation,
  type Group,
  type PresentationPorts,
  splitSdJwt,
} from './presentation.ts';
import { refuse, type Result, succeed } from './result.ts';

/** The dense form of SD-JWT+KB for a QR code (protocol.md 5). */

export const OFFLINE_PREFIX = 'MP1:';
const JWS_PARTS = 3;

/**
 * `MP1:` + base45(zlib(parts)), zlib with the profile's preset dictionary: the raw bytes behind each base64url text – three of the issuer JWT, one a disclosure, three of the key
 * binding – each behind its length in two bytes. Throws on a text that is not SD-JWT+KB.
 */
export function packPresentation(text: string, deflate: Deflate): string {
  const parts = splitSdJwt(text);
  if (!parts?.keyBinding) throw new TypeError('not an SD-JWT with key binding');
  const [jwt, keyBinding] = [parts.jwt.split('.'), parts.keyBinding.split('.')];
  if (jwt.length !== JWS_PARTS || keyBinding.length !== JWS_PARTS) throw new TypeError('not two compact JWS');
  const packed = [...jwt, ...parts.disclosures, ...keyBinding].flatMap((part) => {
    const bytes = decodeBase64url(part);
    if (!bytes || bytes.length === 0 || bytes.length > 0xffff) throw new TypeError('a part that cannot be packed');
    return [bytes.length >> 8, bytes.length & 0xff, ...bytes];
  });
  return OFFLINE_PREFIX + encodeBase45(deflate(Uint8Array.from(packed), OFFLINE_DICTIONARY));
}

/**
 * The SD-JWT+KB inside an offline presentation; nothing in it is checked yet. Refusals: QR_EMPTY, QR_TOO_LARGE, QR_UNKNOWN_FORMAT
 * (another prefix), QR_BASE45 (base45, zlib or lengths do not work out exactly, or it inflates past 64 KiB). `maxCharacters` is MAX_FRAMED_CHARACTERS for what
 * a FrameReader has put together.
 */
export function unpackPresentation(text: string, inflate: Inflate, maxCharacters = MAX_QR_CHARACTERS): Result<string> {
  if (text === '') return refuse('QR_EMPTY', 'no characters');
  if (text.length > maxCharacters) return refuse('QR_TOO_LARGE', `${text.length} characters`);
  if (!text.startsWith(OFFLINE_PREFIX)) return refuse('QR_UNKNOWN_FORMAT', `it does not start with ${OFFLINE_PREFIX}`);
  const packed = decodeBase45(text.slice(OFFLINE_PREFIX.length));
  if (!packed) return refuse('QR_BASE45', 'not base45');
  const bytes = inflate(packed, MAX_PRESENTATION_BYTES, OFFLINE_DICTIONARY);
  if (!bytes) return refuse('QR_BASE45', `not one zlib stream of at most ${MAX_PRESENTATION_BYTES} bytes`);
  const parts = readParts(bytes);
  if (!parts || parts.length < 2 * JWS_PARTS) return refuse('QR_BASE45', 'the lengths inside do not work out');
  return succeed(joinParts(parts));
}

/** Three parts with dots between them, any number of disclosures, three parts with dots: `a.b.c~d~e~f.g.h`. */
function joinParts(parts: readonly Uint8Array[]): string {
  const text = new Uint8Array(parts.reduce((length, part) => length + measureBase64url(part) + 1, -1));
  let end = 0;
  for (const [at, part] of parts.entries()) {
    const isInside = (at > 0 && at < JWS_PARTS) || at > parts.length - JWS_PARTS;
    if (at > 0) text[end++] = isInside ? DOT : TILDE;
    end = writeBase64url(part, text, end);
  }
  return ASCII.decode(text);
}

const ASCII = new TextDecoder();
const [DOT, TILDE] = [0x2e, 0x7e];

function readParts(bytes: Uint8Array): Uint8Array[] | null {
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at + 2;
    const end = start + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
    // An empty part would have a second spelling as text, or none at all.
    if (end > bytes.length || end === start) return null;
    parts.push(bytes.subarray(start, end));
    at = end;
  }
  return parts;
}

/** What is disclosed without a network: a card with its photo is too large for one QR code, and comes in frames (photo-frames.ts). */
export const offlineGroups = (withPhoto: boolean): readonly Group[] => (withPhoto ? ['card', 'photo'] : ['card']);

/**
 * The text of a card shown to whoever looks: a nonce nobody asked for, good for a minute. Draw a new one every SHOWN_REDRAW_MS. The verdict
 * on it can be no better than VALID_UNCHALLENGED.
 */
export async function createShownPresentation(
  credential: string,
  ports: PresentationPorts & { readonly now: Clock; readonly randomBytes: RandomBytes; readonly deflate: Deflate },
  withPhoto = false,
): Promise<string> {
  const issuedAt = Math.floor(ports.now() / 1000);
  const binding = { audience: ANY_VERIFIER, nonce: createNonce(ports.randomBytes), issuedAt };
  return packPresentation(
    await createPresentation(credential, offlineGroups(withPhoto), binding, ports),
    ports.deflate,
  );
}
