import { randomBytes } from 'node:crypto';
import type { AnswerOf, CallFailure, PushOf } from '../../shared/ipc/contract.ts';
import type { ActivationStage, CardView } from '../../shared/ipc/views.ts';
import type { Code } from '../../shared/protocol/codes.ts';
import { hostOf } from '../../shared/protocol/issuer-url.ts';
import type { Clock, SendHttp, VerifyJws } from '../../shared/protocol/ports.ts';
import { succeed } from '../../shared/protocol/result.ts';
import { type ActivationInHand, openActivation, type RefusedActivation } from '../../shared/wallet/open-activation.ts';
import { type IssuedCard, notifyIssuer, type Redemption, requestCard } from '../../shared/wallet/request-card.ts';
import { requestToken } from '../../shared/wallet/request-token.ts';
import { viewCard } from '../../shared/wallet/view-card.ts';
import { addCard, dropRedemption, type StoredCard } from '../../shared/wallet/wallet-document.ts';
import { createHolderKey, sha256 } from '../platform-ports.ts';
import { describeIssuer } from '../trust/describe-issuer.ts';
import type { TrustBook } from '../trust/trust-book.ts';
import { VaultUnwritable } from '../vault/vault.ts';
import type { WalletFile } from './wallet-file.ts';

export interface ActivationPorts {
  readonly wallet: WalletFile;
  readonly trust: TrustBook;
  readonly send: SendHttp;
  readonly verify: VerifyJws;
  readonly now: Clock;
  readonly allowsHttp: () => boolean;
  readonly onStage: (stage: PushOf<'activation.stage'>) => void;
}

interface OpenEntry {
  readonly activation: ActivationInHand;
  /** Set once the code was right; from then on trying again needs no code. */
  redemption: Redemption | null;
  /** The card, once it is stored: whoever asks again gets the same answer. */
  card: CardView | null;
  /** Ends when the attempt under way has ended, so that two clicks are two attempts one after the other. */
  underWay: Promise<unknown>;
}

/** After these the order itself has moved on: trying another code is pointless, only a new QR helps. */
const FINAL: ReadonlySet<Code> = new Set([
  'CODE_LOCKED',
  'OFFER_USED',
  'OFFER_UNKNOWN',
  'ORDER_CANCELLED',
  'ORDER_EXPIRED',
  'ORDER_FAILED',
]);
/** After these the same request may still succeed later, so what is in hand is kept. */
const PASSING: ReadonlySet<string> = new Set([
  'ISSUER_UNREACHABLE',
  'ORDER_PENDING',
  'VAULT_UNWRITABLE',
  // The clock jumped, or the issuer's keys could not be had just now: the card itself may be perfectly good.
  'CLAIM_IAT_FUTURE',
  'CLAIM_NOT_YET_VALID',
  'JWS_KID_UNKNOWN',
]);
const MAX_OPEN = 20;

/** Activations from QR to stored card. Secrets (offers, tokens, keys) stay in here and in the vault. */
export class ActivationDesk {
  readonly #ports: ActivationPorts;
  readonly #open = new Map<string, OpenEntry>();

  constructor(ports: ActivationPorts) {
    this.#ports = ports;
  }

  async open(text: string, source: 'camera' | 'image' | 'typed'): Promise<AnswerOf<'activation.open'>> {
    const { trust, wallet, now, verify, send, allowsHttp } = this.#ports;
    // Fetching an issuer's new keys writes them down, so even a look at a QR can meet a full disk.
    const checked = await unlessUnwritable(() =>
      openActivation(source === 'typed' ? forgiveWhiteSpace(text) : text, {
        now,
        verify,
        send,
        findKeys: (kid) => trust.findKeys('activation-qr', kid),
        isUsed: (issuer, jti) =>
          Promise.resolve(wallet.document.usedQrs.some((used) => used.issuer === issuer && used.jti === jti)),
        findIssuerOf: (address) => Promise.resolve(trust.findIssuerOf(address)),
        allowsHttp: allowsHttp(),
      }),
    );
    if (!checked.ok) return checked;
    const opened = checked.value;
    if (!opened.ok) return nameIssuer(opened, trust);
    const { issuer, isSigned, expiresAt, offer } = opened.value;
    const activationId = randomBytes(12).toString('hex');
    const [oldest] = this.#open.keys();
    if (this.#open.size >= MAX_OPEN && oldest !== undefined) this.#open.delete(oldest);
    this.#open.set(activationId, {
      activation: opened.value,
      redemption: null,
      card: null,
      underWay: Promise.resolve(),
    });
    return succeed({
      activationId,
      issuer,
      issuerHost: hostOf(issuer),
      issuerName: trust.issuers.find((trusted) => trusted.issuer === issuer)?.name ?? issuer,
      isSigned,
      expiresAt: expiresAt === null ? null : expiresAt * 1000,
      codeLength: offer.code.length,
      codeMode: offer.code.inputMode,
    });
  }

  /** Waits for the attempt under way, then answers with its card; null while a code is still wanted. */
  async join(activationId: string): Promise<AnswerOf<'activation.join'>> {
    await this.#open.get(activationId)?.underWay;
    const entry = this.#open.get(activationId);
    return entry ? succeed(entry.card) : { ok: false, code: 'ACTIVATION_GONE' };
  }

  drop(activationId: string): void {
    this.#open.delete(activationId);
  }

  redeem(activationId: string, code: string): Promise<AnswerOf<'activation.redeem'>> {
    const entry = this.#open.get(activationId);
    if (!entry) return Promise.resolve({ ok: false, code: 'ACTIVATION_GONE' });
    const attempt = entry.underWay.then(() => this.#attempt(activationId, entry, code));
    entry.underWay = attempt.catch(() => undefined);
    return attempt;
  }

  /** Fetches the cards of activations whose code had been right when the program last ended. Quiet: what cannot be had now stays. */
  async resume(): Promise<void> {
    for (const redemption of this.#ports.wallet.document.unfinished) {
      const stored = await this.#fetchAndStore(redemption, () => undefined);
      if (!stored.ok && !PASSING.has(stored.code)) await this.#forget(redemption);
    }
  }

  async #attempt(activationId: string, entry: OpenEntry, code: string): Promise<AnswerOf<'activation.redeem'>> {
    if (!this.#open.has(activationId)) return { ok: false, code: 'ACTIVATION_GONE' };
    if (entry.card) return succeed(entry.card);
    const tell = (stage: ActivationStage): void => this.#ports.onStage({ activationId, stage });
    if (!entry.redemption) {
      tell('token');
      const token = await requestToken(entry.activation, code, this.#ports.send);
      if (!token.ok) {
        if (FINAL.has(token.code)) this.#open.delete(activationId);
        return token;
      }
      entry.redemption = createRedemption(entry.activation, token.value);
    }
    const stored = await this.#rememberAndFetch(entry.redemption, tell);
    if (stored.ok) {
      entry.card = stored.value;
      // SECURITY: nothing needs the token any more.
      entry.redemption = null;
    } else if (!PASSING.has(stored.code)) {
      this.#open.delete(activationId);
      await this.#forget(entry.redemption);
    }
    return stored;
  }

  async #rememberAndFetch(
    redemption: Redemption,
    tell: (stage: ActivationStage) => void,
  ): Promise<AnswerOf<'activation.redeem'>> {
    const remembered = await unlessUnwritable(() =>
      this.#ports.wallet.change((document) =>
        document.unfinished.some(({ accessToken }) => accessToken === redemption.accessToken)
          ? document
          : { ...document, unfinished: [...document.unfinished, redemption] },
      ),
    );
    return remembered.ok ? this.#fetchAndStore(redemption, tell) : remembered;
  }

  async #fetchAndStore(
    redemption: Redemption,
    tell: (stage: ActivationStage) => void,
  ): Promise<{ readonly ok: true; readonly value: CardView } | ({ readonly ok: false } & CallFailure)> {
    const { wallet, trust, now, verify, send } = this.#ports;
    const findKeys = (kid: string) => trust.findKeys('credential', kid);
    const issued = await requestCard(redemption, { now, verify, sha256, findKeys, send, onStage: tell });
    if (!issued.ok) {
      const { notificationId, ...refusal } = issued;
      if (notificationId && !PASSING.has(refusal.code))
        await notifyIssuer(redemption, notificationId, 'credential_failure', send);
      return refusal;
    }
    tell('store');
    const card = toStoredCard(issued.value, redemption, now());
    const saved = await unlessUnwritable(() => wallet.change((document) => addCard(document, card, redemption.jti)));
    if (!saved.ok) return saved;
    const { notificationId } = issued.value;
    if (notificationId !== null) await notifyIssuer(redemption, notificationId, 'credential_accepted', send);
    return succeed(viewCard(card, now()));
  }

  async #forget(redemption: Redemption): Promise<void> {
    await unlessUnwritable(() =>
      this.#ports.wallet.change((document) => dropRedemption(document, redemption.holderKey.x)),
    );
  }
}

const UNKNOWN_SIGNER: ReadonlySet<Code> = new Set(['JWS_KID_UNKNOWN', 'ISSUER_UNTRUSTED']);

/** SECURITY: only where the QR names somebody unknown. One that borrows a trusted issuer's name is a forgery, and nobody to be added. */
function nameIssuer({ claimedIssuer, ...refusal }: RefusedActivation & { readonly ok: false }, { issuers }: TrustBook) {
  const isStranger = claimedIssuer !== null && issuers.every(({ issuer }) => issuer !== claimedIssuer);
  return isStranger && UNKNOWN_SIGNER.has(refusal.code)
    ? { ...refusal, issuer: describeIssuer(claimedIssuer) }
    : refusal;
}

/** Typed and pasted text wraps over lines; a camera's text never does, and is judged as it is. */
const forgiveWhiteSpace = (text: string): string => text.replace(/\s+/gu, '');

const createRedemption = (activation: ActivationInHand, accessToken: string): Redemption => ({
  issuer: activation.issuer,
  jti: activation.jti,
  configurationId: activation.offer.configurationId,
  endpoints: activation.endpoints,
  accessToken,
  holderKey: createHolderKey(),
});

function toStoredCard({ text, credential }: IssuedCard, { holderKey }: Redemption, nowMs: number): StoredCard {
  const { card, identity, photo, issuer, expiresAt } = credential;
  if (!card || !identity) throw new Error('requestCard lets no card through without its groups');
  return {
    id: randomBytes(12).toString('hex'),
    ...{ credential: text, holderKey, issuer, expiresAt, status: 0, card, identity, photo },
    ...{ addedAt: nowMs, updatedAt: nowMs },
  };
}

async function unlessUnwritable<T>(
  write: () => Promise<T>,
): Promise<
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: 'VAULT_UNWRITABLE'; readonly detail: string }
> {
  try {
    return succeed(await write());
  } catch (error) {
    if (error instanceof VaultUnwritable) return { ok: false, code: 'VAULT_UNWRITABLE', detail: error.message };
    throw error;
  }
}
