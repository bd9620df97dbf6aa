/** The claims of an mLegitymacja (protocol.md 3), in the three groups that are disclosed separately. Dates are ISO, yyyy-mm-dd. */

export const CARD_VCT = 'urn:mleg-sim:mlegitymacja:1';

export interface CardGroup {
  readonly given_name: string;
  readonly family_name: string;
  readonly album_number: string;
  readonly university: string;
  readonly card_number: string;
  readonly issued_on: string;
  readonly valid_until: string;
  /** base64url SHA-256 of the photo's bytes. */
  readonly photo_digest: string;
}

export interface IdentityGroup {
  readonly birthdate: string;
  readonly pesel: string;
}

/** Everything a card can disclose; a group that was not disclosed is null. `photo` is a data URI. */
export interface CardClaims {
  readonly card: CardGroup | null;
  readonly identity: IdentityGroup | null;
  readonly photo: string | null;
}

export const CARD_MEMBERS = [
  'given_name',
  'family_name',
  'album_number',
  'university',
  'card_number',
  'issued_on',
  'valid_until',
  'photo_digest',
] as const satisfies readonly (keyof CardGroup)[];

export const IDENTITY_MEMBERS = ['birthdate', 'pesel'] as const satisfies readonly (keyof IdentityGroup)[];

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u;
const MAX_TEXT = 200;
// SECURITY: characters that reorder or hide text would let one name be drawn as another (security.md: bidi and zero-width).
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
export const isDeceptive = (text: string): boolean => DECEPTIVE.test(text);

const SHA256_DIGEST = /^[A-Za-z0-9_-]{43}$/u;

/** The `card` group, or null if a member is missing, too long, deceptive, or not a date or a digest where one belongs. */
export function parseCardGroup(value: unknown): CardGroup | null {
  const texts = readTexts(value, CARD_MEMBERS);
  if (!texts || !DATE.test(texts.issued_on) || !DATE.test(texts.valid_until)) return null;
  return SHA256_DIGEST.test(texts.photo_digest) ? texts : null;
}

export function parseIdentityGroup(value: unknown): IdentityGroup | null {
  const texts = readTexts(value, IDENTITY_MEMBERS);
  return texts && DATE.test(texts.birthdate) && /^\d{11}$/u.test(texts.pesel) ? texts : null;
}

function readTexts<Name extends string>(value: unknown, names: readonly Name[]): Record<Name, string> | null {
  if (typeof value !== 'object' || value === null) return null;
  const members = value as Record<string, unknown>;
  const entries = names.map((name) => [name, members[name]] as const);
  const isFine = entries.every(
    ([, text]) => typeof text === 'string' && text.length > 0 && text.length <= MAX_TEXT && !isDeceptive(text),
  );
  return isFine ? (Object.fromEntries(entries) as Record<Name, string>) : null;
}
