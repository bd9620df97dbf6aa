import { createSendHttp } from '../../host/network/send-http.ts';
import { openWallet, type OpenWallet } from '../../host/wallet/open-wallet.ts';
import { createPresentationHandlers } from '../../host/wallet/presentation-handlers.ts';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import type { HttpRequest } from '../../shared/protocol/ports.ts';
import type { StoredCard } from '../../shared/wallet/wallet-document.ts';
import { createPorts, holder, issuer, openList, statusList } from '../shared/verifier/presentation-desk.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { ISSUER, NOW_MS, NOW_S } from '../support/specimen-issuer.ts';
import { VerifierStandIn } from '../support/verifier-stand-in.ts';

/** A wallet with one card, and a verifier that asks for it over real HTTP. Their clock is the test's. */
export class PresentationWorld {
  readonly vault = new MemoryVault();
  nowMs = NOW_MS;
  /** What the issuer's status list says of the card. */
  status = 0;
  readonly sent: HttpRequest[] = [];
  /** Where six digits are asked for before the trust list is; null while the university has not started. */
  bundled: string | null = null;
  verifierName: string | null = null;
  verifier!: VerifierStandIn;
  wallet!: OpenWallet;
  handlers!: ReturnType<typeof createPresentationHandlers>;

  static async open(): Promise<PresentationWorld> {
    const world = new PresentationWorld();
    const now = () => world.nowMs;
    world.verifier = await VerifierStandIn.start(
      createPorts({ now, findStatusList: () => openList(statusList(world.status)) }),
    );
    world.bundled = world.verifier.origin;
    const real = createSendHttp();
    const send: typeof real = (request) => {
      world.sent.push(request);
      return real(request);
    };
    const ignore = () => undefined;
    world.wallet = await openWallet({ vault: world.vault, send, now, onChange: ignore, onStage: ignore });
    world.handlers = createPresentationHandlers({
      ...{ now, send, verify: verifyEs256, wallet: world.wallet },
      bundledIssuer: () => world.bundled,
      findVerifierName: () => Promise.resolve(world.verifierName),
    });
    await world.store(await makeStoredCard());
    return world;
  }

  async store(...cards: readonly StoredCard[]): Promise<void> {
    await this.wallet.file.change((document) => ({ ...document, cards }));
  }

  async openText(text: string) {
    const opened = await this.handlers['presentation.open']({ text, source: 'camera' });
    if (!opened.ok) throw new Error(`${opened.code} ${opened.detail ?? ''}`);
    return opened.value;
  }

  history(cardId = 'card-1') {
    const card = this.wallet.file.document.cards.find(({ id }) => id === cardId);
    return card?.history.map(({ kind, detail }) => [kind, detail]);
  }
}

export async function makeStoredCard(change: Partial<StoredCard> = {}): Promise<StoredCard> {
  const { card, identity, photo } = await issuer.cardContent(holder);
  return {
    ...{ id: 'card-1', credential: await issuer.credential(holder), holderKey: holder, issuer: ISSUER },
    ...{ card, identity, photo, expiresAt: NOW_S + 180 * 24 * 3600, status: 0 },
    ...{ addedAt: NOW_MS, updatedAt: NOW_MS, issuance: null, renewalAskedAt: 0, history: [] },
    ...change,
  };
}
