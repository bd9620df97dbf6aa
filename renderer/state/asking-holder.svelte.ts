import type { CallFailure } from '../../shared/ipc/contract.ts';
import type { Ask, AskingView } from '../../shared/ipc/verifier-views.ts';
import type { AnswerOnScreen } from './answer-on-screen.svelte.ts';
import type { HostClient } from './host-client.ts';

/** A question to a holder over the network, from the page's side. The question itself is the host's; its answer comes here once. */
export class AskingHolder {
  readonly #host: HostClient;
  readonly #answer: AnswerOnScreen;
  /** The question this page waits for. Another tab's answers are none of its business. */
  #awaitedId: string | null = null;
  #isStarting = $state(false);
  #failure = $state.raw<CallFailure | null>(null);

  constructor(host: HostClient, answer: AnswerOnScreen) {
    this.#host = host;
    this.#answer = answer;
  }

  get isStarting(): boolean {
    return this.#isStarting;
  }
  /** Why nothing could be asked. */
  get failure(): CallFailure | null {
    return this.#failure;
  }

  /** The open question, or null where `failure` says why there is none. */
  async ask(ask: Ask): Promise<AskingView | null> {
    if (this.#isStarting) return null;
    this.#isStarting = true;
    this.#failure = null;
    this.#answer.clear();
    const result = await this.#host.call('verifier.ask', { ask });
    this.#isStarting = false;
    if (!result.ok) {
      this.#failure = result;
      return null;
    }
    this.#awaitedId = result.value.askId;
    return this.takeAnswer(result.value);
  }

  /** Waits for the answer to a question that was open when this page came. */
  await(askId: string): void {
    this.#awaitedId = askId;
  }

  async end(askId: string): Promise<void> {
    const result = await this.#host.call('verifier.end-asking', { askId });
    this.#failure = result.ok ? null : result;
  }

  /** What is left of a pushed question once its answer is where answers are. */
  takeAnswer<Asking extends AskingView | null>(asking: Asking): Asking {
    if (!asking?.answer) return asking;
    if (asking.askId === this.#awaitedId) {
      this.#awaitedId = null;
      this.#answer.show(asking.answer);
    }
    // SECURITY: nowhere else in the page is there a person of an answer.
    return { ...asking, answer: null };
  }
}
