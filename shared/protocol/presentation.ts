import { encodeBase64url } from './base64url.ts';
import { digestOf, readDisclosure } from './credential.ts';
import type { Sha256, SignJws } from './ports.ts';

/** A card as it is shown (protocol.md 5): issuer JWT, chosen disclosures, and the holder's key binding (RFC 9901 4.3). */

export const KEY_BINDING_TYP = 'kb+jwt';
/** `aud` of a presentation that is shown to whoever looks, without being asked for. */
export const ANY_VERIFIER = 'urn:mleg-sim:any-verifier';

/** What a card discloses separately; a group is shown whole or not at all. */
export type Group = 'card' | 'identity' | 'photo';
export const GROUPS: readonly Group[] = ['card', 'identity', 'photo'];

/** What a key binding says: for whom, in answer to what, and when. */
export interface KeyBinding {
  readonly audience: string;
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly issuedAt: number;
}

export interface PresentationPorts {
  /** Signs with the holder key of this very card. */
  readonly sign: SignJws;
  readonly sha256: Sha256;
}

/** The parts of an SD-JWT with or without key binding; nothing in them is trusted yet. */
export interface SdJwtParts {
  readonly jwt: string;
  readonly disclosures: readonly string[];
  /** Null where the text ends in `~`: nobody has bound it. */
  readonly keyBinding: string | null;
}

/**
 * SD-JWT+KB of a stored credential that shows only `groups` (RFC 9901 7.2 and 4.3). Throws RangeError where the credential is no SD-JWT or
 * lacks one of the groups: which groups a card has is known before it is asked to show them.
 */
export async function createPresentation(
  credential: string,
  groups: readonly Group[],
  binding: KeyBinding,
  ports: PresentationPorts,
): Promise<string> {
  const parts = splitSdJwt(credential);
  if (!parts) throw new RangeError('not an SD-JWT');
  const nameOf = (disclosure: string): string | undefined => readDisclosure(disclosure)?.name;
  const chosen = parts.disclosures.filter((disclosure) => groups.some((group) => group === nameOf(disclosure)));
  const missing = groups.find((group) => !chosen.some((disclosure) => nameOf(disclosure) === group));
  if (missing !== undefined) throw new RangeError(`the credential has no "${missing}" to show`);
  const shown = [parts.jwt, ...chosen, ''].join('~');
  const claims = {
    iat: binding.issuedAt,
    aud: binding.audience,
    nonce: binding.nonce,
    sd_hash: await digestOf(shown, ports.sha256),
  };
  return shown + (await ports.sign({ typ: KEY_BINDING_TYP }, new TextEncoder().encode(JSON.stringify(claims))));
}

/** Takes `jwt~disclosure~…~keyBinding` apart (RFC 9901 4); null where there is no `~` in it. */
export function splitSdJwt(text: string): SdJwtParts | null {
  const [jwt = '', ...rest] = text.split('~');
  const last = rest.pop();
  return last === undefined ? null : { jwt, disclosures: rest, keyBinding: last === '' ? null : last };
}

/** What `sd_hash` must be of: everything up to and including the last `~` (RFC 9901 4.3.1). */
export const hashShown = (text: string, sha256: Sha256): Promise<string> =>
  digestOf(text.slice(0, text.lastIndexOf('~') + 1), sha256);

export const createNonce = (randomBytes: (length: number) => Uint8Array): string => encodeBase64url(randomBytes(16));
