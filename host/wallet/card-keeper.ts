import { randomBytes } from 'node:crypto';
import type { AnswerOf, CallFailure } from '../../shared/ipc/contract.ts';
import type { CardView } from '../../shared/ipc/views.ts';
import { CARD_STATUS } from '../../shared/protocol/status-list.ts';
import { succeed } from '../../shared/protocol/result.ts';
import { noteHistory } from '../../shared/wallet/card-history.ts';
import { readCardStatus } from '../../shared/wallet/read-card-status.ts';
import { notifyIssuer } from '../../shared/wallet/request-card.ts';
import { refreshToken } from '../../shared/wallet/request-token.ts';
import { viewCard } from '../../shared/wallet/view-card.ts';
import {
  changeCard,
  keepRedemption,
  type Redemption,
  type Removal,
  removeCard,
  type StoredCard,
} from '../../shared/wallet/wallet-document.ts';
import { inflate } from '../platform-ports.ts';
import { type CollectPorts, collectCard, isPassing } from './collect-card.ts';
import { unlessUnwritable } from './unless-unwritable.ts';

type Failed = { readonly ok: false } & CallFailure;
type Done = { readonly ok: true } | Failed;
const DONE = { ok: true } as const;

const REMOVAL_ID_BYTES = 12;
/** A removal that could not be told is told again after a minute, then twice as long each time, at most every six hours. */
const [FIRST_RETRY_MS, LONGEST_RETRY_MS] = [60_000, 6 * 3600_000];

/** What a person, or time, does with the cards that are there: bring them up to date, renew them, remove them. */
export class CardKeeper {
  readonly #ports: CollectPorts;
  /** One thing at a time for each card, so that a click and the clock do not spend the same refresh token. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(ports: CollectPorts) {
    this.#ports = ports;
  }

  /**
   * Reads the card's status and, where `asksForRenewal`, asks for a newer card. Refused with the first thing that went wrong; what did
   * not go wrong stays. `ttlS`: how long the status need not be read again.
   */
  update(
    cardId: string,
    asksForRenewal: boolean,
  ): Promise<{ readonly ok: true; readonly value: CardView; readonly ttlS: number } | Failed> {
    return this.#inTurn(cardId, () => this.#update(cardId, asksForRenewal));
  }

  /** Takes the card out, then tells its issuer; where that cannot be had it is told later (`tellRemoval`). */
  remove(cardId: string): Promise<AnswerOf<'card.remove'>> {
    return this.#inTurn(cardId, () => this.#remove(cardId));
  }

  /**
   * Tells an issuer that its card is gone. It is then off the list, and so where the issuer refuses for good: the order is over, or the
   * token is not known any more. Else it is put off.
   */
  async tellRemoval(removal: Removal): Promise<boolean> {
    const { send, wallet, now } = this.#ports;
    const token = removal.issuance.refreshToken;
    const grant = token === null ? null : await refreshToken(removal.issuance.endpoints.token, token, send);
    if (grant && !grant.ok && isPassing(grant)) {
      const waitMs = Math.min(FIRST_RETRY_MS * 2 ** removal.tries, LONGEST_RETRY_MS);
      const later = { ...removal, tries: removal.tries + 1, nextAt: now() + waitMs };
      await unlessUnwritable(() => wallet.change((document) => replaceRemoval(document, removal.id, [later])));
      return false;
    }
    if (!grant?.ok) return this.#endRemoval(removal, grant?.code !== 'OFFER_USED');
    // The token is spent by asking: its successor is put down before it is used.
    const issuance = { ...removal.issuance, refreshToken: grant.value.refreshToken };
    const kept = { ...removal, issuance };
    await unlessUnwritable(() => wallet.change((document) => replaceRemoval(document, removal.id, [kept])));
    const { notificationId, endpoints } = issuance;
    const isTold =
      notificationId !== null &&
      (await notifyIssuer(
        { endpoints, accessToken: grant.value.accessToken },
        notificationId,
        'credential_deleted',
        send,
      ));
    if (isTold) return this.#endRemoval(removal, true);
    const later = { ...kept, tries: removal.tries + 1, nextAt: now() + FIRST_RETRY_MS };
    await unlessUnwritable(() => wallet.change((document) => replaceRemoval(document, removal.id, [later])));
    return false;
  }

  /** Where the issuer does not know the token any more, nobody knows whether it knows of the removal: that is said. */
  async #endRemoval({ id, issuer }: Removal, isKnown: boolean): Promise<boolean> {
    const notice = { id, issuer, code: 'REMOVAL_UNTOLD', at: this.#ports.now() } as const;
    const ended = await unlessUnwritable(() =>
      this.#ports.wallet.change((document) => {
        const without = replaceRemoval(document, id, []);
        return isKnown ? without : { ...without, notices: [...without.notices, notice] };
      }),
    );
    return ended.ok && isKnown;
  }

  async #update(cardId: string, asksForRenewal: boolean): ReturnType<CardKeeper['update']> {
    const { wallet, now } = this.#ports;
    const card = this.#find(cardId);
    if (!card) return { ok: false, code: 'CARD_GONE' };
    const read = await this.#readStatus(card);
    if (!read.ok) return read;
    const { status, ttlS } = read.value;
    const noted = await unlessUnwritable(() =>
      wallet.change((document) => changeCard(document, cardId, (current) => noteStatus(current, status, now()))),
    );
    if (!noted.ok) return noted;
    const renewed = asksForRenewal && status === CARD_STATUS.valid ? await this.#renew(cardId) : DONE;
    if (!renewed.ok) return renewed;
    const current = this.#find(cardId);
    return current ? { ...succeed(viewCard(current, now())), ttlS } : { ok: false, code: 'CARD_GONE' };
  }

  async #readStatus(card: StoredCard) {
    const { now, verify, send, trust } = this.#ports;
    const findKeys = (kid: string) => trust.findKeys('status', kid);
    // Fetching an issuer's new keys writes them down.
    const read = await unlessUnwritable(() => readCardStatus(card, { now, verify, inflate, findKeys, send }));
    return read.ok ? read.value : read;
  }

  /** A refresh token is good once: its successor is in the vault before anything is done with what came along. */
  async #renew(cardId: string): Promise<Done> {
    const { wallet, send, now } = this.#ports;
    const card = this.#find(cardId);
    const unfinished = wallet.document.unfinished.find((each) => each.cardId === cardId);
    if (unfinished) return this.#collect(unfinished);
    const token = card?.issuance?.refreshToken;
    if (!card?.issuance || token === undefined || token === null) return DONE;
    const { issuance } = card;
    const grant = await refreshToken(issuance.endpoints.token, token, send);
    if (!grant.ok && isPassing(grant)) return grant;
    if (!grant.ok) return this.#giveUpRenewal(cardId);
    const { accessToken, refreshToken: successor } = grant.value;
    const redemption: Redemption = {
      ...{ issuer: card.issuer, jti: '', configurationId: issuance.configurationId, endpoints: issuance.endpoints },
      ...{ accessToken, refreshToken: successor, holderKey: card.holderKey },
      ...{ cardId, deferral: null, startedAt: now() },
    };
    const kept = await unlessUnwritable(() =>
      wallet.change((document) =>
        keepRedemption(
          changeCard(document, cardId, (current) => withRefreshToken(current, successor)),
          redemption,
        ),
      ),
    );
    return kept.ok ? this.#collect(redemption) : kept;
  }

  async #collect(redemption: Redemption): Promise<Done> {
    const collected = await collectCard(redemption, this.#ports);
    // That there is no newer card is no reason to call the update failed; why is in the card's history.
    return collected.ok || !isPassing(collected) ? DONE : collected;
  }

  /** The issuer takes this token no more: the card stays as it is, and a new one has to be ordered. */
  async #giveUpRenewal(cardId: string): Promise<Done> {
    const { wallet, now } = this.#ports;
    const written = await unlessUnwritable(() =>
      wallet.change((document) =>
        changeCard(document, cardId, (card) => noteHistory(withRefreshToken(card, null), 'renewal-refused', now())),
      ),
    );
    return written.ok ? DONE : written;
  }

  async #remove(cardId: string): Promise<AnswerOf<'card.remove'>> {
    const { wallet, now } = this.#ports;
    if (!this.#find(cardId)) return { ok: false, code: 'CARD_GONE' };
    const id = randomBytes(REMOVAL_ID_BYTES).toString('hex');
    const removed = await unlessUnwritable(() => wallet.change((document) => removeCard(document, cardId, id, now())));
    if (!removed.ok) return removed;
    const removal = wallet.document.removals.find((each) => each.id === id);
    const isIssuerTold = removal ? await this.tellRemoval(removal) : false;
    return succeed({ isIssuerTold, isQueued: wallet.document.removals.some((each) => each.id === id) });
  }

  #find(cardId: string): StoredCard | undefined {
    return this.#ports.wallet.document.cards.find(({ id }) => id === cardId);
  }

  #inTurn<T>(cardId: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.#turns.get(cardId) ?? Promise.resolve()).then(work, work);
    const settled = mine.catch(() => undefined);
    this.#turns.set(cardId, settled);
    void settled.then(() => this.#turns.get(cardId) === settled && this.#turns.delete(cardId));
    return mine;
  }
}

const replaceRemoval = <Document extends { readonly removals: readonly Removal[] }>(
  document: Document,
  id: string,
  by: readonly Removal[],
): Document => ({ ...document, removals: document.removals.flatMap((each) => (each.id === id ? by : [each])) });

const withRefreshToken = (card: StoredCard, token: string | null): StoredCard =>
  card.issuance ? { ...card, issuance: { ...card.issuance, refreshToken: token } } : card;

function noteStatus(card: StoredCard, status: number, nowMs: number): StoredCard {
  const updated = { ...card, status, updatedAt: nowMs };
  if (status === card.status) return updated;
  const kind =
    status === CARD_STATUS.valid ? 'restored' : status === CARD_STATUS.suspended ? 'suspended' : 'invalidated';
  return noteHistory(updated, kind, nowMs);
}
