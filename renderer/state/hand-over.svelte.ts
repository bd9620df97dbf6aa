import { isHandOverRoute, readHandOverRoute } from '../../shared/protocol/hand-over.ts';

const TEXT_KEY = 'mleg.hand-over';

export const LINK_ROUTE = '/wallet/add/link';

type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The text of a QR that a link brought, from Mobile USOS or from anywhere. It is kept, across reloads too, until the person has it checked or
 * throws it away. SECURITY: nothing is ever sent because a link came; links can be made by anybody.
 */
export class HandOver {
  readonly #memory: Memory;
  #text = $state<string | null>(null);
  #isBroken = $state(false);
  /** True in a tab that gave it to another one. */
  #isPassedOn = $state(false);

  constructor(memory: Memory) {
    this.#memory = memory;
    this.#text = memory.getItem(TEXT_KEY);
  }

  get text(): string | null {
    return this.#text;
  }
  /** The last link had nothing in it that could be used. */
  get isBroken(): boolean {
    return this.#isBroken;
  }
  get isPassedOn(): boolean {
    return this.#isPassedOn;
  }
  get isHere(): boolean {
    return this.#text !== null || this.#isBroken;
  }

  keep(text: string): void {
    this.#text = text;
    this.#isBroken = false;
    this.#isPassedOn = false;
    this.#memory.setItem(TEXT_KEY, text);
  }

  drop(): void {
    this.#text = null;
    this.#isBroken = false;
    this.#memory.removeItem(TEXT_KEY);
  }

  passOn(): void {
    this.drop();
    this.#isPassedOn = true;
  }

  /** Takes what the page's address carries, and takes it out of the address: it would be copied and bookmarked. */
  takeFromAddress(place: Pick<Location, 'hash'>, past: Pick<History, 'replaceState'>): void {
    const route = place.hash.slice(1);
    if (!isHandOverRoute(route)) return;
    const text = readHandOverRoute(route);
    if (text !== null) this.keep(text);
    else this.#isBroken = true;
    past.replaceState(null, '', `#${LINK_ROUTE}`);
  }
}
