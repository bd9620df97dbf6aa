import { findCrc32 } from '../../shared/protocol/crc32.ts';

/** How many codes are remembered. */
const MOST_CODES = 200;

/** What was said of codes that have been looked at. By a digest of each: a card's text is a person's data, and those are not kept. */
export class PassedCodes<Said> {
  readonly #said = new Map<string, Said>();

  find(text: string): Said | undefined {
    return this.#said.get(digest(text));
  }

  note(text: string, said: Said): void {
    const [oldest] = this.#said.keys();
    if (this.#said.size >= MOST_CODES && oldest !== undefined) this.#said.delete(oldest);
    this.#said.set(digest(text), said);
  }

  clear(): void {
    this.#said.clear();
  }
}

const digest = (text: string): string => `${text.length} ${findCrc32(new TextEncoder().encode(text))}`;
