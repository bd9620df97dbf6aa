import { randomBytes } from 'node:crypto';
import type { AnswerOf, PushOf, QrSource, Redeemed } from '../../shared/ipc/contract.ts';
import type { ActivationStage } from '../../shared/ipc/views.ts';
import type { Code } from '../../shared/protocol/codes.ts';
import { hostOf } from '../../shared/protocol/issuer-url.ts';
import { succeed } from '../../shared/protocol/result.ts';
import { type ActivationInHand, openActivation, type RefusedActivation } from '../../shared/wallet/open-activation.ts';
import { requestToken, type TokenGrant } from '../../shared/wallet/request-token.ts';
import type { Redemption } from '../../shared/wallet/wallet-document.ts';
import { createHolderKey } from '../platform-ports.ts';
import { describeIssuer } from '../trust/describe-issuer.ts';
import type { TrustBook } from '../trust/trust-book.ts';
import { type CollectPorts, isPassing, keepAndCollect } from './collect-card.ts';
import { unlessUnwritable } from './unless-unwritable.ts';

export interface ActivationPorts extends CollectPorts {
  readonly allowsHttp: () => boolean;
  readonly onStage: (stage: PushOf<'activation.stage'>) => void;
}

interface OpenEntry {
  readonly activation: ActivationInHand;
  /** Set once the code was right; from then on trying again needs no code. */
  redemption: Redemption | null;
  /** What came of it: whoever asks again gets the same answer. */
  outcome: Redeemed | null;
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
const MAX_OPEN = 20;

/** Activations from QR to stored card. Secrets (offers, tokens, keys) stay in here and in the vault. */
export class ActivationDesk {
  readonly #ports: ActivationPorts;
  readonly #open = new Map<string, OpenEntry>();

  constructor(ports: ActivationPorts) {
    this.#ports = ports;
  }

  async open(text: string, source: QrSource): Promise<AnswerOf<'activation.open'>> {
    const { trust, wallet, now, verify, send, allowsHttp } = this.#ports;
    // Fetching an issuer's new keys writes them down, so even a look at a QR can meet a full disk.
    const checked = await unlessUnwritable(() =>
      openActivation(source === 'typed' || source === 'pasted' ? forgiveWhiteSpace(text) : text, {
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
      outcome: null,
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

  /** Waits for the attempt under way, then answers with its outcome; null while a code is still wanted. */
  async join(activationId: string): Promise<AnswerOf<'activation.join'>> {
    await this.#open.get(activationId)?.underWay;
    const entry = this.#open.get(activationId);
    return entry ? succeed(entry.outcome) : { ok: false, code: 'ACTIVATION_GONE' };
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

  async #attempt(activationId: string, entry: OpenEntry, code: string): Promise<AnswerOf<'activation.redeem'>> {
    if (!this.#open.has(activationId)) return { ok: false, code: 'ACTIVATION_GONE' };
    if (entry.outcome) return succeed(entry.outcome);
    const tell = (stage: ActivationStage): void => this.#ports.onStage({ activationId, stage });
    if (!entry.redemption) {
      tell('token');
      const grant = await requestToken(entry.activation, code, this.#ports.send);
      if (!grant.ok) {
        if (FINAL.has(grant.code)) this.#open.delete(activationId);
        return grant;
      }
      entry.redemption = createRedemption(entry.activation, grant.value, this.#ports.now());
    }
    const collected = await keepAndCollect(entry.redemption, this.#ports, tell);
    if (collected.ok) {
      entry.outcome = collected.value;
      // SECURITY: nothing here needs the token any more.
      entry.redemption = null;
    } else if (!isPassing(collected)) this.#open.delete(activationId);
    return collected;
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

const createRedemption = (
  { issuer, jti, offer, endpoints }: ActivationInHand,
  { accessToken, refreshToken }: TokenGrant,
  nowMs: number,
): Redemption => ({
  ...{ issuer, jti, configurationId: offer.configurationId, endpoints, accessToken, refreshToken },
  ...{ holderKey: createHolderKey(), cardId: null, deferral: null, startedAt: nowMs },
});
