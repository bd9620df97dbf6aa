import { SvelteMap } from 'svelte/reactivity';
import type { CallFailure } from '../../shared/ipc/contract.ts';
import type { CardView, WalletView } from '../../shared/ipc/views.ts';
import type { HostClient } from './host-client.ts';

export type AskPhase =
  | { readonly kind: 'working' }
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

/** Orders whose card was promised for later: asking for it now, and noticing that it has come. */
export class AwaitingCards {
  readonly #host: HostClient;
  readonly #phases = new SvelteMap<string, AskPhase>();
  readonly #arrivals = new SvelteMap<string, string>();

  constructor(host: HostClient) {
    this.#host = host;
  }

  /** Order → the card it became, for all that came while this page was open. */
  get arrivals(): ReadonlyMap<string, string> {
    return this.#arrivals;
  }

  phaseOf(waitingId: string): AskPhase | null {
    return this.#phases.get(waitingId) ?? null;
  }

  /** Refusals that ended their order: it is on no list any more, so they are kept here until they have been read. */
  findLost(waiting: WalletView['waiting']): readonly { readonly id: string; readonly failure: CallFailure }[] {
    return [...this.#phases].flatMap(([id, phase]) =>
      phase.kind === 'failed' && waiting.every((order) => order.id !== id) ? [{ id, failure: phase.failure }] : [],
    );
  }

  /** Answers with the card where it is ready; else `phaseOf` says how it stands. */
  async ask(waitingId: string): Promise<CardView | null> {
    if (this.#phases.get(waitingId)?.kind === 'working') return null;
    this.#phases.set(waitingId, { kind: 'working' });
    const answer = await this.#host.call('waiting.ask', { waitingId });
    if (!answer.ok) this.#phases.set(waitingId, { kind: 'failed', failure: answer });
    else if (answer.value) this.#phases.delete(waitingId);
    else this.#phases.set(waitingId, { kind: 'not-yet' });
    return answer.ok ? answer.value : null;
  }

  forget(waitingId: string): void {
    this.#phases.delete(waitingId);
  }

  /** The arrivals have been read. */
  forgetArrivals(): void {
    this.#arrivals.clear();
  }

  /** An order that is gone, while its university's card is new, has become that card: the host does both in one step. */
  follow(before: WalletView, after: WalletView): void {
    const fresh = after.cards.filter(({ id }) => before.cards.every((card) => card.id !== id));
    for (const order of before.waiting) {
      if (after.waiting.some(({ id }) => id === order.id)) continue;
      const at = fresh.findIndex(({ issuerHost }) => issuerHost === order.issuerHost);
      const [card] = at === -1 ? [] : fresh.splice(at, 1);
      if (!card) continue;
      this.#arrivals.set(order.id, card.id);
      this.#phases.delete(order.id);
    }
  }
}
