import type { CallFailure } from '../../shared/ipc/contract.ts';
import type { HostClient } from './host-client.ts';

interface Question {
  readonly challengeId: string;
  /** What its QR says. */
  readonly text: string;
  readonly expiresAt: number;
  /** How long it lives in all. */
  readonly lengthMs: number;
}

/** A question that needs no network: one at a time, and each for one answer. */
export class AskingOffline {
  readonly #host: HostClient;
  #question = $state.raw<Question | null>(null);
  #failure = $state.raw<CallFailure | null>(null);
  /** An answer to an earlier wish is dropped. */
  #run = 0;

  constructor(host: HostClient) {
    this.#host = host;
  }

  get question(): Question | null {
    return this.#question;
  }
  get failure(): CallFailure | null {
    return this.#failure;
  }

  /** Nobody looks any more. */
  end(): void {
    this.#run++;
    this.#question = null;
    this.#failure = null;
  }

  /** A new question in place of the old one. */
  async ask(): Promise<void> {
    const run = ++this.#run;
    this.#failure = null;
    const answer = await this.#host.call('verifier.challenge', null);
    if (run !== this.#run) return;
    this.#question = answer.ok ? { ...answer.value, lengthMs: answer.value.expiresAt - Date.now() } : null;
    this.#failure = answer.ok ? null : answer;
  }
}
