import { isUnderIssuer, wellKnownUrl } from '../../shared/protocol/issuer-url.ts';
import { type IssuerKey, type KeyPurpose, readKeySet } from '../../shared/protocol/key-set.ts';
import type { Clock, SendHttp, VerifyJws } from '../../shared/protocol/ports.ts';
import { findTrustedKeys, type TrustedIssuer } from '../../shared/verifier/trust.ts';
import { getJson } from '../../shared/wallet/issuer-client.ts';

/** Where the trust list is kept: in the wallet's document. */
export interface TrustStore {
  readonly read: () => readonly TrustedIssuer[];
  readonly write: (issuers: readonly TrustedIssuer[]) => Promise<void>;
}

export interface TrustPorts {
  readonly now: Clock;
  readonly verify: VerifyJws;
  readonly send: SendHttp;
}

/** Keys of trusted issuers: from the cached, anchor-signed key sets, and where those do not know a key, fetched anew once. */
export class TrustBook {
  readonly #store: TrustStore;
  readonly #ports: TrustPorts;

  constructor(store: TrustStore, ports: TrustPorts) {
    this.#store = store;
    this.#ports = ports;
  }

  get issuers(): readonly TrustedIssuer[] {
    return this.#store.read();
  }

  async findKeys(purpose: KeyPurpose, kid: string): Promise<readonly IssuerKey[]> {
    const cached = await findTrustedKeys(this.issuers, purpose, kid, this.#ports);
    if (cached.length > 0) return cached;
    await this.refresh();
    return findTrustedKeys(this.issuers, purpose, kid, this.#ports);
  }

  /** Fetches every trusted issuer's key set; one that cannot be had, is older than the cached one or fails its checks changes nothing. */
  async refresh(): Promise<void> {
    const before = this.issuers;
    const fetched = await Promise.all(before.map((issuer) => this.#fetchKeySet(issuer)));
    const after = before.map((issuer, at) => ({ ...issuer, keySet: fetched[at] ?? issuer.keySet }));
    if (after.some(({ keySet }, at) => keySet !== before[at]?.keySet)) await this.#store.write(after);
  }

  /** The issuer among the trusted ones that an address lies under; null if there is none. */
  findIssuerOf(address: string): string | null {
    return this.issuers.find(({ issuer }) => isUnderIssuer(address, issuer))?.issuer ?? null;
  }

  /** Puts an issuer on the list, or its new anchor in place of the old one with all that the old one vouched for. */
  async trust(entry: Omit<TrustedIssuer, 'keySet'>): Promise<void> {
    const known = this.issuers.find(({ issuer }) => issuer === entry.issuer);
    if (known?.anchor.x === entry.anchor.x && known.anchor.y === entry.anchor.y) return;
    await this.#store.write([...this.issuers.filter((other) => other !== known), { ...entry, keySet: null }]);
  }

  async #fetchKeySet({ issuer, anchor, keySet }: TrustedIssuer): Promise<string | null> {
    const { send } = this.#ports;
    const metadata = await getJson(wellKnownUrl(issuer, 'jwt-vc-issuer'), send);
    const address = metadata.ok && metadata.value.status === 200 ? metadata.value.value['signed_jwks_uri'] : null;
    if (typeof address !== 'string' || !isUnderIssuer(address, issuer)) return null;
    const sent = await send({ method: 'GET', url: address });
    if (!sent.ok || sent.answer.status !== 200) return null;
    const fresh = await readKeySet(sent.answer.text, { issuer, anchor }, this.#ports);
    const cached = keySet === null ? null : await readKeySet(keySet, { issuer, anchor }, this.#ports);
    if (!fresh.ok) return null;
    // SECURITY: an older set, replayed, would bring back keys that have been withdrawn since.
    return cached?.ok && cached.value.issuedAt > fresh.value.issuedAt ? null : sent.answer.text;
  }
}
