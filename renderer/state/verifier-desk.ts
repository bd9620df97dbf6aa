import type { AnswerOf, CallFailure } from '../../shared/ipc/contract.ts';
import type { VerifierSettings } from '../../shared/ipc/verifier-views.ts';
import type { HostClient } from './host-client.ts';

/** What can be asked of the verifier besides checking; how it stands comes with the pushes. */
export class VerifierDesk {
  readonly #host: HostClient;

  constructor(host: HostClient) {
    this.#host = host;
  }

  refresh(): Promise<AnswerOf<'verifier.refresh'>> {
    return this.#host.call('verifier.refresh', null);
  }

  forget(): Promise<AnswerOf<'verifier.forget'>> {
    return this.#host.call('verifier.forget', null);
  }

  changeSettings(settings: VerifierSettings): Promise<AnswerOf<'verifier.change-settings'>> {
    return this.#host.call('verifier.change-settings', settings);
  }

  clearRecords(): Promise<AnswerOf<'verifier.clear-records'>> {
    return this.#host.call('verifier.clear-records', null);
  }

  /** All records as the parts of one CSV file, fetched a day at a time. */
  async exportRecords(): Promise<
    { readonly ok: true; readonly parts: readonly string[] } | { readonly ok: false; readonly failure: CallFailure }
  > {
    const parts: string[] = [];
    let day: string | null = null;
    do {
      const answer: AnswerOf<'verifier.export-records'> = await this.#host.call('verifier.export-records', { day });
      if (!answer.ok) return { ok: false, failure: answer };
      parts.push(answer.value.csv);
      day = answer.value.next;
    } while (day !== null);
    return { ok: true, parts };
  }
}
