import type { GlimpseReason } from '../../scan/engine.ts';

/** A code that passes by is unreadable for a moment; one that stays so in this many frames wants advice. */
const FRAMES_BEFORE_WORDS = 4;
/** Words stand at least so long: nobody follows advice that changes while they read it. */
const WORDS_FOR_MS = 1000;

/** Why a code cannot be read, said steadily, although each frame may have another reason. */
export class Advice {
  #said: GlimpseReason | null = null;
  #saidAt = 0;
  #heard: GlimpseReason | null = null;
  #times = 0;

  /** What to say after a frame in which a code could not be read for this reason; null where it is too early to say anything. */
  note(reason: GlimpseReason, now: number): GlimpseReason | null {
    this.#times = reason === this.#heard ? this.#times + 1 : 1;
    this.#heard = reason;
    const mayChange = this.#said === null || now - this.#saidAt >= WORDS_FOR_MS;
    if (reason !== this.#said && this.#times >= FRAMES_BEFORE_WORDS && mayChange) {
      this.#said = reason;
      this.#saidAt = now;
    }
    return this.#said;
  }

  /** The code was read, or is gone. */
  forget(): void {
    this.#said = null;
    this.#heard = null;
    this.#times = 0;
  }
}
