import type { CallFailure, CheckSource } from '../../shared/ipc/contract.ts';
import type { VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import type { Verdict } from '../../shared/protocol/codes.ts';
import type { Judged } from '../scan/live-scan.svelte.ts';
import { MovingCode } from '../scan/moving-code.svelte.ts';
import { PassedCodes } from '../scan/passed-codes.ts';
import { type Misread, readCard } from '../scan/read-card.ts';
import { AnswerOnScreen } from './answer-on-screen.svelte.ts';
import type { HostClient } from './host-client.ts';
import { isLive } from './is-live.ts';
import { CLASS_OF_VERDICT, type VerdictClass } from './verdict-class.ts';

/** How long good news stays where nobody comes. Other verdicts stay until the next card: somebody has to act on them. */
const GOOD_FOR_MS = 4000;
/** How long a person's name stays where nobody comes. */
const PERSON_FOR_MS = 8000;
/** How many verdicts are shown as a row of icons. */
const LATEST = 5;
const PACE_OVER_MS = 60_000;

type Current =
  /** Nobody is there, or what was said of the last one has had its time. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'checking' }
  /** `repeatAgoMs`: this card was looked at in this queue already, so long ago. */
  | { readonly kind: 'answered'; readonly repeatAgoMs: number | null }
  | { readonly kind: 'misread'; readonly what: Misread }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

export interface Latest {
  readonly id: number;
  readonly verdict: Verdict;
  readonly isRepeat: boolean;
}

/** One card after the other without a press between them. Counts verdicts, and keeps nobody's name longer than it is looked at. */
export class Queue {
  readonly moving = new MovingCode();
  readonly onScreen = new AnswerOnScreen();
  /** Told of each verdict as it is shown. */
  onAnswer: (verdict: Verdict, isRepeat: boolean) => void = () => undefined;
  readonly #host: HostClient;
  #isRunning = $state(false);
  #current = $state.raw<Current>({ kind: 'ready' });
  #tally = $state.raw<Readonly<Record<VerdictClass, number>>>(NONE);
  #repeats = $state(0);
  #latest = $state.raw<readonly Latest[]>([]);
  #times = $state.raw<readonly number[]>([]);
  /** When the first card of this queue was judged, by the host's clock; what was looked at before that is no repeat here. */
  #firstAt: number | null = null;
  #inPicture = $state.raw<Misread>('foreign');
  #count = 0;
  /** Cards are judged one at a time, in the order in which they came. */
  #turn: Promise<unknown> = Promise.resolve();
  /** A pause ends what a camera remembers, and the host would call a code that is still there a copy. */
  readonly #judged = new PassedCodes<true>();
  /** Counts pauses: an answer that comes after one is counted and not shown. */
  #run = 0;
  #timers: readonly ReturnType<typeof setTimeout>[] = [];

  constructor(host: HostClient) {
    this.#host = host;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }
  get current(): Current {
    return this.#current;
  }
  /** How many different cards were judged, by what came of it. */
  get tally(): Readonly<Record<VerdictClass, number>> {
    return this.#tally;
  }
  get total(): number {
    return Object.values(this.#tally).reduce((sum, count) => sum + count, 0);
  }
  get repeats(): number {
    return this.#repeats;
  }
  /** What the camera or the screen showed last instead of a card. */
  get inPicture(): Misread {
    return this.#inPicture;
  }
  /** Newest first. */
  get latest(): readonly Latest[] {
    return this.#latest;
  }

  /** Cards judged in the minute before `now`. */
  paceAt(now: number): number {
    return this.#times.filter((at) => at > now - PACE_OVER_MS).length;
  }

  start(): void {
    this.#isRunning = true;
  }

  /** Nobody's data stay. */
  pause(): void {
    this.#run++;
    this.#isRunning = false;
    this.moving.forget();
    this.#rest();
  }

  reset(): void {
    this.#tally = NONE;
    this.#repeats = 0;
    this.#latest = [];
    this.#times = [];
    this.#firstAt = null;
    this.#rest();
  }

  /** Whatever comes of a text, the search goes on. */
  async take(raw: string, source: CheckSource): Promise<Judged> {
    if (!this.#isRunning) return 'part';
    const read = readCard(raw, source, this.moving);
    if (read.kind === 'misread') return this.#passOver(read.what, source);
    if (read.kind !== 'card') return read.kind;
    if (isLive(source) && this.#judged.find(read.text)) return 'seen';
    const judged = this.#turn.then(() => this.#judge(read.text, read.source));
    this.#turn = judged;
    return judged;
  }

  async #judge(text: string, source: CheckSource): Promise<Judged> {
    const run = this.#run;
    if (!this.#isRunning) return 'part';
    // Whoever was here before is gone as soon as the next one comes.
    this.#show({ kind: 'checking' });
    const answer = await this.#host.call('verifier.check', { text, source, challengeId: null });
    if (answer.ok) this.#judged.note(text, true);
    if (answer.ok) this.#take(answer.value, run === this.#run);
    else if (run === this.#run) this.#show({ kind: 'failed', failure: answer });
    return 'seen';
  }

  #take(answer: VerifierAnswer, isWatched: boolean): void {
    const { verdict, repeat } = answer;
    this.#firstAt ??= answer.at;
    const repeatAgoMs = repeat && repeat.lastAt >= this.#firstAt ? answer.at - repeat.lastAt : null;
    const isRepeat = repeatAgoMs !== null;
    if (isRepeat) this.#repeats++;
    else this.#countIn(verdict);
    this.#latest = [{ id: ++this.#count, verdict, isRepeat }, ...this.#latest].slice(0, LATEST);
    if (!isWatched) return;
    this.#show({ kind: 'answered', repeatAgoMs });
    this.onScreen.show(answer);
    this.#timers = [setTimeout(() => this.onScreen.dropPerson(), PERSON_FOR_MS)];
    if (CLASS_OF_VERDICT[verdict] === 'good')
      this.#timers = [...this.#timers, setTimeout(() => this.#rest(), GOOD_FOR_MS)];
    this.onAnswer(verdict, isRepeat);
  }

  #countIn(verdict: Verdict): void {
    const verdictClass = CLASS_OF_VERDICT[verdict];
    this.#tally = { ...this.#tally, [verdictClass]: this.#tally[verdictClass] + 1 };
    const now = Date.now();
    this.#times = [...this.#times.filter((at) => at > now - PACE_OVER_MS), now];
  }

  /** A poster on the wall does not take a verdict off the screen. */
  #passOver(what: Misread, source: CheckSource): Judged {
    this.#inPicture = what;
    if (source === 'reader') this.#show({ kind: 'misread', what });
    return 'foreign';
  }

  #rest = (): void => this.#show({ kind: 'ready' });

  #show(current: Current): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.onScreen.clear();
    this.#current = current;
  }
}

const NONE: Readonly<Record<VerdictClass, number>> = { good: 0, caution: 0, bad: 0, unknown: 0 };
