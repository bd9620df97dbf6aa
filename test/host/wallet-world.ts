import { createSendHttp } from '../../host/network/send-http.ts';
import { type OpenWallet, openWallet } from '../../host/wallet/open-wallet.ts';
import type { Redeemed } from '../../shared/ipc/contract.ts';
import type { HttpRequest, SendHttp } from '../../shared/protocol/ports.ts';
import type { StoredCard } from '../../shared/wallet/wallet-document.ts';
import { orderReady } from '../issuer-mock/wallet-steps.ts';
import { openWorld, type World, type WorldOptions } from '../issuer-mock/world.ts';
import { MemoryVault } from '../support/memory-vault.ts';

const sendReally = createSendHttp();
const quiet = () => undefined;

/** The wallet's host over real HTTP with the real mock, one frozen clock for both. */
export class WalletWorld {
  readonly world: World;
  readonly vault = new MemoryVault();
  requests: HttpRequest[] = [];
  isOffline = false;
  #wallet: OpenWallet | null = null;

  private constructor(world: World) {
    this.world = world;
  }

  static async open(options: WorldOptions = {}): Promise<WalletWorld> {
    const opened = new WalletWorld(await openWorld(options));
    await opened.startAnew();
    const { url, anchor } = opened.world;
    await opened.wallet.trust.trust({ issuer: url, name: 'Testowa', anchor });
    return opened;
  }

  get wallet(): OpenWallet {
    if (!this.#wallet) throw new Error('not started');
    return this.#wallet;
  }

  /** The program started anew over the same vault: nothing but what was saved is known. */
  async startAnew(): Promise<void> {
    const send: SendHttp = (request) => {
      this.requests.push(request);
      const offline = { ok: false, why: 'nothing answers at that address' } as const;
      return this.isOffline ? Promise.resolve(offline) : sendReally(request);
    };
    const { vault, world } = this;
    this.#wallet = await openWallet({ vault, send, now: world.now, onChange: quiet, onStage: quiet });
  }

  async redeem(order: { readonly qr: string; readonly activationCode: string }): Promise<Redeemed> {
    const opened = await this.wallet.desk.open(order.qr, 'camera');
    if (!opened.ok) throw new Error(opened.code);
    const redeemed = await this.wallet.desk.redeem(opened.value.activationId, order.activationCode);
    if (!redeemed.ok) throw new Error(redeemed.code);
    return redeemed.value;
  }

  /** A card of a student in the wallet. */
  async addCard(student = 'zofia'): Promise<{ readonly cardId: string; readonly orderId: string }> {
    const order = await orderReady(this.world, student);
    const redeemed = await this.redeem(order);
    if (redeemed.kind !== 'added') throw new Error('promised for later');
    return { cardId: redeemed.card.id, orderId: order.id };
  }

  get card(): StoredCard | undefined {
    return this.wallet.file.document.cards[0];
  }
  get kinds(): readonly string[] | undefined {
    return this.card?.history.map(({ kind }) => kind);
  }
  get paths(): readonly string[] {
    return this.requests.map(({ url }) => new URL(url).pathname);
  }

  async readState(order: string): Promise<unknown> {
    return (await this.world.staff('GET', `/api/orders/${order}`)).json['state'];
  }
}
