import type { PushOf } from '../../shared/ipc/contract.ts';
import { verifyEs256 } from '../../shared/protocol/es256.ts';
import type { Clock, SendHttp } from '../../shared/protocol/ports.ts';
import type { WalletDocument } from '../../shared/wallet/wallet-document.ts';
import { TrustBook } from '../trust/trust-book.ts';
import type { Vault } from '../vault/vault.ts';
import { ActivationDesk } from './activation-desk.ts';
import { WalletFile } from './wallet-file.ts';

export interface OpenWallet {
  readonly file: WalletFile;
  readonly trust: TrustBook;
  readonly desk: ActivationDesk;
}

export interface OpenWalletParts {
  readonly vault: Vault;
  readonly send: SendHttp;
  readonly now: Clock;
  readonly onChange: (document: WalletDocument) => void;
  readonly onStage: (stage: PushOf<'activation.stage'>) => void;
}

/** A wallet over its vault: the document, its trust list, and the desk that activates cards into it. Throws as WalletFile.open does. */
export async function openWallet({ vault, send, now, onChange, onStage }: OpenWalletParts): Promise<OpenWallet> {
  const file = await WalletFile.open(vault, onChange);
  const common = { now, send, verify: verifyEs256 };
  const store = {
    read: () => file.document.trust,
    write: async (trust: WalletDocument['trust']) => void (await file.change((document) => ({ ...document, trust }))),
  };
  const trust = new TrustBook(store, common);
  return { file, trust, desk: new ActivationDesk({ wallet: file, trust, ...common, onStage }) };
}
