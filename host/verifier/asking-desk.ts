import { randomBytes } from 'node:crypto';
import type { AnswerOf } from '../../shared/ipc/contract.ts';
import { type Ask, type AskingView, GROUPS_OF_ASK, type VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import type { PrivateJwk } from '../../shared/protocol/es256.ts';
import type { Clock, SendHttp } from '../../shared/protocol/ports.ts';
import type { Group } from '../../shared/protocol/presentation.ts';
import { succeed } from '../../shared/protocol/result.ts';
import type { Binding } from '../../shared/verifier/check-key-binding.ts';
import {
  endRequest,
  placeRequest,
  type PlacedRequest,
  readNews,
  type RelayNews,
} from '../../shared/verifier/relay-client.ts';

export interface AskingDeskPorts {
  readonly send: SendHttp;
  readonly now: Clock;
  /** The university whose relay is asked through; null while there is none. */
  readonly relay: () => string | null;
  /** This verifier's own key, made and kept at the first question. Throws VaultUnwritable. */
  readonly key: () => Promise<PrivateJwk>;
  readonly judge: (presentation: string, binding: Binding, groups: readonly Group[]) => Promise<VerifierAnswer>;
  /** The question as it stands now, with its answer once; null where none is open. */
  readonly onChange: (asking: AskingView | null) => void;
  readonly wait: (ms: number) => Promise<void>;
}

/** How long the relay holds an answer back until there is news. Shorter than the host's own limit for a request. Seconds. */
const WAIT_S = 8;
/** Between two tries of a relay that cannot be reached. */
const TRY_AGAIN_MS = 1000;

/** One question at a time to holders over the network (OpenID4VP 1.0, cross-device). Nonces, keys and tokens stay in here. */
export class AskingDesk {
  readonly #ports: AskingDeskPorts;
  #view: AskingView | null = null;
  #open: { readonly askId: string; readonly request: PlacedRequest } | null = null;

  constructor(ports: AskingDeskPorts) {
    this.#ports = ports;
  }

  /** Without the answer, which is pushed once. */
  get view(): AskingView | null {
    return this.#view;
  }

  async ask(ask: Ask): Promise<AnswerOf<'verifier.ask'>> {
    const { relay, key, send, now } = this.#ports;
    const issuer = relay();
    if (issuer === null) return { ok: false, code: 'ASK_NO_RELAY' };
    this.#callOff();
    const groups = GROUPS_OF_ASK[ask];
    const placed = await placeRequest(issuer, groups, await key(), { send, now, randomBytes });
    if (placed.kind !== 'placed') {
      const code = placed.kind === 'unreachable' ? 'REQUEST_UNREACHABLE' : 'ASK_REFUSED';
      return { ok: false, code, detail: placed.why };
    }
    // Another question may have been asked meanwhile; the one placed last stays.
    this.#callOff();
    const { request } = placed;
    const { link, code, expiresAt } = request;
    const askId = randomBytes(12).toString('hex');
    this.#open = { askId, request };
    const view: AskingView = {
      ...{ askId, ask, link, code, expiresAt },
      ...{ state: 'waiting', failure: null, answer: null },
    };
    this.#show(view);
    void this.#follow(view, request, groups);
    return succeed(view);
  }

  /** Calls it off, or puts it away where it has ended. */
  end(askId: string): void {
    if (this.#view?.askId !== askId) return;
    this.#callOff();
    this.#show(null);
  }

  #callOff(): void {
    const open = this.#open;
    this.#open = null;
    if (open) void endRequest(open.request, this.#ports.send);
  }

  #isOpen = (askId: string): boolean => this.#open?.askId === askId;

  /** Until it is answered, called off or over. */
  async #follow(view: AskingView, request: PlacedRequest, groups: readonly Group[]): Promise<void> {
    const { send, now, wait } = this.#ports;
    let seen: 'waiting' | 'opened' = 'waiting';
    while (this.#isOpen(view.askId)) {
      const leftMs = request.expiresAt - now();
      const news: RelayNews =
        leftMs > 0
          ? await readNews(request, seen, Math.min(WAIT_S, Math.ceil(leftMs / 1000)), send)
          : // An answer may have come in the last moment; it is asked for once more, without waiting.
            await readNews(request, seen, 0, send);
      if (!this.#isOpen(view.askId)) return;
      if (news.kind === 'opened') {
        if (seen === 'waiting') this.#show({ ...view, state: 'opened' });
        seen = 'opened';
      }
      if (news.kind === 'waiting' || news.kind === 'opened' || news.kind === 'unreachable') {
        if (leftMs <= 0) return this.#conclude({ ...view, ...endOf(news) });
        if (news.kind === 'unreachable') await wait(Math.min(TRY_AGAIN_MS, leftMs));
        continue;
      }
      return this.#conclude(await this.#settle(view, news, request, groups));
    }
  }

  async #settle(
    view: AskingView,
    news: RelayNews,
    { nonce, audience }: PlacedRequest,
    groups: readonly Group[],
  ): Promise<AskingView> {
    if (news.kind === 'answered') {
      const answer = await this.#ports.judge(news.presentation, { kind: 'asked', nonce, audience }, groups);
      return { ...view, state: 'answered', answer };
    }
    if (news.kind === 'unreadable') return { ...view, state: 'failed', failure: 'SDJWT_FORMAT' };
    return { ...view, state: news.kind === 'declined' ? 'declined' : 'ended' };
  }

  #conclude(view: AskingView): void {
    if (!this.#isOpen(view.askId)) return;
    this.#open = null;
    this.#show(view);
  }

  /** SECURITY: the answer is told once, and kept by nobody on this side. */
  #show(view: AskingView | null): void {
    this.#view = view && { ...view, answer: null };
    this.#ports.onChange(view);
  }
}

const endOf = ({ kind }: RelayNews): Pick<AskingView, 'state' | 'failure'> =>
  kind === 'unreachable' ? { state: 'failed', failure: 'REQUEST_UNREACHABLE' } : { state: 'ended', failure: null };
