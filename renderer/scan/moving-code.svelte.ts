import { FRAME_PREFIX, FrameReader } from '../../shared/protocol/photo-frames.ts';

/** How many moving codes are remembered that were read to the end: their further frames say nothing new. */
const MOST_FINISHED = 20;
/** What all frames of one moving code begin with: the prefix, and the first six bytes of the header, which name it. */
const NAME_CHARACTERS = FRAME_PREFIX.length + 9;

export interface FramesSeen {
  readonly received: number;
  readonly needed: number;
}

type Taken = { readonly kind: 'part' | 'seen' } | { readonly kind: 'whole'; readonly text: string };

/** A code whose picture changes, collected frame by frame. */
export class MovingCode {
  #seen = $state.raw<FramesSeen | null>(null);
  #reader = new FrameReader();
  readonly #finished: string[] = [];

  /** How much of it has been read; null where none is being read. */
  get seen(): FramesSeen | null {
    return this.#seen;
  }

  take(frame: string): Taken {
    const name = frame.slice(0, NAME_CHARACTERS);
    if (this.#finished.includes(name)) return { kind: 'seen' };
    const taken = this.#reader.take(frame);
    if (taken.kind === 'progress') this.#seen = taken;
    if (taken.kind !== 'done') return { kind: 'part' };
    this.#finished.push(name);
    if (this.#finished.length > MOST_FINISHED) this.#finished.shift();
    this.forget();
    return { kind: 'whole', text: taken.text };
  }

  /** Lets go of what was collected: it is a person's data. */
  forget(): void {
    this.#seen = null;
    this.#reader = new FrameReader();
  }
}
