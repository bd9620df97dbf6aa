import { CLOCK_SKEW_S } from '../../shared/protocol/limits.ts';
import type { Clock } from '../../shared/protocol/ports.ts';
import {
  isOlderList,
  latestKnown,
  NO_SIGNED_TIMES,
  noteList,
  noteOwnClock,
  noteSigned,
  type SignedTimes,
} from '../../shared/verifier/signed-times.ts';

/** A clock that only ticks need not be written down more often; seconds. */
const OWN_CLOCK_EVERY_S = 60;

export interface KnownTimesPorts {
  readonly now: Clock;
  readonly saved: SignedTimes;
  /** Writes them down; told again where it fails. */
  readonly save: (times: SignedTimes) => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/** What this verifier knows of the time. What is noted counts at once; a crash can lose no more than a minute of its own clock. */
export class KnownTimes {
  readonly #ports: KnownTimesPorts;
  #times: SignedTimes;
  #saved: SignedTimes;

  constructor(ports: KnownTimesPorts) {
    this.#ports = ports;
    this.#times = ports.saved;
    this.#saved = ports.saved;
  }

  /** Seconds: it is later than this, whatever the clock says. */
  latest(): number {
    return latestKnown(this.#times);
  }

  isOlderList(uri: string, signedAt: number): boolean {
    return isOlderList(this.#times, uri, signedAt);
  }

  noteSigned(signedAt: number): Promise<void> {
    return this.#take(noteSigned(this.#times, signedAt));
  }

  noteList(uri: string, signedAt: number): Promise<void> {
    return this.#take(noteList(this.#times, uri, signedAt));
  }

  noteOwnClock(): Promise<void> {
    return this.#take(noteOwnClock(this.#times, this.#ports.now()));
  }

  /**
   * As a new verifier, which has seen nothing yet; where it does not contradict the clock, what is known stays. SECURITY: there is then nothing
   * to be got rid of, and somebody who sets the clock back afterwards would have an old list believed again.
   */
  forget(): Promise<void> {
    const isBehind = this.latest() > this.#ports.now() / 1000 + CLOCK_SKEW_S;
    return isBehind ? this.#take(NO_SIGNED_TIMES) : Promise.resolve();
  }

  async #take(times: SignedTimes): Promise<void> {
    this.#times = times;
    const { newestAt, lists, ownClockAt } = this.#saved;
    // Earlier than what is written down: it has been forgotten.
    const hasNews = times.newestAt !== newestAt || times.lists !== lists || times.ownClockAt < ownClockAt;
    if (!hasNews && times.ownClockAt - ownClockAt < OWN_CLOCK_EVERY_S) return;
    const before = this.#saved;
    this.#saved = times;
    try {
      await this.#ports.save(times);
    } catch (error) {
      // A full disk is no reason not to answer: in memory it counts, and the next note tries again.
      if (this.#saved === times) this.#saved = before;
      this.#ports.onFault(error);
    }
  }
}
