import { type Shape, count, list, nullable, object, oneOf, orElse, text, type TypeOf } from '../shape.ts';
import { CODES, HOST_CODES } from '../protocol/codes.ts';
import {
  MAX_ACCESS_TOKEN_CHARACTERS,
  MAX_CONFIGURATION_ID_CHARACTERS,
  MAX_CREDENTIAL_CHARACTERS,
  MAX_JTI_CHARACTERS,
  MAX_NOTIFICATION_ID_CHARACTERS,
  MAX_TRANSACTION_ID_CHARACTERS,
  MAX_URL_CHARACTERS,
} from '../protocol/limits.ts';
import { HISTORY_KINDS, MAX_HISTORY } from './card-history.ts';
import { parseTrustList, writeTrustList } from '../verifier/trust.ts';

/** What the vault holds: one document, replaced whole, so that a card is in the wallet exactly once or not at all. Instants in ms. */

const privateJwk = object({ kty: exactly('EC'), crv: exactly('P-256'), x: text(64), y: text(64), d: text(64) });

const endpoints = object({
  credential: text(MAX_URL_CHARACTERS),
  token: text(MAX_URL_CHARACTERS),
  nonce: nullable(text(MAX_URL_CHARACTERS)),
  notification: nullable(text(MAX_URL_CHARACTERS)),
  deferred: orElse(nullable(text(MAX_URL_CHARACTERS)), null),
});

/** What a card can be asked for again with, and its end be told with. */
const issuance = object({
  configurationId: text(MAX_CONFIGURATION_ID_CHARACTERS),
  endpoints,
  /** Secret. Good once; null where the issuer gives none, or it has been refused. */
  refreshToken: nullable(text(MAX_ACCESS_TOKEN_CHARACTERS)),
  notificationId: nullable(text(MAX_NOTIFICATION_ID_CHARACTERS)),
});

const historyEntry = object({ at: count, kind: oneOf(HISTORY_KINDS), detail: text(300) });

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
  /** When the issuer's status list was last read for it. */
  updatedAt: count,
  /** Null for a card of a version that kept none: it cannot be renewed, and its end cannot be told. */
  issuance: orElse(nullable(issuance), null),
  /** When a renewal was last asked for; 0 if never. */
  renewalAskedAt: orElse(count, 0),
  history: orElse(list(historyEntry, MAX_HISTORY), []),
});
export type StoredCard = TypeOf<typeof storedCard>;

const redemption = object({
  issuer: text(MAX_URL_CHARACTERS),
  jti: text(MAX_JTI_CHARACTERS),
  configurationId: text(MAX_CONFIGURATION_ID_CHARACTERS),
  endpoints,
  /** Secret, as all that follows. */
  accessToken: text(MAX_ACCESS_TOKEN_CHARACTERS),
  refreshToken: orElse(nullable(text(MAX_ACCESS_TOKEN_CHARACTERS)), null),
  holderKey: privateJwk,
  /** The card this is a renewal of; null for a new one. */
  cardId: orElse(nullable(text(64)), null),
  /** Where the issuer said "later" (OpenID4VCI 1.0 8.3): what to ask with, how often (seconds), and when next. */
  deferral: orElse(
    nullable(object({ transactionId: text(MAX_TRANSACTION_ID_CHARACTERS), intervalS: count, nextAt: count })),
    null,
  ),
  startedAt: orElse(count, 0),
});
export type Redemption = TypeOf<typeof redemption>;

/** A card that is gone from the wallet, and whose issuer does not know it yet. */
const removal = object({
  id: text(64),
  issuer: text(MAX_URL_CHARACTERS),
  issuance,
  at: count,
  tries: count,
  nextAt: count,
});
export type Removal = TypeOf<typeof removal>;

const notice = object({
  id: text(64),
  issuer: text(MAX_URL_CHARACTERS),
  code: oneOf([...CODES, ...HOST_CODES]),
  at: count,
});

export type Notice = TypeOf<typeof notice>;

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
  removals: orElse(list(removal, 1000), []),
  /** Orders that came to nothing while nobody was looking; said once. */
  notices: orElse(list(notice, 1000), []),
  trust: trustedIssuers,
});
export type WalletDocument = TypeOf<typeof walletDocument>;

export const EMPTY_WALLET: WalletDocument = {
  profile: null,
  cards: [],
  usedQrs: [],
  unfinished: [],
  removals: [],
  notices: [],
  trust: [],
};

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

/** Puts a card in the place of the one with its id; nothing where that is gone meanwhile. Ends the redemption that brought it. */
export const replaceCard = (document: WalletDocument, card: StoredCard): WalletDocument => ({
  ...document,
  cards: document.cards.map((other) => (other.id === card.id ? card : other)),
  unfinished: withoutHolderKey(document.unfinished, card.holderKey.x),
});

/** Changes one card; the very same document where it is not there, or stays as it is. */
export function changeCard(
  document: WalletDocument,
  cardId: string,
  change: (card: StoredCard) => StoredCard,
): WalletDocument {
  const card = document.cards.find(({ id }) => id === cardId);
  const changed = card && change(card);
  if (!card || changed === card) return document;
  return { ...document, cards: document.cards.map((other) => (other === card ? (changed ?? other) : other)) };
}

/**
 * Takes a card out, and its renewal under way with it; where the issuer can be told, that is put down in the same step, so that neither is
 * forgotten. `id` names the removal.
 */
export function removeCard(document: WalletDocument, cardId: string, id: string, at: number): WalletDocument {
  const card = document.cards.find((other) => other.id === cardId);
  if (!card) return document;
  const { issuer, issuance } = card;
  const renewal = document.unfinished.find((other) => other.cardId === cardId);
  const refreshToken = renewal?.refreshToken ?? issuance?.refreshToken ?? null;
  const isTellable = refreshToken !== null && issuance !== null && issuance.notificationId !== null;
  return {
    ...document,
    cards: document.cards.filter((other) => other !== card),
    unfinished: document.unfinished.filter((other) => other !== renewal),
    removals: isTellable
      ? [...document.removals, { id, issuer, issuance: { ...issuance, refreshToken }, at, tries: 0, nextAt: at }]
      : document.removals,
  };
}

export const dropRedemption = (document: WalletDocument, holderKeyX: string): WalletDocument => ({
  ...document,
  unfinished: withoutHolderKey(document.unfinished, holderKeyX),
});

/** Puts down how a redemption stands now; one that is not there yet is added. */
export const keepRedemption = (document: WalletDocument, redemption: Redemption): WalletDocument => ({
  ...document,
  unfinished: [...withoutHolderKey(document.unfinished, redemption.holderKey.x), redemption],
});

const withoutHolderKey = (unfinished: WalletDocument['unfinished'], x: string): WalletDocument['unfinished'] =>
  unfinished.filter(({ holderKey }) => holderKey.x !== x);

function exactly<const T extends string>(expected: T): Shape<T> {
  return { parse: (value) => (value === expected ? { value: expected } : null) };
}
