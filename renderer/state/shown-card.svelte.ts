import type { CallFailure } from '../../shared/ipc/contract.ts';
import type { ShownCard } from '../../shared/ipc/presentation-views.ts';
import { SHOWN_REDRAW_MS } from '../../shared/protocol/limits.ts';
import type { HostClient } from './host-client.ts';

/** A card on show: a QR code that is replaced when its time is over, for as long as somebody can look at it. */
export class CardOnShow {
  readonly #host: HostClient;
  readonly #cardId: string;
  #shown = $state.raw<ShownCard | null>(null);
  #withPhoto = $state(false);
  #failure = $state.raw<CallFailure | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts starts and stops: an answer to an earlier one is dropped. */
  #run = 0;

  constructor(host: HostClient, cardId: string) {
    this.#host = host;
    this.#cardId = cardId;
  }

  get shown(): ShownCard | null {
    return this.#shown;
  }
  get failure(): CallFailure | null {
    return this.#failure;
  }

  /** Whether the photo is shown too, which takes a code that moves. */
  get withPhoto(): boolean {
    return this.#withPhoto;
  }

  /** What was on the screen is gone at once: it shows too little or too much. */
  async choose(withPhoto: boolean): Promise<void> {
    this.stop();
    this.#withPhoto = withPhoto;
    await this.start();
  }

  async start(): Promise<void> {
    clearTimeout(this.#timer);
    const run = ++this.#run;
    const answer = await this.#host.call('presentation.show', { cardId: this.#cardId, withPhoto: this.#withPhoto });
    if (run !== this.#run) return;
    this.#shown = answer.ok ? answer.value : null;
    this.#failure = answer.ok ? null : answer;
    if (!answer.ok) return;
    // Whatever the clocks say, neither in a frenzy nor later than promised.
    const waitMs = Math.min(Math.max(answer.value.redrawAt - Date.now(), 1000), SHOWN_REDRAW_MS);
    this.#timer = setTimeout(() => void this.start(), waitMs);
  }

  /** Nothing stays on the screen that is not renewed. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#run++;
    this.#shown = null;
  }
}
