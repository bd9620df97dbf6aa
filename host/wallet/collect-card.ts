import { randomBytes } from 'node:crypto';
import type { CallFailure, Redeemed } from '../../shared/ipc/contract.ts';
import type { ActivationStage } from '../../shared/ipc/views.ts';
import type { Clock, SendHttp, VerifyJws } from '../../shared/protocol/ports.ts';
import { succeed } from '../../shared/protocol/result.ts';
import { noteHistory } from '../../shared/wallet/card-history.ts';
import {
  ACCESS_RAN_OUT,
  type Deferral,
  type IssuedCard,
  notifyIssuer,
  requestCard,
} from '../../shared/wallet/request-card.ts';
import { refreshToken } from '../../shared/wallet/request-token.ts';
import { viewCard } from '../../shared/wallet/view-card.ts';
import { viewWaiting } from '../../shared/wallet/view-waiting.ts';
import {
  addCard,
  dropRedemption,
  keepRedemption,
  type Redemption,
  replaceCard,
  type StoredCard,
} from '../../shared/wallet/wallet-document.ts';
import { sha256 } from '../platform-ports.ts';
import type { TrustBook } from '../trust/trust-book.ts';
import { unlessUnwritable } from './unless-unwritable.ts';
import type { WalletFile } from './wallet-file.ts';

export interface CollectPorts {
  readonly wallet: WalletFile;
  readonly trust: TrustBook;
  readonly send: SendHttp;
  readonly verify: VerifyJws;
  readonly now: Clock;
}

export type Collected = { readonly ok: true; readonly value: Redeemed } | ({ readonly ok: false } & CallFailure);

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
export const isPassing = ({ code }: { readonly code: string }): boolean => PASSING.has(code);

/**
 * Keeps a redemption in the vault, then gets its card and stores it: whatever ends the program in between, the next start goes on from
 * here (`resume`). A refusal that another try cannot change ends the redemption.
 */
export async function keepAndCollect(
  redemption: Redemption,
  ports: CollectPorts,
  tell: (stage: ActivationStage) => void,
  mayRefresh = true,
): Promise<Collected> {
  const kept = await unlessUnwritable(() => ports.wallet.change((document) => keepRedemption(document, redemption)));
  return kept.ok ? collectCard(redemption, ports, tell, mayRefresh) : kept;
}

/** As `keepAndCollect`, for a redemption that is in the vault already. An access token that ran out is replaced once (`mayRefresh`). */
export async function collectCard(
  redemption: Redemption,
  ports: CollectPorts,
  tell: (stage: ActivationStage) => void = () => undefined,
  mayRefresh = true,
): Promise<Collected> {
  const { trust, now, verify, send } = ports;
  const findKeys = (kid: string) => trust.findKeys('credential', kid);
  const answer = await requestCard(redemption, { now, verify, sha256, findKeys, send, onStage: tell });
  if (!answer.ok) {
    const { notificationId, ...refusal } = answer;
    if (mayRefresh && refusal.detail === ACCESS_RAN_OUT && redemption.refreshToken !== null)
      return collectWithFreshAccess(redemption, redemption.refreshToken, ports, tell);
    if (isPassing(refusal)) return refusal;
    if (notificationId) await notifyIssuer(redemption, notificationId, 'credential_failure', send);
    await forget(redemption, ports);
    return refusal;
  }
  if (answer.value.kind === 'deferred') return keepWaiting(redemption, answer.value.deferral, ports);
  tell('store');
  return store(redemption, answer.value.card, ports);
}

/**
 * A promise that took longer than its access token: the refresh token brings another, and what was promised is asked for anew. Refused,
 * the order has to be redeemed again, which its QR and code still do.
 */
async function collectWithFreshAccess(
  redemption: Redemption,
  token: string,
  ports: CollectPorts,
  tell: (stage: ActivationStage) => void,
): Promise<Collected> {
  const grant = await refreshToken(redemption.endpoints.token, token, ports.send);
  if (grant.ok) return keepAndCollect({ ...redemption, ...grant.value, deferral: null }, ports, tell, false);
  if (isPassing(grant)) return grant;
  await forget(redemption, ports);
  return grant.code === 'OFFER_USED' ? { ok: false, code: 'ACTIVATION_GONE' } : grant;
}

async function keepWaiting(redemption: Redemption, deferral: Deferral, ports: CollectPorts): Promise<Collected> {
  const nextAt = ports.now() + deferral.intervalS * 1000;
  const waiting: Redemption = { ...redemption, deferral: { ...deferral, nextAt } };
  const kept = await unlessUnwritable(() => ports.wallet.change((document) => keepRedemption(document, waiting)));
  return kept.ok ? succeed({ kind: 'waiting', waiting: viewWaiting(waiting, ports.trust.issuers) }) : kept;
}

async function store(redemption: Redemption, issued: IssuedCard, ports: CollectPorts): Promise<Collected> {
  const { wallet, send, now } = ports;
  const old = wallet.document.cards.find(({ id }) => id === redemption.cardId);
  const card = old ? renewStoredCard(old, issued, redemption, now()) : toStoredCard(issued, redemption, now());
  const saved = await unlessUnwritable(() =>
    wallet.change((document) => (old ? replaceCard(document, card) : addCard(document, card, redemption.jti))),
  );
  if (!saved.ok) return saved;
  const isNew = issued.text !== old?.credential;
  if (issued.notificationId !== null && isNew)
    await notifyIssuer(redemption, issued.notificationId, 'credential_accepted', send);
  return succeed({ kind: 'added', card: viewCard(card, now()) });
}

async function forget(redemption: Redemption, { wallet, now }: CollectPorts): Promise<void> {
  await unlessUnwritable(() =>
    wallet.change((document) => {
      const without = dropRedemption(document, redemption.holderKey.x);
      const card = without.cards.find(({ id }) => id === redemption.cardId);
      return card ? replaceCard(without, noteHistory(card, 'renewal-refused', now())) : without;
    }),
  );
}

function toStoredCard(issued: IssuedCard, redemption: Redemption, nowMs: number): StoredCard {
  const card = {
    id: randomBytes(12).toString('hex'),
    holderKey: redemption.holderKey,
    status: 0,
    addedAt: nowMs,
    updatedAt: nowMs,
    renewalAskedAt: nowMs,
    history: [],
    ...contentOf(issued, redemption),
  };
  return noteHistory(card, 'added', nowMs, card.card.valid_until);
}

/** The same card with what it says by now. Where nothing is new, only the asking is put down. */
function renewStoredCard(old: StoredCard, issued: IssuedCard, redemption: Redemption, nowMs: number): StoredCard {
  const content = contentOf(issued, redemption);
  const { issuance } = content;
  if (issued.text === old.credential) return { ...old, issuance, renewalAskedAt: nowMs };
  const renewed = { ...old, ...content, status: 0, updatedAt: nowMs, renewalAskedAt: nowMs };
  return noteHistory(renewed, 'renewed', nowMs, renewed.card.valid_until);
}

function contentOf({ text, credential, notificationId }: IssuedCard, redemption: Redemption) {
  const { card, identity, photo, issuer, expiresAt } = credential;
  if (!card || !identity) throw new Error('requestCard lets no card through without its groups');
  const { configurationId, endpoints, refreshToken } = redemption;
  const issuance = { configurationId, endpoints, refreshToken, notificationId };
  return { credential: text, issuer, expiresAt, card, identity, photo, issuance };
}
