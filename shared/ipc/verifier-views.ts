import { CODES, HOST_CODES, VERDICTS } from '../protocol/codes.ts';
import type { Group } from '../protocol/presentation.ts';
import type { Step } from '../protocol/steps.ts';
import { count, flag, list, nullable, object, oneOf, orElse, type Shape, text, type TypeOf, whole } from '../shape.ts';
import { REASONS } from '../verifier/reasons.ts';
import { SHOWING_MODES } from '../verifier/record.ts';

/** What the page is shown of the verifier. No nonce, key or token crosses. Instants in milliseconds. */

/** What a verifier can ask for, and what is disclosed to it then. */
export const ASKS = ['status', 'name', 'photo'] as const;
export type Ask = (typeof ASKS)[number];
export const GROUPS_OF_ASK: Readonly<Record<Ask, readonly Group[]>> = {
  status: [],
  name: ['card'],
  photo: ['card', 'photo'],
};

/** For how long the data of a card may be seen before they vanish. */
export const ANSWER_LIFETIME_MS = 3 * 60_000;

const stepMembers = object({
  id: text(100),
  outcome: oneOf(['pass', 'fail', 'skipped']),
  rule: text(500),
  detail: text(5000),
  code: orElse(nullable(oneOf(CODES)), null),
});
/** A step has its `code` exactly where it failed. */
const stepView: Shape<Step> = {
  parse: (value) => {
    const parsed = stepMembers.parse(value);
    if (!parsed) return null;
    const { code, ...step } = parsed.value;
    return { value: code === null ? step : { ...step, code } };
  },
};

/** The one answer to one card. Dates are ISO, yyyy-mm-dd. */
export const verifierAnswer = object({
  answerId: text(64),
  at: count,
  mode: oneOf(SHOWING_MODES),
  verdict: oneOf(VERDICTS),
  /** The first failure; null where no check failed. */
  code: nullable(oneOf(CODES)),
  reason: oneOf(REASONS),
  steps: list(stepView, 200),
  /**
   * Whom the card is about; null where the name was not disclosed, and always where anything says that it is not genuine. Of people who
   * could exist (a foreign issuer's) it is masked: `isSpecimen` is false then and the photo null.
   */
  person: nullable(
    object({
      isSpecimen: flag,
      givenName: text(200),
      familyName: text(200),
      albumNumber: text(200),
      cardNumber: text(200),
      university: text(200),
      issuedOn: text(10),
      validUntil: text(10),
      /** PNG or JPEG data URI. */
      photo: nullable(text(100_000)),
    }),
  ),
  /** Who issued it; null where nothing proves that. */
  issuer: nullable(object({ host: text(300), name: text(4000) })),
  /** When the card itself ends, whatever was disclosed; null where it is not genuine. */
  expiresAt: nullable(count),
  /** The holder's clock minus this one, milliseconds; null where the card does not say. Noteworthy where a reason or a step says so. */
  skewMs: nullable(whole),
  /** The status list that was relied on. `isFresh`: fetched for this check or within the last minute. */
  list: nullable(object({ signedAt: count, holdsUntil: count, isFresh: flag })),
  /** When the last list in hand held, where the one that is needed is past its end or missing. */
  lastListHeldUntil: nullable(count),
  /** The same card was looked at before: how often since this verifier was started or its records were cleared, and when last. */
  repeat: nullable(object({ times: count, lastAt: count })),
  /** When the personal data have to be gone from the screen. */
  vanishesAt: count,
});
export type VerifierAnswer = TypeOf<typeof verifierAnswer>;

/** A question to a holder over the network. The answer is pushed once and kept nowhere: whoever reads the state later finds it null. */
export const askingView = object({
  askId: text(64),
  ask: oneOf(ASKS),
  /** What the QR says, and the six digits that lead to the same. */
  link: text(4096),
  code: text(6),
  expiresAt: count,
  /**
   * `opened`: a wallet has fetched the question. `answered`: with whatever verdict. `ended`: nobody has answered in time, or it was called off.
   * `failed`: `failure` says why.
   */
  state: oneOf(['waiting', 'opened', 'answered', 'declined', 'ended', 'failed']),
  failure: nullable(oneOf([...CODES, ...HOST_CODES])),
  answer: nullable(verifierAnswer),
});
export type AskingView = TypeOf<typeof askingView>;

/** One line of the records: no name, no number. `card`: salted hash, the same for the same card until the records are cleared. */
export const recordView = object({
  at: count,
  verdict: oneOf(VERDICTS),
  reason: oneOf(REASONS),
  mode: oneOf(SHOWING_MODES),
  card: nullable(text(64)),
});

export const MAX_RETENTION_DAYS = 3650;
export const verifierSettings = object({
  /** Nothing is fetched: what cannot be told from what is in hand is not told. */
  isOffline: flag,
  /** Records older than this are dropped. */
  retentionDays: count,
  /** What this verifier calls itself in a challenge; proven by nobody. */
  name: text(60),
});
export type VerifierSettings = TypeOf<typeof verifierSettings>;

/** What this verifier could do without a network now, for one issuer on the trust list. */
export const readinessView = object({
  issuer: text(2048),
  host: text(300),
  name: text(4000),
  /** Null where there are no keys in hand that its anchor vouches for. */
  keysHoldUntil: nullable(count),
  keysFetchedAt: nullable(count),
  lists: list(object({ uri: text(2048), signedAt: count, holdsUntil: count, fetchedAt: count }), 200),
});
export type ReadinessView = TypeOf<typeof readinessView>;

export const verifierView = object({
  settings: verifierSettings,
  /** The relay that questions go through; null while the university has not started. */
  relayHost: nullable(text(300)),
  readiness: list(readinessView, 200),
  asking: nullable(askingView),
  records: object({
    total: count,
    /** Of today, by this machine's calendar. */
    today: list(object({ verdict: oneOf(VERDICTS), count }), 20),
    /** Newest first. */
    latest: list(recordView, 50),
  }),
});
export type VerifierView = TypeOf<typeof verifierView>;
