import type { Code, HostCode } from '../protocol/codes.ts';
import type { IssuerHost } from '../protocol/issuer-host.ts';
import type { Result } from '../protocol/result.ts';
import type { Step } from '../protocol/steps.ts';
import { flag, list, nothing, nullable, object, oneOf, type Shape, text, type TypeOf } from '../shape.ts';
import type { OpenedRequest, Shared, ShownCard } from './presentation-views.ts';
import { type TrustCandidate, trustedIssuerView } from './trust-views.ts';
import {
  type AskingView,
  ASKS,
  type VerifierAnswer,
  verifierSettings,
  type VerifierSettings,
  verifierView,
} from './verifier-views.ts';
import {
  activationStage,
  type AppView,
  type CardView,
  handOverView,
  type OpenedActivation,
  type SettingsView,
  settingsView,
  universityView,
  type WaitingView,
  walletView,
} from './views.ts';

export interface CallFailure {
  readonly code: Code | HostCode;
  readonly detail?: string;
  /** CODE_WRONG only. */
  readonly triesLeft?: number;
  /** The checks of a refused QR or credential, in their order. */
  readonly steps?: readonly Step[];
  /** Whom a refused QR names, where that is nobody on the trust list. Proven by nothing; for a person to look at. */
  readonly issuer?: IssuerHost;
}

/** What a right code brought: the card, or an order that is still being processed. */
export type Redeemed =
  { readonly kind: 'added'; readonly card: CardView } | { readonly kind: 'waiting'; readonly waiting: WaitingView };

interface Call<Argument, Value> {
  readonly argument: Shape<Argument>;
  /** Never set; carries the type of the answer. */
  readonly value?: Value;
}
const call = <Argument>(argument: Shape<Argument>) => ({ returns: <Value>(): Call<Argument, Value> => ({ argument }) });

/** The ways in for a QR. */
const QR_SOURCES = ['camera', 'screen', 'image', 'pasted', 'typed', 'link'] as const;
/** And those of a verifier: `reader` is a handheld one that types, `frames` what was put together from an animated code. */
const CHECK_SOURCES = [...QR_SOURCES, 'reader', 'frames'] as const;
export type CheckSource = (typeof CHECK_SOURCES)[number];
export type QrSource = (typeof QR_SOURCES)[number];

/** Every call the page can make, with the parser of its argument. Handlers, bridges and test fakes are typed by this table. */
export const CALLS = {
  'app.read': call(nothing).returns<AppView>(),
  'settings.change': call(settingsView).returns<SettingsView>(),
  'wallet.sign-in': call(object({ givenName: text(100), familyName: text(100) })).returns<null>(),
  'wallet.sign-out': call(nothing).returns<null>(),
  'wallet.dismiss-set-aside': call(nothing).returns<null>(),
  'wallet.dismiss-notice': call(object({ noticeId: text(64) })).returns<null>(),
  /** Checks a QR and fetches its offer. Typed and pasted text has its white space forgiven; what was read or handed over is taken as it is. */
  'activation.open': call(object({ text: text(10_000), source: oneOf(QR_SOURCES) })).returns<OpenedActivation>(),
  /** Redeems an opened activation with its code; answers with the stored card, or the promise of one. Stages are pushed while it works. */
  'activation.redeem': call(object({ activationId: text(64), code: text(100) })).returns<Redeemed>(),
  /**
   * For a page that was loaded anew: waits for an attempt under way and answers with its outcome; null while a code is still wanted.
   */
  'activation.join': call(object({ activationId: text(64) })).returns<Redeemed | null>(),
  /** The page has the text that a hand-over link brought; the host lets go of it. */
  'handover.taken': call(nothing).returns<null>(),
  'activation.drop': call(object({ activationId: text(64) })).returns<null>(),
  /** „Aktualizuj": reads the status list and asks for a newer card. */
  'card.update': call(object({ cardId: text(64) })).returns<CardView>(),
  /**
   * „Usuń dokument": the card is gone at once. `isQueued` where its issuer could not be told yet, which is tried again; neither where it
   * cannot be told at all.
   */
  'card.remove': call(object({ cardId: text(64) })).returns<{
    readonly isIssuerTold: boolean;
    readonly isQueued: boolean;
  }>(),
  /** Asks now for a card that was promised for later; null while it is still being processed. */
  'waiting.ask': call(object({ waitingId: text(64) })).returns<CardView | null>(),
  /** Looks at what a verifier shows: a request's link, its six digits (typed only), or a challenge. Nothing is shared by it. */
  'presentation.open': call(object({ text: text(10_000), source: oneOf(QR_SOURCES) })).returns<OpenedRequest>(),
  /**
   * Shares one card after the person's consent, once: whatever comes of it, the request is used up. `withPhoto` adds the photo to the answer
   * to a challenge, where `isFramedPhoto`; a request over the network gets what it asked for and no more.
   */
  'presentation.share': call(object({ requestId: text(64), cardId: text(64), withPhoto: flag })).returns<Shared>(),
  /** Tells whoever asked that the person said no. */
  'presentation.decline': call(object({ requestId: text(64) })).returns<null>(),
  /**
   * The QR text of a card shown to whoever looks; to be asked for again at each `redrawAt` for as long as it is shown. `withPhoto`, where
   * `isFramedPhoto`, brings the text that `createFrames` draws.
   */
  'presentation.show': call(object({ cardId: text(64), withPhoto: flag })).returns<ShownCard>(),
  /**
   * Asks a holder over the network. One question at a time: an open one is called off. ASK_NO_RELAY without a university, ASK_REFUSED where
   * its relay will not have it, REQUEST_UNREACHABLE where it cannot be reached. What becomes of it is pushed.
   */
  'verifier.ask': call(object({ ask: oneOf(ASKS) })).returns<AskingView>(),
  'verifier.end-asking': call(object({ askId: text(64) })).returns<null>(),
  /**
   * Judges what a holder shows, once; the same text again is a replay. QR_UNKNOWN_FORMAT for a text that is no presentation at all, which is
   * not recorded either. `challengeId`: it has to answer that challenge, which is used up by it (CHALLENGE_GONE).
   */
  'verifier.check': call(
    object({ text: text(30_000), source: oneOf(CHECK_SOURCES), challengeId: nullable(text(64)) }),
  ).returns<VerifierAnswer>(),
  /** A question without a network: the text of a QR to be shown to the holder. */
  'verifier.challenge': call(nothing).returns<{
    readonly challengeId: string;
    readonly text: string;
    readonly expiresAt: number;
  }>(),
  /** Fetches keys and status lists of every trusted issuer now, so that the verifier can do without a network. Says which could not be had. */
  'verifier.refresh': call(nothing).returns<readonly { readonly issuer: string; readonly failure: string | null }[]>(),
  /**
   * Lets go of every list, and where the clock is behind what is known of the time, of that too: it is the way out for a machine whose clock was
   * ahead once. Whoever does it then vouches for the clock; without a list, nothing is said to be valid.
   */
  'verifier.forget': call(nothing).returns<null>(),
  'verifier.change-settings': call(verifierSettings).returns<VerifierSettings>(),
  /** The records as CSV, a day at a time, oldest first: begin with null and go on with `next` until that is null. The first has the header. */
  'verifier.export-records': call(object({ day: nullable(text(10)) })).returns<{
    readonly csv: string;
    readonly next: string | null;
  }>(),
  /** Drops all records, and the salt with them. */
  'verifier.clear-records': call(nothing).returns<null>(),
  'university.restart': call(nothing).returns<null>(),
  /** Looks at an issuer (its address, asked for its list) or at a pasted trust list. Nothing is trusted by it. */
  'trust.inspect': call(object({ text: text(50_000) })).returns<readonly TrustCandidate[]>(),
  /** Trusts exactly what was inspected. `replaces` is the fingerprint of the anchor that goes, as the person saw it; null for a new issuer. */
  'trust.add': call(
    object({ issuer: text(2048), fingerprint: text(43), replaces: nullable(text(43)) }),
  ).returns<null>(),
  'trust.remove': call(object({ issuer: text(2048) })).returns<null>(),
  /** Fetches the issuer's keys anew; what fails its checks changes nothing. */
  'trust.refresh': call(object({ issuer: text(2048) })).returns<null>(),
} as const satisfies Record<string, Call<unknown, unknown>>;

/** Every message the host sends by itself. Each carries the whole new state of its subject. */
export const PUSHES = {
  'settings.changed': settingsView,
  'wallet.changed': walletView,
  'university.changed': universityView,
  'activation.stage': activationStage,
  'handover.changed': handOverView,
  'trust.changed': list(trustedIssuerView, 200),
  /** Carries the answer to a question once; see `askingView`. */
  'verifier.changed': verifierView,
} as const satisfies Record<string, Shape<unknown>>;

export type CallName = keyof typeof CALLS;
export type ArgumentOf<Name extends CallName> = TypeOf<(typeof CALLS)[Name]['argument']>;
export type ValueOf<Name extends CallName> = Exclude<(typeof CALLS)[Name]['value'], undefined>;
export type AnswerOf<Name extends CallName> = Result<ValueOf<Name>, CallFailure>;

export type PushName = keyof typeof PUSHES;
export type PushOf<Name extends PushName> = TypeOf<(typeof PUSHES)[Name]>;
export type AnyPush = { [Name in PushName]: { readonly name: Name; readonly value: PushOf<Name> } }[PushName];

/** One handler per call; a missing or wrong one does not compile. */
export type Handlers = { readonly [Name in CallName]: (argument: ArgumentOf<Name>) => Promise<AnswerOf<Name>> };

/** What a shell puts under the page: Electron's preload as `window.mlegHost`, the browser shell over HTTP. */
export interface HostBridge {
  readonly call: (name: string, argument: unknown) => Promise<unknown>;
  /** Returns the function that ends the subscription. */
  readonly onPush: (listener: (push: unknown) => void) => () => void;
}

export const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(CALLS, name);

/** A push from the other side, parsed; null for one that is not in the table. */
export function parsePush(message: unknown): AnyPush | null {
  if (typeof message !== 'object' || message === null) return null;
  const { name, value } = message as Record<string, unknown>;
  if (typeof name !== 'string' || !Object.hasOwn(PUSHES, name)) return null;
  const parsed = PUSHES[name as PushName].parse(value);
  return parsed && ({ name, value: parsed.value } as AnyPush);
}
