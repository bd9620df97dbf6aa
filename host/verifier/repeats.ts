/** How many cards are remembered; the longest unseen one is forgotten first. */
const MOST_CARDS = 20_000;

interface Seen {
  readonly times: number;
  readonly lastAt: number;
}

/** Which cards were looked at before, by the hashes of the records, in memory only. */
export class Repeats {
  readonly #seen = new Map<string, Seen>();

  /** What was known of this card until now, which counts from now on. Instants in milliseconds. */
  note(card: string, at: number): Seen | null {
    const before = this.#seen.get(card) ?? null;
    this.#seen.delete(card);
    this.#seen.set(card, { times: (before?.times ?? 0) + 1, lastAt: at });
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > MOST_CARDS && oldest !== undefined) this.#seen.delete(oldest);
    return before;
  }

  clear(): void {
    this.#seen.clear();
  }
}
