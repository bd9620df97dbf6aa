import type { AnyPush, Handlers } from '../shared/ipc/contract.ts';
import { readHandOverLink } from '../shared/protocol/hand-over.ts';
import { succeed } from '../shared/protocol/result.ts';

/** Keeps what a hand-over link brought until a page has it: the link may come before there is a page, or while it loads anew. */
export class HandOverBox {
  readonly #push: (push: AnyPush) => void;
  #text: string | null = null;

  constructor(push: (push: AnyPush) => void) {
    this.#push = push;
  }

  get text(): string | null {
    return this.#text;
  }

  /** SECURITY: any program and any web page can send links. What is none of ours is dropped, and the rest is only shown. */
  receive(link: string): void {
    const text = readHandOverLink(link);
    if (text !== null) this.#put(text);
  }

  readonly handlers: Pick<Handlers, 'handover.taken'> = {
    'handover.taken': () => {
      this.#put(null);
      return Promise.resolve(succeed(null));
    },
  };

  #put(text: string | null): void {
    this.#text = text;
    this.#push({ name: 'handover.changed', value: text });
  }
}
