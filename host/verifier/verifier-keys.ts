import { readKeySet } from '../../shared/protocol/key-set.ts';
import type { KeyPurpose, SignerKey } from '../../shared/protocol/key-set.ts';
import type { Clock, VerifyJws } from '../../shared/protocol/ports.ts';
import type { TrustBook } from '../trust/trust-book.ts';
import { unlessUnwritable } from '../wallet/unless-unwritable.ts';
import type { KnownTimes } from './known-times.ts';

/** After the issuers were asked for keys, an unknown one is not asked about again for so long: a forger must not hold up a queue. */
const ASK_AGAIN_AFTER_MS = 30_000;

export interface VerifierKeysPorts {
  readonly trust: TrustBook;
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly times: KnownTimes;
  readonly isOffline: () => boolean;
}

/** Issuers' keys for a verifier: in hand first, and asked for where a key is not known and there is a network. */
export class VerifierKeys {
  readonly #ports: VerifierKeysPorts;
  #askedAt = -Infinity;
  #asking: Promise<unknown> = Promise.resolve();
  readonly #unreachable = new Set<string>();

  constructor(ports: VerifierKeysPorts) {
    this.#ports = ports;
  }

  async find(purpose: KeyPurpose, kid: string): Promise<readonly SignerKey[]> {
    const { trust, isOffline } = this.#ports;
    const inHand = await trust.findKeysInHand(purpose, kid);
    if (inHand.length > 0 || isOffline()) return inHand;
    // Whoever comes while they are being asked waits for the same answers: an unknown key would be called a forger's.
    if (this.#mayAsk()) this.#asking = Promise.all(trust.issuers.map(({ issuer }) => this.#askForCard(issuer)));
    await this.#asking;
    return trust.findKeysInHand(purpose, kid);
  }

  /** Whether a trusted issuer may have keys that are not in hand: nobody could be asked, or nobody answered. */
  mayLackKeys(issuer: string): boolean {
    const { trust, isOffline } = this.#ports;
    return trust.issuers.some((entry) => entry.issuer === issuer) && (isOffline() || this.#unreachable.has(issuer));
  }

  /** Null where all is well, else why its keys could not be had. */
  async refresh(issuer: string): Promise<string | null> {
    const fetched = await this.#fetch(issuer);
    return fetched?.kind === 'fresh' ? null : (fetched?.why ?? 'it does not count: http on another computer');
  }

  /** Until when the keys in hand hold, and whether there are any; milliseconds. */
  async heldUntil(issuer: string): Promise<number | null> {
    const entry = this.#ports.trust.issuers.find((each) => each.issuer === issuer);
    if (!entry?.keySet) return null;
    const set = await readKeySet(entry.keySet, entry, this.#ports);
    return set.ok ? set.value.expiresAt * 1000 : null;
  }

  /** A set from the future is no use, but tells that this clock is behind: a genuine card must not be called forged for it. */
  async #askForCard(issuer: string): Promise<void> {
    const fetched = await this.#fetch(issuer);
    if (fetched?.signedAt !== undefined) await this.#ports.times.noteSigned(fetched.signedAt);
  }

  async #fetch(issuer: string): ReturnType<TrustBook['refreshOne']> {
    const written = await unlessUnwritable(() => this.#ports.trust.refreshOne(issuer));
    // Keys that could not be written down are not in hand, which is as if nobody had answered.
    const fetched = written.ok ? written.value : ({ kind: 'unreachable', why: written.detail } as const);
    if (fetched?.kind === 'unreachable') this.#unreachable.add(issuer);
    else this.#unreachable.delete(issuer);
    return fetched;
  }

  #mayAsk(): boolean {
    const now = this.#ports.now();
    if (Math.abs(now - this.#askedAt) < ASK_AGAIN_AFTER_MS) return false;
    this.#askedAt = now;
    return true;
  }
}
