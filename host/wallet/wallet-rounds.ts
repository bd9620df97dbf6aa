import type { Code, HostCode } from '../../shared/protocol/codes.ts';
import { dropRedemption, type Redemption, type WalletDocument } from '../../shared/wallet/wallet-document.ts';
import type { CardKeeper } from './card-keeper.ts';
import { collectCard, type Collected, type CollectPorts, isPassing } from './collect-card.ts';
import { unlessUnwritable } from './unless-unwritable.ts';

/** A status list is read again when its `ttl` is over, but not more often than this, and not less often. */
const [SHORTEST_UPDATE_MS, LONGEST_UPDATE_MS] = [15 * 60_000, 6 * 3600_000];
/** After a round in which the issuer could not be had. */
const RETRY_MS = 10 * 60_000;
/** A newer card is asked for by itself once a day. */
const RENEWAL_MS = 24 * 3600_000;

/** Everything in the wallet that time brings about: promised cards, removals to be told, cards to be brought up to date. */
export class WalletRounds {
  readonly #ports: CollectPorts;
  readonly #keeper: CardKeeper;
  /** Card id → when it is due; in memory, so that every start brings all cards up to date. */
  readonly #updateAt = new Map<string, number>();

  constructor(ports: CollectPorts, keeper: CardKeeper) {
    this.#ports = ports;
    this.#keeper = keeper;
  }

  /** Goes on with what the last end of the program interrupted. */
  async resume(): Promise<void> {
    for (const redemption of this.#document.unfinished.filter(({ deferral }) => deferral === null))
      await this.#collect(redemption);
  }

  /** Does all that is due, one after the other. Answers with the instant (ms) at which something is due next; null if nothing ever is. */
  async run(): Promise<number | null> {
    const isDue = (at: number | undefined): boolean => (at ?? 0) <= this.#ports.now();
    for (const redemption of this.#document.unfinished) {
      if (redemption.deferral && isDue(redemption.deferral.nextAt)) await this.#collect(redemption);
    }
    for (const removal of this.#document.removals) if (isDue(removal.nextAt)) await this.#keeper.tellRemoval(removal);
    for (const { id } of this.#document.cards) if (isDue(this.#updateAt.get(id))) await this.#update(id);
    return this.#findNext();
  }

  /** Asks for one promised card now. Null where there is none of that id. */
  async ask(waitingId: string): Promise<Collected | null> {
    const redemption = this.#document.unfinished.find(
      ({ deferral, holderKey }) => deferral && holderKey.x === waitingId,
    );
    return redemption ? collectCard(redemption, this.#ports) : null;
  }

  get #document(): WalletDocument {
    return this.#ports.wallet.document;
  }

  async #collect(redemption: Redemption): Promise<void> {
    const collected = await collectCard(redemption, this.#ports);
    if (collected.ok) return;
    if (isPassing(collected)) await this.#putOff(redemption);
    // Nobody was there to be told, so it is said when somebody is.
    else if (redemption.cardId === null) await this.#notice(redemption, collected.code);
  }

  async #putOff(redemption: Redemption): Promise<void> {
    const { deferral } = redemption;
    if (!deferral) return;
    const nextAt = this.#ports.now() + Math.max(deferral.intervalS * 1000, SHORTEST_RETRY_MS);
    await unlessUnwritable(() =>
      this.#ports.wallet.change((document) => ({
        ...document,
        unfinished: document.unfinished.map((each) =>
          each === redemption ? { ...each, deferral: { ...deferral, nextAt } } : each,
        ),
      })),
    );
  }

  async #notice({ issuer, holderKey }: Redemption, code: Code | HostCode): Promise<void> {
    const notice = { id: holderKey.x, issuer, code, at: this.#ports.now() };
    await unlessUnwritable(() =>
      this.#ports.wallet.change((document) => ({
        ...dropRedemption(document, holderKey.x),
        notices: [...document.notices, notice],
      })),
    );
  }

  async #update(cardId: string): Promise<void> {
    const { now } = this.#ports;
    const card = this.#document.cards.find(({ id }) => id === cardId);
    const updated = await this.#keeper.update(cardId, now() - (card?.renewalAskedAt ?? 0) >= RENEWAL_MS);
    const waitMs = updated.ok ? clamp(updated.ttlS * 1000, SHORTEST_UPDATE_MS, LONGEST_UPDATE_MS) : RETRY_MS;
    this.#updateAt.set(cardId, now() + waitMs);
  }

  #findNext(): number | null {
    const { unfinished, removals, cards } = this.#document;
    const instants = [
      ...unfinished.flatMap(({ deferral }) => (deferral ? [deferral.nextAt] : [])),
      ...removals.map(({ nextAt }) => nextAt),
      ...cards.map(({ id }) => this.#updateAt.get(id) ?? 0),
    ];
    return instants.length === 0 ? null : Math.min(...instants);
  }
}

/** A promised card whose issuer cannot be had is asked for again at its interval, but not more often than this. */
const SHORTEST_RETRY_MS = 5000;

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
