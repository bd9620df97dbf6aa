import { randomBytes } from 'node:crypto';
import type { AnswerOf, QrSource } from '../../shared/ipc/contract.ts';
import { fieldsOf } from '../../shared/protocol/card-query.ts';
import { answerChallenge } from '../../shared/protocol/challenge.ts';
import { createEs256Signer } from '../../shared/protocol/es256.ts';
import { REQUEST_LIFETIME_S, SHOWN_REDRAW_MS } from '../../shared/protocol/limits.ts';
import { createShownPresentation } from '../../shared/protocol/offline-presentation.ts';
import { isFramedPhoto } from '../../shared/protocol/photo-frames.ts';
import type { Group } from '../../shared/protocol/presentation.ts';
import { succeed } from '../../shared/protocol/result.ts';
import { answerRequest, declineRequest, findFittingCards } from '../../shared/wallet/answer-request.ts';
import { type HistoryKind, noteHistory } from '../../shared/wallet/card-history.ts';
import { findRequest, type FindRequestPorts, type FoundRequest } from '../../shared/wallet/find-request.ts';
import { changeCard, type StoredCard } from '../../shared/wallet/wallet-document.ts';
import { deflate, sha256 } from '../platform-ports.ts';
import { describeIssuer } from '../trust/describe-issuer.ts';
import { unlessUnwritable } from './unless-unwritable.ts';
import type { WalletFile } from './wallet-file.ts';

export interface PresentationPorts extends Omit<FindRequestPorts, 'sha256' | 'relays'> {
  readonly wallet: WalletFile;
  readonly findRelays: () => readonly string[];
}

interface Entry {
  readonly found: FoundRequest;
  readonly groups: readonly Group[];
  readonly expiresAt: number;
}

const MAX_OPEN = 20;
const LIFETIME_MS = REQUEST_LIFETIME_S * 1000;
/** Two draws further apart than this are two showings; a redraw that comes a little late is not. */
const SAME_SHOWING_MS = 2 * SHOWN_REDRAW_MS;

/** Requests of verifiers from what they show to the answer. Nonces, states and keys stay in here. */
export class PresentationDesk {
  readonly #ports: PresentationPorts;
  readonly #open = new Map<string, Entry>();
  /** Card id → when it was last drawn for whoever looks, and whether its photo has been seen in this showing. */
  readonly #drawn = new Map<string, { readonly at: number; readonly hadPhoto: boolean }>();

  constructor(ports: PresentationPorts) {
    this.#ports = ports;
  }

  async open(text: string, source: QrSource): Promise<AnswerOf<'presentation.open'>> {
    const opened = await findRequest(text, source, { ...this.#ports, sha256, relays: this.#ports.findRelays() });
    if (!opened.ok) return opened;
    const found = opened.value;
    const groups: readonly Group[] = found.kind === 'online' ? found.request.groups : ['card'];
    const ownEnd = this.#ports.now() + LIFETIME_MS;
    const saidEnd = found.kind === 'online' ? found.request.expiresAt : null;
    const expiresAt = saidEnd === null ? ownEnd : Math.min(saidEnd * 1000, ownEnd);
    const requestId = randomBytes(12).toString('hex');
    this.#forgetEnded();
    this.#open.set(requestId, { found, groups, expiresAt });
    const base = {
      requestId,
      groups: groups.map((group) => ({ group, fields: fieldsOf([group]) })),
      cardIds: this.#findCards(groups).map(({ id }) => id),
      expiresAt,
    };
    if (found.kind === 'challenge') return succeed({ ...base, kind: 'challenge', who: found.challenge.name });
    const { who, isNamed } = found.request.asked;
    const host = describeIssuer(new URL(found.request.responseUri).origin);
    return succeed({ ...base, kind: 'online', who, isNamed, host });
  }

  async share(requestId: string, cardId: string, withPhoto: boolean): Promise<AnswerOf<'presentation.share'>> {
    const entry = this.#open.get(requestId);
    if (!entry) return { ok: false, code: 'REQUEST_GONE' };
    const card = this.#findCards(entry.groups).find(({ id }) => id === cardId);
    if (!card) return { ok: false, code: 'CARD_GONE' };
    if (withPhoto) requireFramedPhoto(card);
    // SECURITY: one consent, one answer. Taken out before anything is waited for, so that two clicks are not two answers.
    this.#open.delete(requestId);
    if (this.#ports.now() >= entry.expiresAt) return { ok: false, code: 'REQUEST_EXPIRED' };
    // SECURITY: written down before anything leaves, so that the history may name an answer that did not arrive, but misses none that did.
    const hasPhoto = entry.found.kind === 'online' ? entry.groups.includes('photo') : withPhoto;
    const noted = await this.#note(cardId, entry.found, hasPhoto);
    if (!noted.ok) {
      this.#open.set(requestId, entry);
      return noted;
    }
    return this.#answer(entry.found, card, withPhoto);
  }

  async decline(requestId: string): Promise<AnswerOf<'presentation.decline'>> {
    const entry = this.#open.get(requestId);
    this.#open.delete(requestId);
    if (entry?.found.kind === 'online') await declineRequest(entry.found.request, this.#ports.send);
    return succeed(null);
  }

  async show(cardId: string, withPhoto: boolean): Promise<AnswerOf<'presentation.show'>> {
    const { wallet, now } = this.#ports;
    const card = wallet.document.cards.find(({ id }) => id === cardId);
    if (!card) return { ok: false, code: 'CARD_GONE' };
    if (withPhoto) requireFramedPhoto(card);
    const at = now();
    const last = this.#drawn.get(cardId);
    const showing = last && Math.abs(at - last.at) < SAME_SHOWING_MS ? last : null;
    this.#drawn.set(cardId, { at, hadPhoto: withPhoto || showing?.hadPhoto === true });
    if (!showing || (withPhoto && !showing.hadPhoto)) {
      // A full disk is no reason not to show a card that needs nothing written; it is tried again at the next redraw.
      const noted = await this.#note(cardId, null, withPhoto);
      if (!noted.ok) this.#drawn.delete(cardId);
    }
    const text = await createShownPresentation(card.credential, { ...this.#signerOf(card), randomBytes }, withPhoto);
    return succeed({ text, redrawAt: at + SHOWN_REDRAW_MS });
  }

  async #answer(found: FoundRequest, card: StoredCard, withPhoto: boolean): Promise<AnswerOf<'presentation.share'>> {
    const signer = this.#signerOf(card);
    if (found.kind === 'challenge') {
      const until = this.#ports.now() + LIFETIME_MS;
      const text = await answerChallenge(found.challenge, card.credential, signer, withPhoto);
      return succeed({ kind: 'qr', text, until });
    }
    // SECURITY: what goes over the network are the groups of the request, as they were shown; `withPhoto` adds nothing here.
    const delivered = await answerRequest(found.request, card.credential, { ...signer, send: this.#ports.send });
    return delivered.ok ? succeed({ kind: 'sent' }) : delivered;
  }

  #signerOf = ({ holderKey }: StoredCard) => ({
    ...{ sign: createEs256Signer(holderKey), sha256, deflate, now: this.#ports.now },
  });

  #findCards = (groups: readonly Group[]): readonly StoredCard[] =>
    findFittingCards({ groups }, this.#ports.wallet.document.cards);

  /** `found` is null for a card shown to whoever looks, of whom nobody knows the name. */
  #note(cardId: string, found: FoundRequest | null, hasPhoto: boolean) {
    const who = found?.kind === 'online' ? found.request.asked.who : (found?.challenge.name ?? '');
    const at = this.#ports.now();
    const what = who === '' ? 'shown' : 'shared';
    const kind: HistoryKind = hasPhoto ? `${what}-with-photo` : what;
    return unlessUnwritable(() =>
      this.#ports.wallet.change((document) => changeCard(document, cardId, (card) => noteHistory(card, kind, at, who))),
    );
  }

  #forgetEnded(): void {
    for (const [id, { expiresAt }] of this.#open) if (expiresAt <= this.#ports.now()) this.#open.delete(id);
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MAX_OPEN && oldest !== undefined) this.#open.delete(oldest);
  }
}

/** The page offers the photo only where it can be shown, so that this is a mistake of ours. */
function requireFramedPhoto({ photo }: StoredCard): void {
  if (!isFramedPhoto(photo)) throw new RangeError('the card has no photo that fits into frames');
}
