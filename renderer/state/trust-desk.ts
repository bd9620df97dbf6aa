import type { AnswerOf, ArgumentOf } from '../../shared/ipc/contract.ts';
import type { HostClient } from './host-client.ts';

/** What can be asked of the trust list; the list itself comes with the pushes. */
export class TrustDesk {
  readonly #host: HostClient;

  constructor(host: HostClient) {
    this.#host = host;
  }

  inspect(text: string): Promise<AnswerOf<'trust.inspect'>> {
    return this.#host.call('trust.inspect', { text });
  }

  add(seen: ArgumentOf<'trust.add'>): Promise<AnswerOf<'trust.add'>> {
    return this.#host.call('trust.add', seen);
  }

  remove(issuer: string): Promise<AnswerOf<'trust.remove'>> {
    return this.#host.call('trust.remove', { issuer });
  }

  refresh(issuer: string): Promise<AnswerOf<'trust.refresh'>> {
    return this.#host.call('trust.refresh', { issuer });
  }
}
