import type { PushOf } from '../../shared/ipc/contract.ts';
import type { Clock, SendHttp } from '../../shared/protocol/ports.ts';
import type { WalletDocument } from '../../shared/wallet/wallet-document.ts';
import { verifyJws } from '../platform-ports.ts';
import { TrustBook } from '../trust/trust-book.ts';
import type { Vault } from '../vault/vault.ts';
import { ActivationDesk } from './activation-desk.ts';
import { CardKeeper } from './card-keeper.ts';
import { openWalletFile, type WalletFile } from './wallet-file.ts';
import { WalletRounds } from './wallet-rounds.ts';

export interface OpenWallet {
  readonly file: WalletFile;
  readonly trust: TrustBook;
  readonly desk: ActivationDesk;
  readonly keeper: CardKeeper;
  readonly rounds: WalletRounds;
}

export interface OpenWalletParts {
  readonly vault: Vault;
  readonly send: SendHttp;
  readonly now: Clock;
  readonly onChange: (document: WalletDocument) => void;
  readonly onStage: (stage: PushOf<'activation.stage'>) => void;
  /** The developer's switch; left out, issuers on other computers need https. */
  readonly allowsHttp?: () => boolean;
}

/** A wallet over its vault: the document, its trust list, the desk that activates cards into it, and what keeps them up to date. Throws as SealedDocument.open does. */
export async function openWallet(parts: OpenWalletParts): Promise<OpenWallet> {
  const { vault, send, now, onChange, onStage, allowsHttp = () => false } = parts;
  const file = await openWalletFile(vault, onChange);
  const common = { now, send, verify: verifyJws, allowsHttp };
  const store = {
    read: () => file.document.trust,
    change: async (step: (trust: WalletDocument['trust']) => WalletDocument['trust']) => {
      await file.change((document) => {
        const trust = step(document.trust);
        return trust === document.trust ? document : { ...document, trust };
      });
    },
  };
  const trust = new TrustBook(store, common);
  const ports = { wallet: file, trust, ...common };
  const keeper = new CardKeeper(ports);
  return {
    file,
    trust,
    desk: new ActivationDesk({ ...ports, onStage }),
    keeper,
    rounds: new WalletRounds(ports, keeper),
  };
}
