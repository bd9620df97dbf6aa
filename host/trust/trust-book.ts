import { isInsecureIssuer, isUnderIssuer, wellKnownUrl } from '../../shared/protocol/issuer-url.ts';
import {
  findKeySetProblem,
  type IssuerKey,
  type KeyPurpose,
  openKeySet,
  readKeySet,
} from '../../shared/protocol/key-set.ts';
import type { Clock, SendHttp, VerifyJws } from '../../shared/protocol/ports.ts';
import { createKeyFinder, type KeyFinder, type TrustedIssuer } from '../../shared/verifier/trust.ts';
import { getJson } from '../../shared/wallet/issuer-client.ts';

type Issuers = readonly TrustedIssuer[];

/** Where the trust list is kept: in the wallet's document. A change gets the list as it is by then, and may hand it back as it was. */
export interface TrustStore {
  readonly read: () => Issuers;
  readonly change: (step: (issuers: Issuers) => Issuers) => Promise<void>;
}

export interface TrustPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly send: SendHttp;
  /** The developer's switch: issuers over plain http on other computers count too. Left out: they do not. */
  readonly allowsHttp?: () => boolean;
}

/** What came of asking an issuer for its keys. */
type FetchedKeySet =
  | { readonly kind: 'fresh'; readonly text: string; readonly signedAt: number }
  /** `signedAt`: in seconds, where the issuer has signed it and only the time speaks against it. */
  | { readonly kind: 'refused' | 'unreachable'; readonly why: string; readonly signedAt?: number };

/** Keys of trusted issuers: from the cached, anchor-signed key sets, and where those do not know a key, fetched anew once. */
export class TrustBook {
  readonly #store: TrustStore;
  readonly #ports: TrustPorts;
  readonly #findAmong: KeyFinder;
  #secure: { readonly of: Issuers; readonly issuers: Issuers } | null = null;

  constructor(store: TrustStore, ports: TrustPorts) {
    this.#store = store;
    this.#ports = ports;
    this.#findAmong = createKeyFinder(ports);
  }

  /** Everyone on the list, also those who do not count at the moment. */
  get issuers(): Issuers {
    return this.#store.read();
  }

  /** SECURITY: whoever stands on the list over plain http counts only while the switch is on. */
  get #inForce(): Issuers {
    const { issuers } = this;
    if (this.#ports.allowsHttp?.()) return issuers;
    // Asked several times for each card. A list that changes is another list.
    if (this.#secure?.of !== issuers)
      this.#secure = { of: issuers, issuers: issuers.filter(({ issuer }) => !isInsecureIssuer(issuer)) };
    return this.#secure.issuers;
  }

  async findKeys(purpose: KeyPurpose, kid: string): Promise<readonly IssuerKey[]> {
    const cached = await this.findKeysInHand(purpose, kid);
    if (cached.length > 0) return cached;
    await this.refresh();
    return this.findKeysInHand(purpose, kid);
  }

  /** The same without a network. */
  findKeysInHand(purpose: KeyPurpose, kid: string): Promise<readonly IssuerKey[]> {
    return this.#findAmong(this.#inForce, purpose, kid);
  }

  /** Fetches every trusted issuer's key set; one that cannot be had, is older than the cached one or fails its checks changes nothing. */
  async refresh(): Promise<void> {
    const asked = this.#inForce;
    const fetched = await Promise.all(asked.map((entry) => this.#fetchKeySet(entry)));
    const fresh = asked.flatMap((entry, at) => {
      const answer = fetched[at];
      return answer?.kind === 'fresh' && answer.text !== entry.keySet ? [{ entry, text: answer.text }] : [];
    });
    if (fresh.length > 0) await this.#takeKeySets(fresh);
  }

  /** The same for one issuer, with what came of it. Null for one that is not on the list, or does not count. */
  async refreshOne(issuer: string): Promise<FetchedKeySet | null> {
    const entry = this.#inForce.find((known) => known.issuer === issuer);
    if (!entry) return null;
    const fetched = await this.#fetchKeySet(entry);
    if (fetched.kind === 'fresh') await this.#takeKeySets([{ entry, text: fetched.text }]);
    return fetched;
  }

  /** The issuer among the trusted ones that an address lies under; null if there is none. */
  findIssuerOf(address: string): string | null {
    return this.#inForce.find(({ issuer }) => isUnderIssuer(address, issuer))?.issuer ?? null;
  }

  /** Puts an issuer on the list, or its new anchor in place of the old one with all that the old one vouched for. */
  async trust({ issuer, name, anchor }: Pick<TrustedIssuer, 'issuer' | 'name' | 'anchor'>): Promise<void> {
    const addedAt = this.#ports.now();
    await this.#store.change((issuers) => {
      const known = issuers.find((entry) => entry.issuer === issuer);
      if (known && isSameAnchor(known, { anchor })) return issuers;
      return [...issuers.filter((other) => other !== known), { issuer, name, anchor, keySet: null, addedAt }];
    });
  }

  /** What was trusted because of this issuer is trusted no more from here on. */
  async remove(issuer: string): Promise<void> {
    await this.#store.change((issuers) =>
      issuers.some((entry) => entry.issuer === issuer) ? issuers.filter((entry) => entry.issuer !== issuer) : issuers,
    );
  }

  /** SECURITY: by the time an answer comes, its issuer may have been removed or have another anchor; it must not come back by it. */
  async #takeKeySets(fetched: readonly { readonly entry: TrustedIssuer; readonly text: string }[]): Promise<void> {
    const refreshedAt = this.#ports.now();
    await this.#store.change((issuers) =>
      issuers.map((now) => {
        const text = fetched.find(({ entry }) => entry.issuer === now.issuer && isSameAnchor(entry, now))?.text;
        return text === undefined ? now : { ...now, keySet: text, refreshedAt };
      }),
    );
  }

  async #fetchKeySet({ issuer, anchor, keySet }: TrustedIssuer): Promise<FetchedKeySet> {
    const { send } = this.#ports;
    const metadata = await getJson(wellKnownUrl(issuer, 'jwt-vc-issuer'), send);
    if (!metadata.ok) return { kind: 'unreachable', why: metadata.detail ?? '' };
    const address = metadata.value.status === 200 ? metadata.value.value['signed_jwks_uri'] : null;
    if (typeof address !== 'string')
      return { kind: 'unreachable', why: `no signed_jwks_uri, HTTP ${metadata.value.status}` };
    if (!isUnderIssuer(address, issuer)) return { kind: 'refused', why: 'signed_jwks_uri lies outside the issuer' };
    const sent = await send({ method: 'GET', url: address });
    if (!sent.ok) return { kind: 'unreachable', why: sent.why };
    if (sent.answer.status !== 200) return { kind: 'unreachable', why: `HTTP ${sent.answer.status}` };
    const fresh = await openKeySet(sent.answer.text, { issuer, anchor }, this.#ports.verify);
    if (!fresh.ok) return { kind: 'refused', why: `${fresh.code}: ${fresh.detail ?? ''}` };
    const { issuedAt: signedAt } = fresh.value;
    const problem = findKeySetProblem(fresh.value, this.#ports.now());
    if (problem) return { kind: 'refused', why: `${problem.code}: key set: ${problem.detail}`, signedAt };
    const cached = keySet === null ? null : await readKeySet(keySet, { issuer, anchor }, this.#ports);
    // SECURITY: an older set, replayed, would bring back keys that have been withdrawn since.
    if (cached?.ok && cached.value.issuedAt > signedAt) return { kind: 'refused', why: 'older than the one in hand' };
    return { kind: 'fresh', text: sent.answer.text, signedAt };
  }
}

const isSameAnchor = (one: Pick<TrustedIssuer, 'anchor'>, other: Pick<TrustedIssuer, 'anchor'>): boolean =>
  one.anchor.x === other.anchor.x && one.anchor.y === other.anchor.y;
