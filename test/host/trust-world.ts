import { createTrustHandlers } from '../../host/trust/trust-handlers.ts';
import { type OpenWallet, openWallet } from '../../host/wallet/open-wallet.ts';
import type { TrustCandidate } from '../../shared/ipc/trust-views.ts';
import { publicPart, verifyEs256 } from '../../shared/protocol/es256.ts';
import type { SendHttp } from '../../shared/protocol/ports.ts';
import { writeTrustList } from '../../shared/verifier/trust.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { ISSUER, NOW_MS, NOW_S, SpecimenIssuer } from '../support/specimen-issuer.ts';

export const BUNDLED = 'http://127.0.0.1:47801';

/** A wallet, its trust handlers, and issuers on paper that publish lists and keys as the mock does. */
export class TrustWorld {
  readonly issuer = new SpecimenIssuer();
  readonly vault = new MemoryVault();
  /** Address → what is served there; any other is answered with 404, and one with "silent" in it not at all. */
  readonly served = new Map<string, string>();
  asked: string[] = [];
  allowsHttp = false;
  nowMs = NOW_MS;
  wallet!: OpenWallet;
  handlers!: ReturnType<typeof createTrustHandlers>;

  static async open(): Promise<TrustWorld> {
    const world = new TrustWorld();
    await world.start();
    await world.publish(world.issuer);
    return world;
  }

  /** The program started over what was saved. */
  async start(): Promise<void> {
    const ports = { now: () => this.nowMs, send: this.#send, allowsHttp: () => this.allowsHttp };
    const ignore = () => undefined;
    this.wallet = await openWallet({ vault: this.vault, ...ports, onChange: ignore, onStage: ignore });
    const book = this.wallet.trust;
    this.handlers = createTrustHandlers({ ...ports, verify: verifyEs256, book, bundledIssuer: () => BUNDLED });
  }

  async publish(from: SpecimenIssuer): Promise<string> {
    const keySet = await from.keySet(NOW_S);
    const entry = { issuer: from.issuer, name: 'Druga Uczelnia', anchor: publicPart(from.anchor), keySet };
    const list = JSON.stringify(writeTrustList([entry]));
    const metadata = JSON.stringify({ signed_jwks_uri: `${from.issuer}/jwks.jwt` });
    this.served.set(`${from.issuer}/trust-list.json`, list);
    this.served.set(`${from.issuer}/.well-known/jwt-vc-issuer`, metadata);
    this.served.set(`${from.issuer}/jwks.jwt`, keySet);
    return list;
  }

  async inspectOne(text: string = ISSUER): Promise<TrustCandidate> {
    const seen = await this.handlers['trust.inspect']({ text });
    if (!seen.ok || !seen.value[0]) throw new Error(seen.ok ? 'nobody' : `${seen.code} ${seen.detail ?? ''}`);
    return seen.value[0];
  }

  async addOne(text: string = ISSUER): Promise<void> {
    const seen = await this.inspectOne(text);
    const added = await this.handlers['trust.add']({ ...seen, replaces: seen.trustedFingerprint });
    if (!added.ok) throw new Error(added.code);
  }

  trusted(): readonly string[] {
    return this.wallet.trust.issuers.map((entry) => entry.issuer);
  }

  readonly #send: SendHttp = ({ url }) => {
    this.asked.push(url);
    if (url.includes('silent')) return Promise.resolve({ ok: false, why: 'nothing answers at that address' });
    const text = this.served.get(url);
    const answer = { status: text === undefined ? 404 : 200, contentType: 'application/json', text: text ?? '{}' };
    return Promise.resolve({ ok: true, answer });
  };
}
