import type { CallFailure, QrSource } from '../../shared/ipc/contract.ts';
import type { OpenedRequest } from '../../shared/ipc/presentation-views.ts';
import type { HostClient } from './host-client.ts';
import { isLive } from './is-live.ts';

/** Where the person is on the way from a verifier's code to an answer. Nothing is shared before `sharing`, which only a press leads to. */
type Phase =
  | { readonly kind: 'input' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'refused'; readonly failure: CallFailure }
  | { readonly kind: 'asked'; readonly opened: OpenedRequest; readonly failure: CallFailure | null }
  | { readonly kind: 'sharing'; readonly opened: OpenedRequest }
  | { readonly kind: 'sent'; readonly opened: OpenedRequest }
  | {
      readonly kind: 'qr';
      readonly opened: OpenedRequest;
      readonly withPhoto: boolean;
      readonly text: string;
      readonly until: number;
    }
  | { readonly kind: 'declined' };

/** „Potwierdź swoje dane". It lives as long as the page: after a reload the way begins anew, and a request in hand ends by itself. */
export class ConfirmingData {
  typedText = $state('');
  readonly #host: HostClient;
  #phase = $state.raw<Phase>({ kind: 'input' });
  /** Answers to an attempt that was left meanwhile are dropped. */
  #attempt = 0;

  constructor(host: HostClient) {
    this.#host = host;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Forgets what was; a request in hand is neither answered nor refused. */
  begin(): void {
    this.#attempt++;
    this.#phase = { kind: 'input' };
    this.typedText = '';
  }

  /** Back to the ways in, with what was typed still there. */
  tryAgain(): void {
    this.#attempt++;
    this.#phase = { kind: 'input' };
  }

  /** A camera sees every QR that lies about: one that is no request is `foreign`, and the search goes on. */
  async open(text: string, source: QrSource): Promise<'taken' | 'foreign'> {
    const attempt = ++this.#attempt;
    if (!isLive(source)) this.#phase = { kind: 'checking' };
    const answer = await this.#host.call('presentation.open', { text, source });
    if (attempt !== this.#attempt) return 'taken';
    if (answer.ok) this.#phase = { kind: 'asked', opened: answer.value, failure: null };
    else if (isLive(source) && answer.code === 'QR_UNKNOWN_FORMAT') return 'foreign';
    else this.#phase = { kind: 'refused', failure: answer };
    return 'taken';
  }

  /** `withPhoto` is for challenges only: who asks over the network gets what was asked for. */
  async share(cardId: string, withPhoto: boolean): Promise<void> {
    if (this.#phase.kind !== 'asked') return;
    const { opened } = this.#phase;
    const attempt = ++this.#attempt;
    this.#phase = { kind: 'sharing', opened };
    const answer = await this.#host.call('presentation.share', { requestId: opened.requestId, cardId, withPhoto });
    if (attempt !== this.#attempt) return;
    if (answer.ok)
      this.#phase = answer.value.kind === 'sent' ? { kind: 'sent', opened } : { ...answer.value, opened, withPhoto };
    // The request is still there: it was not used.
    else if (answer.code === 'VAULT_UNWRITABLE') this.#phase = { kind: 'asked', opened, failure: answer };
    else this.#phase = { kind: 'refused', failure: answer };
  }

  /** Nobody has to wait to have said no. */
  decline(): void {
    if (this.#phase.kind !== 'asked') return;
    const { requestId } = this.#phase.opened;
    this.#attempt++;
    this.#phase = { kind: 'declined' };
    void this.#host.call('presentation.decline', { requestId });
  }

  /** The time to answer is over. */
  expire(): void {
    if (this.#phase.kind === 'asked') this.#phase = { kind: 'refused', failure: { code: 'REQUEST_EXPIRED' } };
  }
}
