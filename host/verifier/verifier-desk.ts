import { randomBytes } from 'node:crypto';
import type { AnswerOf, CheckSource } from '../../shared/ipc/contract.ts';
import type { VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import { type Challenge, createChallenge, readChallenge } from '../../shared/protocol/challenge.ts';
import { MAX_FRAMED_CHARACTERS, REQUEST_LIFETIME_S } from '../../shared/protocol/limits.ts';
import { OFFLINE_PREFIX } from '../../shared/protocol/offline-presentation.ts';
import type { Clock, VerifyJws } from '../../shared/protocol/ports.ts';
import type { Group } from '../../shared/protocol/presentation.ts';
import { succeed } from '../../shared/protocol/result.ts';
import type { Binding } from '../../shared/verifier/check-key-binding.ts';
import {
  checkPresentation,
  type PresentationPolicy,
  type PresentationReport,
} from '../../shared/verifier/check-presentation.ts';
import type { ShowingMode, VerifierRecord } from '../../shared/verifier/record.ts';
import { createReplayMemory } from '../../shared/verifier/replay-memory.ts';
import { inflate, sha256 } from '../platform-ports.ts';
import type { KnownTimes } from './known-times.ts';
import type { ListKeeper } from './list-keeper.ts';
import type { Repeats } from './repeats.ts';
import type { VerifierKeys } from './verifier-keys.ts';
import { hashCard, viewAnswer } from './view-answer.ts';

export interface VerifierDeskPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly keys: VerifierKeys;
  readonly lists: ListKeeper;
  readonly times: KnownTimes;
  readonly repeats: Repeats;
  /** For the hashes of the records; another one after each clearing. */
  readonly salt: () => string;
  /** What this verifier calls itself in a challenge. */
  readonly name: () => string;
  readonly write: (record: VerifierRecord) => void;
  readonly bundledIssuer: () => string | null;
  readonly nameOf: (issuer: string) => string;
}

interface OpenChallenge {
  readonly binding: Binding;
  readonly expiresAt: number;
}

const MAX_CHALLENGES = 20;
const LIFETIME_MS = REQUEST_LIFETIME_S * 1000;
const SHOWN: Binding = { kind: 'any-verifier' };

/** Judges cards, however they come. Challenges stay in here until they are answered. */
export class VerifierDesk {
  readonly #ports: VerifierDeskPorts;
  readonly #challenges = new Map<string, OpenChallenge>();
  readonly #remember: (id: string, untilMs: number) => Promise<boolean>;

  constructor(ports: VerifierDeskPorts) {
    this.#ports = ports;
    this.#remember = createReplayMemory(ports.now);
  }

  /** What a holder shows, to whoever looks or in answer to a challenge. */
  async check(text: string, source: CheckSource, challengeId: string | null): Promise<AnswerOf<'verifier.check'>> {
    const presentation = readPresentation(text, source);
    if (presentation === null) return NO_PRESENTATION;
    const challenge = challengeId === null ? null : (this.#challenges.get(challengeId) ?? null);
    if (challengeId !== null && (!challenge || this.#ports.now() >= challenge.expiresAt)) return CHALLENGE_GONE;
    const report = await this.#examine(presentation, policyOf(challenge?.binding ?? SHOWN, source));
    // SECURITY: one challenge, one answer. Another code that came before the camera meanwhile does not use it up.
    const isAnswer = report.steps.some(({ id, outcome }) => id === 'kb-nonce' && outcome === 'pass');
    if (challengeId !== null && isAnswer && !this.#challenges.delete(challengeId)) return CHALLENGE_GONE;
    return succeed(this.#answer(report, challenge ? 'challenged' : 'shown', challenge?.binding ?? SHOWN));
  }

  /** The same in answer to a challenge that is not kept in here: for how long it may be answered, the answer's own date says alone. */
  async checkAgainst(
    text: string,
    source: CheckSource,
    { nonce, audience }: Pick<Challenge, 'nonce' | 'audience'>,
  ): Promise<AnswerOf<'verifier.check'>> {
    const presentation = readPresentation(text, source);
    if (presentation === null) return NO_PRESENTATION;
    const binding = { kind: 'asked', nonce, audience } as const;
    return succeed(this.#answer(await this.#examine(presentation, policyOf(binding, source)), 'challenged', binding));
  }

  /** What a holder has sent in answer to a request. */
  async checkAnswer(presentation: string, binding: Binding, groups: readonly Group[]): Promise<VerifierAnswer> {
    return this.#answer(await this.#examine(presentation, { binding, groups }), 'asked', binding);
  }

  async challenge(): Promise<AnswerOf<'verifier.challenge'>> {
    const { now, name } = this.#ports;
    const text = createChallenge(name(), randomBytes);
    const read = await readChallenge(text, sha256);
    if (!read.ok) throw new Error(`a challenge of our own cannot be read: ${read.code}`);
    const { nonce, audience } = read.value;
    const challengeId = randomBytes(12).toString('hex');
    const expiresAt = now() + LIFETIME_MS;
    for (const [id, open] of this.#challenges) if (open.expiresAt <= now()) this.#challenges.delete(id);
    const [oldest] = this.#challenges.keys();
    if (this.#challenges.size >= MAX_CHALLENGES && oldest !== undefined) this.#challenges.delete(oldest);
    this.#challenges.set(challengeId, { binding: { kind: 'asked', nonce, audience }, expiresAt });
    return succeed({ challengeId, text, expiresAt });
  }

  async #examine(text: string, policy: PresentationPolicy): Promise<PresentationReport> {
    const { now, verify, keys, lists, times } = this.#ports;
    const report = await checkPresentation(text, policy, {
      ...{ now, verify, sha256, inflate, remember: this.#remember },
      findKeys: (purpose, kid) => keys.find(purpose, kid),
      mayLackKeys: (issuer) => keys.mayLackKeys(issuer),
      findStatusList: (uri) => lists.find(uri),
      newestSignedAt: () => times.latest(),
    });
    if (report.issuerSignedAt !== null) void times.noteSigned(report.issuerSignedAt);
    void times.noteOwnClock();
    return report;
  }

  #answer(report: PresentationReport, mode: ShowingMode, binding: Binding): VerifierAnswer {
    const { now, lists, repeats, salt, write, bundledIssuer, nameOf } = this.#ports;
    const { presented } = report;
    const at = now();
    const card = presented && hashCard(presented.status, salt());
    const known = presented && lists.describe(presented.status.uri);
    const signedAt = presented?.statusAsOf ?? null;
    const holdsUntil = (known?.list.opened.expiresAt ?? 0) * 1000;
    const answer = viewAnswer(report, {
      ...{ at, mode, binding, nameOf, bundledIssuer: bundledIssuer() },
      list: signedAt !== null && known ? { signedAt: signedAt * 1000, holdsUntil, isFresh: known.isFresh } : null,
      lastListHeldUntil: signedAt === null && known ? holdsUntil : null,
      repeat: card === null ? null : repeats.note(card, at),
    });
    write({ at, verdict: answer.verdict, reason: answer.reason, mode, card });
    return answer;
  }
}

const policyOf = (binding: Binding, source: CheckSource): PresentationPolicy => ({
  ...{ binding, groups: ['card'] },
  // SECURITY: only what was put together from frames may be longer than one QR code.
  ...(source === 'frames' && { maxCharacters: MAX_FRAMED_CHARACTERS }),
});

const CHALLENGE_GONE = { ok: false, code: 'CHALLENGE_GONE' } as const;
const NO_PRESENTATION = { ok: false, code: 'QR_UNKNOWN_FORMAT', detail: 'no presentation' } as const;

/** Null for what is no presentation at all. */
function readPresentation(text: string, source: CheckSource): string | null {
  const presentation = tidy(text, source);
  return presentation.startsWith(OFFLINE_PREFIX) || presentation.includes('~') ? presentation : null;
}

/** Line breaks come from pasting and from readers that type. Spaces stay: in base45 they are characters like any other. */
const tidy = (text: string, source: CheckSource): string =>
  source === 'typed' || source === 'pasted' || source === 'reader' ? text.replace(/[\r\n\t]/gu, '') : text;
