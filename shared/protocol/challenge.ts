import { decodeBase45, encodeBase45 } from './base45.ts';
import { encodeBase64url } from './base64url.ts';
import { isDeceptive } from './card.ts';
import { decodeUtf8 } from './json.ts';
import { MAX_CHALLENGE_NAME_BYTES, MAX_QR_CHARACTERS } from './limits.ts';
import { offlineGroups, packPresentation } from './offline-presentation.ts';
import type { Clock, Deflate, RandomBytes, Sha256 } from './ports.ts';
import { createPresentation, type PresentationPorts } from './presentation.ts';
import { refuse, type Result, succeed } from './result.ts';

/** A verifier's question without a network (protocol.md 5): it shows a nonce, the wallet answers with a presentation bound to it. */

export const CHALLENGE_PREFIX = 'MC1:';
const AUDIENCE_PREFIX = 'urn:mleg-sim:challenge:';
const NONCE_BYTES = 16;

export interface Challenge {
  /** base64url of 16 random bytes; the `nonce` of the answer. */
  readonly nonce: string;
  /**
   * The `aud` of the answer: the digest of the challenge's own text. SECURITY: so the answer names what the holder was shown. Somebody who
   * passes a challenge on under another name gets an answer that the verifier refuses.
   */
  readonly audience: string;
  /** What the verifier calls itself; empty where it says nothing. Nobody has proven it. */
  readonly name: string;
}

/** Whether a verifier may call itself this. */
export const isChallengeName = (name: string): boolean =>
  new TextEncoder().encode(name).length <= MAX_CHALLENGE_NAME_BYTES && !isDeceptive(name);

/** `MC1:` + base45(16 random bytes, then the name in UTF-8): a new one for each check. Throws RangeError on a name that may not stand there. */
export function createChallenge(name: string, randomBytes: RandomBytes): string {
  if (!isChallengeName(name)) throw new RangeError('challenge name');
  const bytes = new TextEncoder().encode(name);
  return CHALLENGE_PREFIX + encodeBase45(Uint8Array.from([...randomBytes(NONCE_BYTES), ...bytes]));
}

/** Reads a challenge. Refusals: QR_EMPTY, QR_TOO_LARGE, QR_UNKNOWN_FORMAT (another prefix, a name that deceives), QR_BASE45 (damaged). */
export async function readChallenge(text: string, sha256: Sha256): Promise<Result<Challenge>> {
  if (text === '') return refuse('QR_EMPTY', 'no characters');
  if (text.length > MAX_QR_CHARACTERS) return refuse('QR_TOO_LARGE', `${text.length} characters`);
  if (!text.startsWith(CHALLENGE_PREFIX)) return refuse('QR_UNKNOWN_FORMAT', 'not a challenge');
  const bytes = decodeBase45(text.slice(CHALLENGE_PREFIX.length));
  if (!bytes || bytes.length < NONCE_BYTES) return refuse('QR_BASE45', 'not base45, or too short');
  const name = decodeUtf8(bytes.subarray(NONCE_BYTES));
  if (name === null) return refuse('QR_BASE45', 'the name is not UTF-8');
  if (bytes.length > NONCE_BYTES + MAX_CHALLENGE_NAME_BYTES || isDeceptive(name))
    return refuse('QR_UNKNOWN_FORMAT', 'the name is too long, or has characters that deceive');
  const digest = encodeBase64url(await sha256(new TextEncoder().encode(text)));
  const nonce = encodeBase64url(bytes.subarray(0, NONCE_BYTES));
  return succeed({ nonce, audience: AUDIENCE_PREFIX + digest, name });
}

/** The wallet's answer as the text of a QR code, with the photo of one that moves, bound to this challenge. */
export async function answerChallenge(
  { audience, nonce }: Challenge,
  credential: string,
  ports: PresentationPorts & { readonly now: Clock; readonly deflate: Deflate },
  withPhoto = false,
): Promise<string> {
  const binding = { audience, nonce, issuedAt: Math.floor(ports.now() / 1000) };
  return packPresentation(
    await createPresentation(credential, offlineGroups(withPhoto), binding, ports),
    ports.deflate,
  );
}
