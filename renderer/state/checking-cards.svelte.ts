import type { CallFailure, CheckSource } from '../../shared/ipc/contract.ts';
import type { Judged } from '../scan/live-scan.svelte.ts';
import { MovingCode } from '../scan/moving-code.svelte.ts';
import { type Misread, readCard } from '../scan/read-card.ts';
import type { AnswerOnScreen } from './answer-on-screen.svelte.ts';
import type { HostClient } from './host-client.ts';
import { isLive } from './is-live.ts';

type Phase =
  | { readonly kind: 'input' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'misread'; readonly what: Misread }
  | { readonly kind: 'refused'; readonly failure: CallFailure };

/** Cards checked one by one. What is found is shown by `AnswerOnScreen`; nothing of it is kept here. */
export class CheckingCards {
  typedText = $state('');
  readonly moving = new MovingCode();
  readonly #host: HostClient;
  readonly #onScreen: AnswerOnScreen;
  #phase = $state.raw<Phase>({ kind: 'input' });
  #inPicture = $state.raw<Misread>('foreign');
  /** An answer to an attempt that was left meanwhile, or overtaken, is dropped. */
  #attempt = 0;

  constructor(host: HostClient, onScreen: AnswerOnScreen) {
    this.#host = host;
    this.#onScreen = onScreen;
  }

  get phase(): Phase {
    return this.#phase;
  }
  /** What the camera or the screen showed last instead of a card. The search goes on meanwhile. */
  get inPicture(): Misread {
    return this.#inPicture;
  }

  /** Ready for the next card; of the last one nothing is left. */
  begin(): void {
    this.#attempt++;
    this.#onScreen.clear();
    this.moving.forget();
    this.#phase = { kind: 'input' };
    this.typedText = '';
  }

  /** `challengeId`: the question that the card has to answer; null where nobody asked. */
  async check(raw: string, source: CheckSource, challengeId: string | null = null): Promise<Judged> {
    const read = readCard(raw, source, this.moving);
    if (read.kind === 'misread') return this.#passOver(read.what, source);
    if (read.kind !== 'card') return read.kind;
    const attempt = ++this.#attempt;
    if (!isLive(source)) this.#phase = { kind: 'checking' };
    const answer = await this.#host.call('verifier.check', { text: read.text, source: read.source, challengeId });
    if (attempt !== this.#attempt) return 'seen';
    if (!answer.ok && answer.code === 'QR_UNKNOWN_FORMAT') return this.#passOver('foreign', source);
    if (!answer.ok) {
      this.#tell({ kind: 'refused', failure: answer });
      return 'seen';
    }
    this.begin();
    this.#onScreen.show(answer.value);
    return 'taken';
  }

  /** A camera sees every code that lies about, and says so beside its picture. */
  #passOver(what: Misread, source: CheckSource): Judged {
    if (isLive(source)) this.#inPicture = what;
    else this.#tell({ kind: 'misread', what });
    return 'foreign';
  }

  /** In place of an answer that may still be on the screen. What was typed stays, to be put right. */
  #tell(phase: Phase): void {
    this.#attempt++;
    this.#onScreen.clear();
    this.#phase = phase;
  }
}
