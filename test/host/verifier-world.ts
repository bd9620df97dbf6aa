import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSendHttp } from '../../host/network/send-http.ts';
import { verifyJws } from '../../host/platform-ports.ts';
import { type OpenVerifier, openVerifier } from '../../host/verifier/open-verifier.ts';
import { createPresentationHandlers } from '../../host/wallet/presentation-handlers.ts';
import type { AskingView, VerifierAnswer, VerifierView } from '../../shared/ipc/verifier-views.ts';
import type { HttpRequest, SendHttp } from '../../shared/protocol/ports.ts';
import type { WorldOptions } from '../issuer-mock/world.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { WalletWorld } from './wallet-world.ts';

const sendReally = createSendHttp();

/**
 * A verifier over real HTTP with the real mock, and a wallet with Zofia's card on the other side. Mock and wallet have one clock, the verifier
 * may have another.
 */
export class VerifierWorld {
  readonly holder: WalletWorld;
  readonly handlers: ReturnType<typeof createPresentationHandlers>;
  cardId = '';
  orderId = '';
  /** The verifier's own, which a restart finds again. */
  vault = new MemoryVault();
  readonly folder = mkdtempSync(path.join(tmpdir(), 'mleg-verifier-'));
  /** The verifier's clock minus the world's, milliseconds. */
  skewMs = 0;
  /** No network for the verifier. */
  isCutOff = false;
  /** What the verifier gets in place of the real answer; null lets it through. */
  inTheMiddle: ((request: HttpRequest) => ReturnType<SendHttp> | null) | null = null;
  readonly requests: HttpRequest[] = [];
  readonly views: VerifierView[] = [];
  readonly faults: unknown[] = [];
  bundled: string | null;
  #verifier: OpenVerifier | null = null;
  #waiting: (() => void)[] = [];

  private constructor(holder: WalletWorld) {
    this.holder = holder;
    this.bundled = holder.world.url;
    this.handlers = createPresentationHandlers({
      ...{ now: holder.world.now, send: sendReally, verify: verifyJws, wallet: holder.wallet },
      bundledIssuer: () => holder.world.url,
      findVerifierName: (key) => Promise.resolve(this.verifier.isOwnKey(key) ? 'Kasa' : null),
    });
  }

  static async open(options: WorldOptions = {}): Promise<VerifierWorld> {
    const opened = new VerifierWorld(await WalletWorld.open(options));
    Object.assign(opened, await opened.holder.addCard());
    await opened.start();
    return opened;
  }

  async close(): Promise<void> {
    for (const { askId } of [this.verifier.asking.view ?? []].flat()) this.verifier.asking.end(askId);
    await this.holder.world.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get verifier(): OpenVerifier {
    if (!this.#verifier) throw new Error('not started');
    return this.#verifier;
  }

  now = (): number => this.holder.world.now() + this.skewMs;

  /** The program started, or started anew over what it has saved. */
  async start(): Promise<void> {
    const send: SendHttp = (request) => {
      this.requests.push(request);
      if (this.isCutOff) return Promise.resolve({ ok: false, why: 'nothing answers at that address' });
      return this.inTheMiddle?.(request) ?? sendReally(request);
    };
    this.#verifier = await openVerifier({
      ...{ vault: this.vault, folder: this.folder, trust: this.holder.wallet.trust, send, verify: verifyJws },
      ...{ now: this.now, bundledIssuer: () => this.bundled, onFault: (error) => void this.faults.push(error) },
      onChange: (view) => {
        this.views.push(view);
        for (const look of this.#waiting.splice(0)) look();
      },
    });
  }

  /** What the wallet shows now to whoever looks. */
  async show(withPhoto = false): Promise<string> {
    const shown = await this.handlers['presentation.show']({ cardId: this.cardId, withPhoto });
    if (!shown.ok) throw new Error(shown.code);
    return shown.value.text;
  }

  async check(text: string, challengeId: string | null = null): Promise<VerifierAnswer> {
    const checked = await this.verifier.desk.check(text, 'camera', challengeId);
    if (!checked.ok) throw new Error(checked.code);
    return checked.value;
  }

  /** What a fresh showing comes to: verdict and reason. */
  async judge(): Promise<readonly [string, string]> {
    const { verdict, reason } = await this.check(await this.show());
    return [verdict, reason];
  }

  /** Resolves with the first push, from now on or already there, whose question is in this state. */
  async asking(state: AskingView['state']): Promise<AskingView> {
    for (;;) {
      const found = this.views.map(({ asking }) => asking).find((asking) => asking?.state === state);
      if (found) return found;
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    }
  }

  /** The wallet answers what its person typed or scanned. */
  async answer(text: string, source: 'typed' | 'camera' = 'camera') {
    const opened = await this.handlers['presentation.open']({ text, source });
    if (!opened.ok) throw new Error(opened.code);
    const { requestId } = opened.value;
    const shared = await this.handlers['presentation.share']({ requestId, cardId: this.cardId, withPhoto: false });
    return { opened: opened.value, shared };
  }
}
