import { SvelteMap } from 'svelte/reactivity';
import type { CallFailure } from '../../shared/ipc/contract.ts';
import type { CardView } from '../../shared/ipc/views.ts';
import type { HostClient } from './host-client.ts';

export type UpdatePhase =
  | { readonly kind: 'working' }
  | { readonly kind: 'done'; readonly updatedAt: number }
  | { readonly kind: 'failed'; readonly failure: CallFailure };

/** A card that was removed, and whether its issuer knows: `telling` while it is told. */
export interface Removed {
  readonly issuerHost: string;
  readonly issuer: 'telling' | 'told' | 'queued' | 'untold';
}

/** Updating and removing cards. It outlives the screens that show it: a card is gone from its screen before its issuer has answered. */
export class KeepingCards {
  readonly #host: HostClient;
  readonly #updates = new SvelteMap<string, UpdatePhase>();
  readonly #refusals = new SvelteMap<string, CallFailure>();
  #removed = $state.raw<Removed | null>(null);

  constructor(host: HostClient) {
    this.#host = host;
  }

  /** The last removal of this page, until it has been read. */
  get removed(): Removed | null {
    return this.#removed;
  }

  updateOf(cardId: string): UpdatePhase | null {
    return this.#updates.get(cardId) ?? null;
  }

  /** Why a card could not be removed. */
  refusalOf(cardId: string): CallFailure | null {
    return this.#refusals.get(cardId) ?? null;
  }

  /** Answers with the card as it is now, or null where `updateOf` says why not. */
  async update(cardId: string): Promise<CardView | null> {
    if (this.#updates.get(cardId)?.kind === 'working') return null;
    this.#updates.set(cardId, { kind: 'working' });
    const answer = await this.#host.call('card.update', { cardId });
    this.#updates.set(
      cardId,
      answer.ok ? { kind: 'done', updatedAt: answer.value.updatedAt } : { kind: 'failed', failure: answer },
    );
    return answer.ok ? answer.value : null;
  }

  async remove({ id, issuerHost }: Pick<CardView, 'id' | 'issuerHost'>): Promise<boolean> {
    this.#refusals.delete(id);
    this.#removed = { issuerHost, issuer: 'telling' };
    const answer = await this.#host.call('card.remove', { cardId: id });
    if (answer.ok) {
      const { isIssuerTold, isQueued } = answer.value;
      this.#removed = { issuerHost, issuer: isIssuerTold ? 'told' : isQueued ? 'queued' : 'untold' };
    } else {
      this.#removed = null;
      this.#refusals.set(id, answer);
    }
    return answer.ok;
  }

  /** The screen of this card is left: what was said there is not said again. */
  leave(cardId: string): void {
    if (this.#updates.get(cardId)?.kind !== 'working') this.#updates.delete(cardId);
    this.#refusals.delete(cardId);
  }

  forgetRemoved(): void {
    this.#removed = null;
  }
}
