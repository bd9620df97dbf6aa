import { type Shape, count, list, nullable, object, text, type TypeOf } from '../shape.ts';
import {
  MAX_ACCESS_TOKEN_CHARACTERS,
  MAX_CONFIGURATION_ID_CHARACTERS,
  MAX_CREDENTIAL_CHARACTERS,
  MAX_JTI_CHARACTERS,
  MAX_URL_CHARACTERS,
} from '../protocol/limits.ts';
import { parseTrustList, writeTrustList } from '../verifier/trust.ts';

/** What the vault holds: one document, replaced whole, so that a card is in the wallet exactly once or not at all. Instants in ms. */

const privateJwk = object({ kty: exactly('EC'), crv: exactly('P-256'), x: text(64), y: text(64), d: text(64) });

const storedCard = object({
  id: text(64),
  /** The SD-JWT VC as it was issued; checked before it was stored. */
  credential: text(MAX_CREDENTIAL_CHARACTERS),
  /** Secret. */
  holderKey: privateJwk,
  issuer: text(MAX_URL_CHARACTERS),
  /** Seconds, from the credential. */
  expiresAt: count,
  /** Status list value last seen for it: 0 valid, 1 invalid, 2 suspended. */
  status: count,
  card: object({
    given_name: text(200),
    family_name: text(200),
    album_number: text(200),
    university: text(200),
    card_number: text(200),
    issued_on: text(10),
    valid_until: text(10),
    photo_digest: text(64),
  }),
  identity: object({ birthdate: text(10), pesel: text(11) }),
  photo: nullable(text(100_000)),
  addedAt: count,
  updatedAt: count,
});
export type StoredCard = TypeOf<typeof storedCard>;

const redemption = object({
  issuer: text(MAX_URL_CHARACTERS),
  jti: text(MAX_JTI_CHARACTERS),
  configurationId: text(MAX_CONFIGURATION_ID_CHARACTERS),
  endpoints: object({
    credential: text(MAX_URL_CHARACTERS),
    token: text(MAX_URL_CHARACTERS),
    nonce: text(MAX_URL_CHARACTERS),
    notification: nullable(text(MAX_URL_CHARACTERS)),
  }),
  accessToken: text(MAX_ACCESS_TOKEN_CHARACTERS),
  holderKey: privateJwk,
});

const trustedIssuers: Shape<NonNullable<ReturnType<typeof parseTrustList>>> = {
  parse: (value) => {
    // Those over plain http stay on the list while the switch is off: a list that cannot be read would lock every card in.
    const issuers = parseTrustList(value, true);
    return issuers && { value: issuers };
  },
};

const walletDocument = object({
  profile: nullable(object({ givenName: text(200), familyName: text(200) })),
  cards: list(storedCard, 100),
  /** Activation QRs a card was stored from. */
  usedQrs: list(object({ issuer: text(MAX_URL_CHARACTERS), jti: text(MAX_JTI_CHARACTERS) }), 10_000),
  /** Activations whose code was right and whose card is not stored yet. */
  unfinished: list(redemption, 1000),
  trust: trustedIssuers,
});
export type WalletDocument = TypeOf<typeof walletDocument>;

export const EMPTY_WALLET: WalletDocument = { profile: null, cards: [], usedQrs: [], unfinished: [], trust: [] };

/** The document as it was saved; null where it has another shape, which after an authentic unsealing only a newer program explains. */
export const parseWalletDocument = (value: unknown): WalletDocument | null =>
  walletDocument.parse(value)?.value ?? null;

export const writeWalletDocument = (document: WalletDocument): unknown => ({
  ...document,
  trust: writeTrustList(document.trust),
});

/** Adds a card, spends its QR and ends its redemption in one step. A card of the same credential is replaced, never doubled. */
export function addCard(document: WalletDocument, card: StoredCard, jti: string): WalletDocument {
  const { issuer } = card;
  return {
    ...document,
    cards: [...document.cards.filter(({ credential }) => credential !== card.credential), card],
    usedQrs: jti === '' ? document.usedQrs : [...document.usedQrs, { issuer, jti }],
    unfinished: withoutHolderKey(document.unfinished, card.holderKey.x),
  };
}

export const dropRedemption = (document: WalletDocument, holderKeyX: string): WalletDocument => ({
  ...document,
  unfinished: withoutHolderKey(document.unfinished, holderKeyX),
});

const withoutHolderKey = (unfinished: WalletDocument['unfinished'], x: string): WalletDocument['unfinished'] =>
  unfinished.filter(({ holderKey }) => holderKey.x !== x);

function exactly<const T extends string>(expected: T): Shape<T> {
  return { parse: (value) => (value === expected ? { value: expected } : null) };
}
