import type { CallFailure, QrSource, Redeemed } from '../../shared/ipc/contract.ts';
import { type ActivationStage, type OpenedActivation, openedActivation } from '../../shared/ipc/views.ts';
import { normaliseCode } from '../../shared/protocol/offer.ts';
import type { HostClient } from './host-client.ts';
import { isLive } from './is-live.ts';
import { parseJson } from './parse-json.ts';

/** Where the person is on the way to a card. `refused` ends one attempt, never the way itself. */
export type Phase =
  | { readonly kind: 'input' }
  | { readonly kind: 'checking' }
  | { readonly kind: 'refused'; readonly failure: CallFailure }
  | { readonly kind: 'code'; readonly opened: OpenedActivation; readonly failure: CallFailure | null }
  | { readonly kind: 'working'; readonly opened: OpenedActivation; readonly stage: ActivationStage | null };

const TERMS_KEY = 'mleg.terms';
const OPENED_KEY = 'mleg.opened';

/** After these the same code can be tried again; after any other refusal a QR has to be read anew. */
const CODE_STAYS: ReadonlySet<CallFailure['code']> = new Set([
  'CODE_WRONG',
  'CODE_FORMAT',
  'ORDER_PENDING',
  'ISSUER_UNREACHABLE',
  'STATUS_UNAVAILABLE',
  'STATUS_STALE',
  'VAULT_UNWRITABLE',
  'CALL_ARGUMENT',
  'CALL_REFUSED',
  'HOST_FAULT',
  'HOST_GONE',
]);

/** After these the QR in hand is spent: the way on leads through the university, and what was typed is of no use. */
const NEEDS_NEW_ORDER: ReadonlySet<CallFailure['code']> = new Set([
  'CLAIM_EXPIRED',
  'CODE_LOCKED',
  'OFFER_UNKNOWN',
  'OFFER_USED',
  'ORDER_CANCELLED',
  'ORDER_EXPIRED',
  'ORDER_FAILED',
]);
export const needsNewOrder = ({ code }: CallFailure): boolean => NEEDS_NEW_ORDER.has(code);

/** The way from the terms to a stored card. It outlives the screens that show it, and its steps survive a reload. */
export class AddingCard {
  /** What has been typed so far; kept while the person looks something up at the university. */
  typedText = $state('');
  /** Says once, in the documents, that nothing was added. */
  hasBrokenOff = $state(false);
  readonly #host: HostClient;
  readonly #memory: Storage;
  #hasAcceptedTerms = $state(false);
  #phase = $state.raw<Phase>({ kind: 'input' });
  /** True until the host was asked what became of an activation that this page only remembers. */
  #isRemembered = false;
  /** Answers to an attempt that was broken off meanwhile are dropped. */
  #attempt = 0;
  /** What was read last, to be checked again once its issuer is trusted. */
  #last: { readonly text: string; readonly source: QrSource } | null = null;

  constructor(host: HostClient, memory: Storage) {
    this.#host = host;
    this.#memory = memory;
    this.#hasAcceptedTerms = memory.getItem(TERMS_KEY) === 'accepted';
    const opened = openedActivation.parse(parseJson(memory.getItem(OPENED_KEY) ?? 'null'))?.value;
    if (!opened) return;
    this.#phase = { kind: 'code', opened, failure: null };
    this.#isRemembered = true;
  }

  get phase(): Phase {
    return this.#phase;
  }
  get hasAcceptedTerms(): boolean {
    return this.#hasAcceptedTerms;
  }
  get isOpened(): boolean {
    return this.#phase.kind === 'code' || this.#phase.kind === 'working';
  }

  acceptTerms(): void {
    // Who begins anew is not shown how the last attempt ended.
    if (this.#phase.kind === 'refused') this.tryAgain();
    this.#hasAcceptedTerms = true;
    this.#memory.setItem(TERMS_KEY, 'accepted');
  }

  /**
   * Has a QR's text checked. A camera and a screen show every QR that lies about, so one that is none of ours is answered with
   * `foreign` and the search goes on; every other refusal is shown.
   */
  async open(text: string, source: QrSource): Promise<'opened' | 'refused' | 'foreign' | 'dropped'> {
    const attempt = ++this.#attempt;
    this.#last = { text, source };
    if (!isLive(source)) this.#phase = { kind: 'checking' };
    const answer = await this.#host.call('activation.open', { text, source });
    if (attempt !== this.#attempt) {
      if (answer.ok) void this.#host.call('activation.drop', { activationId: answer.value.activationId });
      return 'dropped';
    }
    if (!answer.ok) {
      if (isLive(source) && answer.code === 'QR_UNKNOWN_FORMAT') return 'foreign';
      this.#phase = { kind: 'refused', failure: answer };
      return 'refused';
    }
    this.#memory.setItem(OPENED_KEY, JSON.stringify(answer.value));
    this.#phase = { kind: 'code', opened: answer.value, failure: null };
    return 'opened';
  }

  /**
   * Redeems the opened activation; what came of it, or null where it was refused, which `phase` then shows. It stays `working` until
   * `finish`, so that nothing of the way is drawn again before the card is.
   */
  async redeem(typedCode: string): Promise<Redeemed | null> {
    if (this.#phase.kind !== 'code') return null;
    const { opened } = this.#phase;
    const attempt = ++this.#attempt;
    this.#phase = { kind: 'working', opened, stage: null };
    const code = normaliseCode(typedCode);
    const answer = await this.#host.call('activation.redeem', { activationId: opened.activationId, code });
    if (attempt !== this.#attempt) return null;
    if (answer.ok) return answer.value;
    if (CODE_STAYS.has(answer.code)) {
      this.#phase = { kind: 'code', opened, failure: answer };
    } else {
      this.#memory.removeItem(OPENED_KEY);
      this.#phase = { kind: 'refused', failure: answer };
    }
    return null;
  }

  /** After a reload: the outcome of an attempt that went on meanwhile, or null where the code is still wanted or the activation is gone. */
  async rejoin(): Promise<Redeemed | null> {
    if (!this.#isRemembered || this.#phase.kind !== 'code') return null;
    this.#isRemembered = false;
    const attempt = this.#attempt;
    const { activationId } = this.#phase.opened;
    const answer = await this.#host.call('activation.join', { activationId });
    if (attempt !== this.#attempt) return null;
    if (answer.ok) return answer.value;
    if (!CODE_STAYS.has(answer.code)) {
      this.#memory.removeItem(OPENED_KEY);
      this.#phase = { kind: 'refused', failure: answer };
    }
    return null;
  }

  showStage({ activationId, stage }: { readonly activationId: string; readonly stage: ActivationStage }): void {
    const phase = this.#phase;
    if (phase.kind === 'working' && phase.opened.activationId === activationId) this.#phase = { ...phase, stage };
  }

  /** True while what is shown refused is a QR of this issuer. */
  isRefusedFor(issuer: string): boolean {
    return this.#last !== null && this.#phase.kind === 'refused' && this.#phase.failure.issuer?.issuer === issuer;
  }

  /** Has the QR that was read last checked again, as it was read. */
  async openAgain(): ReturnType<AddingCard['open']> {
    if (!this.#last) return 'dropped';
    this.#phase = { kind: 'checking' };
    return this.open(this.#last.text, this.#last.source);
  }

  /** Back to the ways in, with what was typed still there where it can still be of use. */
  tryAgain(): void {
    if (this.#phase.kind === 'refused' && needsNewOrder(this.#phase.failure)) this.typedText = '';
    this.#attempt++;
    this.#phase = { kind: 'input' };
  }

  /** Ends the way; the card was added. */
  finish(): void {
    this.#forget();
  }

  /** Ends the way; nothing was added. */
  async breakOff(): Promise<void> {
    const phase = this.#phase;
    this.#attempt++;
    this.#forget();
    if (phase.kind === 'code') await this.#host.call('activation.drop', { activationId: phase.opened.activationId });
  }

  #forget(): void {
    this.#last = null;
    this.#phase = { kind: 'input' };
    this.typedText = '';
    this.#hasAcceptedTerms = false;
    this.#memory.removeItem(TERMS_KEY);
    this.#memory.removeItem(OPENED_KEY);
  }
}
