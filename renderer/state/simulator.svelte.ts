import type { AnyPush, CallFailure, Redeemed } from '../../shared/ipc/contract.ts';
import type { Ask, VerifierView } from '../../shared/ipc/verifier-views.ts';
import type { AppView, Language, SettingsView } from '../../shared/ipc/views.ts';
import type { Texts } from '../i18n/pl.ts';
import { TEXTS } from '../i18n/texts.ts';
import type { Reading } from '../scan/reading.svelte.ts';
import { AddingCard } from './adding-card.svelte.ts';
import { AnswerOnScreen } from './answer-on-screen.svelte.ts';
import { AskingHolder } from './asking-holder.svelte.ts';
import { AskingOffline } from './asking-offline.svelte.ts';
import { AwaitingCards } from './awaiting-cards.svelte.ts';
import { CheckingCards } from './checking-cards.svelte.ts';
import { HandOver } from './hand-over.svelte.ts';
import { ConfirmingData } from './confirming-data.svelte.ts';
import type { HostClient, Link } from './host-client.ts';
import { KeepingCards } from './keeping-cards.svelte.ts';
import { Queue } from './queue.svelte.ts';
import { CardOnShow } from './shown-card.svelte.ts';
import { TrustDesk } from './trust-desk.ts';
import { VerifierDesk } from './verifier-desk.ts';

/** Everything the page shows that the host owns, and the few things one can ask of it. */
export class Simulator {
  readonly adding: AddingCard;
  readonly keeping: KeepingCards;
  readonly awaiting: AwaitingCards;
  readonly confirming: ConfirmingData;
  readonly trust: TrustDesk;
  readonly handOver: HandOver;
  /** What a verifier looks at now; there is one, whichever way it came. */
  readonly answer = new AnswerOnScreen();
  readonly asking: AskingHolder;
  readonly checking: CheckingCards;
  readonly askingOffline: AskingOffline;
  readonly queue: Queue;
  readonly verifier: VerifierDesk;
  /** Which engine reads codes, and which one did. */
  readonly reading: Reading;
  /** Told when a link has brought something, so that it can be shown. */
  onHandOver: () => void = () => undefined;
  onLinkChange: () => void = () => undefined;
  readonly #host: HostClient;
  readonly #firstLanguage: Language;
  #view = $state.raw<AppView | null>(null);
  #link = $state<Link | 'connecting'>('connecting');
  /** A call that failed outside of any flow; shown as a banner until dismissed. */
  #failure = $state.raw<CallFailure | null>(null);

  constructor(host: HostClient, memory: Storage, firstLanguage: Language, reading: Reading) {
    this.#host = host;
    this.reading = reading;
    this.#firstLanguage = firstLanguage;
    this.adding = new AddingCard(host, memory);
    this.keeping = new KeepingCards(host);
    this.awaiting = new AwaitingCards(host);
    this.confirming = new ConfirmingData(host);
    this.trust = new TrustDesk(host);
    this.asking = new AskingHolder(host, this.answer);
    this.verifier = new VerifierDesk(host);
    this.handOver = new HandOver(memory);
    this.checking = new CheckingCards(host, this.answer);
    this.askingOffline = new AskingOffline(host);
    this.queue = new Queue(host);
  }

  get view(): AppView | null {
    return this.#view;
  }
  get link(): Link | 'connecting' {
    return this.#link;
  }
  get failure(): CallFailure | null {
    return this.#failure;
  }
  get language(): Language {
    return this.#view?.settings.language ?? this.#firstLanguage;
  }
  get texts(): Texts {
    return TEXTS[this.language];
  }

  /** Whether an issuer is on the trust list and counts there. */
  isTrusted(issuer: string): boolean {
    const entry = this.#view?.trust.find((known) => known.issuer === issuer);
    return entry !== undefined && (!entry.isInsecure || this.#view?.settings.allowsHttp === true);
  }

  /** A card to be shown to whoever looks; it begins when it is started. */
  showCard(cardId: string): CardOnShow {
    return new CardOnShow(this.#host, cardId);
  }

  start(): void {
    this.#host.onPush((push) => this.#follow(push));
    this.#host.onLink((link) => {
      this.#link = link;
      this.onLinkChange();
      // Whatever was pushed while the line was down is in here.
      if (link === 'up') void this.#readAll();
    });
  }

  /** Shown at once; the host's answer decides what stays. */
  async changeSettings(change: Partial<SettingsView>): Promise<void> {
    const before = this.#view?.settings;
    if (!before) return;
    const settings = { ...before, ...change };
    this.#merge({ settings });
    const answer = await this.#host.call('settings.change', settings);
    this.#merge({ settings: answer.ok ? answer.value : before });
    if (!answer.ok) this.#failure = answer;
  }

  async signIn(profile: { readonly givenName: string; readonly familyName: string }): Promise<boolean> {
    const answer = await this.#host.call('wallet.sign-in', profile);
    if (!answer.ok) this.#failure = answer;
    // The push that says so comes on another line and may be later than the answer.
    else if (this.#view) this.#merge({ wallet: { ...this.#view.wallet, profile } });
    return answer.ok;
  }

  async signOut(): Promise<void> {
    await this.adding.breakOff();
    this.#failure = failureOf(await this.#host.call('wallet.sign-out', null));
  }

  async dismissSetAside(): Promise<void> {
    this.#failure = failureOf(await this.#host.call('wallet.dismiss-set-aside', null));
  }

  async dismissNotice(noticeId: string): Promise<void> {
    this.#failure = failureOf(await this.#host.call('wallet.dismiss-notice', { noticeId }));
  }

  async restartUniversity(): Promise<void> {
    this.#failure = failureOf(await this.#host.call('university.restart', null));
  }

  /** Redeems the opened activation with its code; what came of it, or null where `adding.phase` says why not. */
  async activate(code: string): Promise<Redeemed | null> {
    return this.#take(await this.adding.redeem(code));
  }

  /** After a reload in the middle of it: what came of it meanwhile, or null where nothing did. */
  async rejoin(): Promise<Redeemed | null> {
    return this.#take(await this.adding.rejoin());
  }

  /** Asks a holder over the network; `asking` says why where nothing could be asked. */
  async askHolder(ask: Ask): Promise<void> {
    const asking = await this.asking.ask(ask);
    const verifier = this.#view?.verifier;
    // The push with the same, or with what came of it already, comes on another line.
    if (asking && verifier && verifier.asking?.askId !== asking.askId)
      this.#merge({ verifier: { ...verifier, asking } });
  }

  async updateCard(cardId: string): Promise<void> {
    const card = await this.keeping.update(cardId);
    const wallet = this.#view?.wallet;
    if (!card || !wallet) return;
    this.#merge({ wallet: { ...wallet, cards: wallet.cards.map((other) => (other.id === cardId ? card : other)) } });
  }

  /** Asks now for a promised card; it is in the wallet, and among `awaiting.arrivals`, where it has come. */
  async askForCard(waitingId: string): Promise<void> {
    const card = await this.awaiting.ask(waitingId);
    const wallet = this.#view?.wallet;
    if (!card || !wallet) return;
    const waiting = wallet.waiting.filter(({ id }) => id !== waitingId);
    this.#merge({ wallet: { ...wallet, waiting, cards: putIn(wallet.cards, card) } });
  }

  #take(redeemed: Redeemed | null): Redeemed | null {
    const wallet = this.#view?.wallet;
    if (!redeemed || !wallet) return null;
    // The push with the same comes on another line and may be later than the answer.
    if (redeemed.kind === 'added') this.#merge({ wallet: { ...wallet, cards: putIn(wallet.cards, redeemed.card) } });
    else this.#merge({ wallet: { ...wallet, waiting: putIn(wallet.waiting, redeemed.waiting) } });
    return redeemed;
  }

  /** Keeps what a link brought, and shows it unless a card is just being fetched. */
  showHandOver(text: string): void {
    this.handOver.keep(text);
    if (this.adding.phase.kind !== 'working') this.onHandOver();
  }

  dismissFailure(): void {
    this.#failure = null;
  }

  async #readAll(): Promise<void> {
    const answer = await this.#host.call('app.read', null);
    if (!answer.ok) return void (this.#failure = answer);
    if (this.#view) this.awaiting.follow(this.#view.wallet, answer.value.wallet);
    this.#view = { ...answer.value, verifier: this.#withoutAnswer(answer.value.verifier) };
    this.#takeHandOver(answer.value.handOver);
  }

  #follow(push: AnyPush): void {
    if (push.name === 'settings.changed') this.#merge({ settings: push.value });
    if (push.name === 'wallet.changed') this.#merge({ wallet: push.value });
    if (push.name === 'university.changed') this.#merge({ university: push.value });
    if (push.name === 'trust.changed') this.#merge({ trust: push.value });
    if (push.name === 'verifier.changed') this.#merge({ verifier: this.#withoutAnswer(push.value) });
    if (push.name === 'activation.stage') this.adding.showStage(push.value);
    if (push.name === 'handover.changed') this.#takeHandOver(push.value);
  }

  #withoutAnswer(verifier: VerifierView): VerifierView {
    return { ...verifier, asking: this.asking.takeAnswer(verifier.asking) };
  }

  #takeHandOver(text: string | null): void {
    if (text === null) return;
    this.showHandOver(text);
    void this.#host.call('handover.taken', null);
  }

  #merge(change: Partial<AppView>): void {
    if (!this.#view) return;
    if (change.wallet) this.awaiting.follow(this.#view.wallet, change.wallet);
    this.#view = { ...this.#view, ...change };
  }
}

const putIn = <Item extends { readonly id: string }>(items: readonly Item[], item: Item): readonly Item[] => [
  ...items.filter(({ id }) => id !== item.id),
  item,
];

const failureOf = (answer: { readonly ok: true } | ({ readonly ok: false } & CallFailure)): CallFailure | null =>
  answer.ok ? null : answer;
