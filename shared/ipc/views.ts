import { trustedIssuerView } from './trust-views.ts';
import { verifierView } from './verifier-views.ts';
import { CODES, HOST_CODES } from '../protocol/codes.ts';
import { HISTORY_KINDS, MAX_HISTORY } from '../wallet/card-history.ts';
import { count, flag, list, nullable, object, oneOf, text, type TypeOf } from '../shape.ts';

/** What the page is shown. No secret is in any of these: no key, no pre-authorized code, no token, no activation code. */

export const LANGUAGES = ['pl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;

export const settingsView = object({
  language: oneOf(LANGUAGES),
  theme: oneOf(THEMES),
  /** A short tone when a QR has been read. */
  hasSound: flag,
  /** A developer's switch: issuers on other computers may do without https. */
  allowsHttp: flag,
});
export type SettingsView = TypeOf<typeof settingsView>;

/** Dates are ISO, yyyy-mm-dd; instants are milliseconds since 1970. Personal data of a card that is not a specimen arrive masked. */
export const cardView = object({
  id: text(64),
  issuer: text(2048),
  issuerHost: text(300),
  status: oneOf(['valid', 'expired', 'invalid', 'suspended']),
  /** False for a foreign issuer's card about a person who could exist: name, birthdate, PESEL and photo are masked then. */
  isSpecimen: flag,
  givenName: text(200),
  familyName: text(200),
  birthdate: nullable(text(10)),
  pesel: nullable(text(11)),
  albumNumber: text(200),
  issuedOn: text(10),
  validUntil: text(10),
  university: text(200),
  cardNumber: text(200),
  /** PNG or JPEG data URI. */
  photo: nullable(text(100_000)),
  addedAt: count,
  /** When the issuer's status list was last read for it. A day without that, and nobody need believe the status (protocol.md 4). */
  updatedAt: count,
  /** Whether the issuer can be asked for a newer one. */
  isRenewable: flag,
  /** What happened to it, oldest first. `detail` is a date, a name or empty, as its kind says. */
  history: list(object({ at: count, kind: oneOf(HISTORY_KINDS), detail: text(300) }), MAX_HISTORY),
});
export type CardView = TypeOf<typeof cardView>;

/** An order whose code was right and whose card the issuer has promised for later. `nextAt`: when it is asked again; `intervalS`: how often. */
export const waitingView = object({
  id: text(64),
  issuerHost: text(300),
  issuerName: text(200),
  since: count,
  nextAt: count,
  intervalS: count,
});
export type WaitingView = TypeOf<typeof waitingView>;

/** A removed card whose issuer could not be told yet; it is tried again at `nextAt`. */
export const removalView = object({ id: text(64), issuerHost: text(300), at: count, nextAt: count });
export type RemovalView = TypeOf<typeof removalView>;

/** An order that came to nothing while nobody was looking. */
export const noticeView = object({
  id: text(64),
  issuerHost: text(300),
  code: oneOf([...CODES, ...HOST_CODES]),
  at: count,
});
export type NoticeView = TypeOf<typeof noticeView>;

export const walletView = object({
  /** Who has signed in with the mock Trusted Profile. */
  profile: nullable(object({ givenName: text(200), familyName: text(200) })),
  cards: list(cardView, 100),
  waiting: list(waitingView, 1000),
  removals: list(removalView, 1000),
  notices: list(noticeView, 1000),
  /** `os`: wrapped by the operating system's key store; `file`: by a key file beside the vault; `none`: not protected. */
  protection: oneOf(['os', 'file', 'none']),
  /** Where a damaged vault file was set aside; null if none was found at this start. */
  setAside: nullable(text(4096)),
});
export type WalletView = TypeOf<typeof walletView>;

/** The bundled mock as the host sees it. `url` is its address while it runs. */
export const universityView = object({
  state: oneOf(['starting', 'running', 'failed']),
  url: nullable(text(300)),
  detail: nullable(text(500)),
});
export type UniversityView = TypeOf<typeof universityView>;

/** The text of a QR that a link has brought to the desktop shell and no page has taken yet. Nobody has checked it. */
export const handOverView = nullable(text(4096));

/** Everything the page needs for its first picture. */
export const appView = object({
  version: text(50),
  shell: oneOf(['electron', 'browser']),
  settings: settingsView,
  wallet: walletView,
  university: universityView,
  handOver: handOverView,
  trust: list(trustedIssuerView, 200),
  verifier: verifierView,
});
export type AppView = TypeOf<typeof appView>;

/** An activation whose QR and offer passed every check; the code is asked for only now. `expiresAt` in milliseconds. */
export const openedActivation = object({
  activationId: text(64),
  issuer: text(2048),
  issuerHost: text(300),
  issuerName: text(200),
  /** False for a plain credential offer link, which nobody has signed. */
  isSigned: flag,
  expiresAt: nullable(count),
  /** Null where the issuer does not say. */
  codeLength: nullable(count),
  codeMode: oneOf(['text', 'numeric']),
});
export type OpenedActivation = TypeOf<typeof openedActivation>;

/** The named stages of the working screen, in order. */
export const ACTIVATION_STAGES = ['token', 'nonce', 'credential', 'check', 'store'] as const;
export const activationStage = object({ activationId: text(64), stage: oneOf(ACTIVATION_STAGES) });
export type ActivationStage = (typeof ACTIVATION_STAGES)[number];
