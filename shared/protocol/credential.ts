import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { CARD_VCT, type CardGroup, type IdentityGroup } from './card.ts';
import { publicPart } from './es256.ts';
import { decodeUtf8, parseJsonObject } from './json.ts';
import type { PublicJwk, RandomBytes, Sha256, SignJws } from './ports.ts';

export const CREDENTIAL_TYP = 'dc+sd-jwt';
const SALT_BYTES = 16;

export interface StatusReference {
  readonly index: number;
  readonly uri: string;
}

/** What an issuer puts into one card. Instants in seconds since 1970. */
export interface CredentialContent {
  readonly issuer: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly holderKey: PublicJwk;
  readonly status: StatusReference;
  readonly card: CardGroup;
  readonly identity: IdentityGroup;
  /** data URI. */
  readonly photo: string;
}

/**
 * An SD-JWT VC (RFC 9901, draft-ietf-oauth-sd-jwt-vc): issuer-signed JWT and its disclosures, each ended by `~`, without a key binding.
 * `card`, `identity` and `photo` are disclosable; everything a verifier needs for its own checks is not.
 */
export async function createCredential(
  content: CredentialContent,
  kid: string,
  ports: { readonly sign: SignJws; readonly sha256: Sha256; readonly randomBytes: RandomBytes },
): Promise<string> {
  const { card, identity, photo } = content;
  const disclosures = Object.entries({ card, identity, photo }).map(([name, value]) =>
    createDisclosure(encodeBase64url(ports.randomBytes(SALT_BYTES)), name, value),
  );
  const digests = await Promise.all(disclosures.map((disclosure) => digestOf(disclosure, ports.sha256)));
  const claims = {
    iss: content.issuer,
    iat: content.issuedAt,
    exp: content.expiresAt,
    vct: CARD_VCT,
    cnf: { jwk: publicPart(content.holderKey) },
    status: { status_list: { idx: content.status.index, uri: content.status.uri } },
    // RFC 9901 4.2.4.1: sorted, so that their order says nothing about which digest is which.
    _sd: [...digests].sort(),
    _sd_alg: 'sha-256',
  };
  const jwt = await ports.sign({ typ: CREDENTIAL_TYP, kid }, new TextEncoder().encode(JSON.stringify(claims)));
  return [jwt, ...disclosures, ''].join('~');
}

const createDisclosure = (salt: string, name: string, value: unknown): string =>
  encodeBase64url(new TextEncoder().encode(JSON.stringify([salt, name, value])));

/** RFC 9901 4.2.3: the digest of a disclosure is taken over its base64url text. */
export const digestOf = async (disclosure: string, sha256: Sha256): Promise<string> =>
  encodeBase64url(await sha256(new TextEncoder().encode(disclosure)));

/** RFC 9901 4.2.1: what a disclosure says; null where it is not base64url of `[salt, name, value]`. Whether the issuer vouches for it is another question. */
export function readDisclosure(text: string): { name: string; value: unknown } | null {
  const bytes = decodeBase64url(text);
  const json = bytes && decodeUtf8(bytes);
  if (json === null) return null;
  // The strict object parser sees doubled members anywhere inside, so the array is wrapped rather than parsed by itself.
  const parsed = parseJsonObject(`{"disclosure":${json}}`);
  const list = parsed.ok ? parsed.value['disclosure'] : null;
  if (!Array.isArray(list) || list.length !== 3 || Object.keys(parsed.ok ? parsed.value : {}).length !== 1) return null;
  const [salt, name, value] = list as unknown[];
  return typeof salt === 'string' && typeof name === 'string' ? { name, value } : null;
}
