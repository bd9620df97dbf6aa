import {
  EMPTY_WALLET,
  parseWalletDocument,
  type WalletDocument,
  writeWalletDocument,
} from '../../shared/wallet/wallet-document.ts';
import { SealedDocument } from '../vault/sealed-document.ts';
import type { Vault } from '../vault/vault.ts';

/** The wallet's document in its vault. */
export type WalletFile = SealedDocument<WalletDocument>;

const FORM = {
  name: 'the wallet',
  empty: () => EMPTY_WALLET,
  parse: parseWalletDocument,
  write: writeWalletDocument,
} as const;

/** Throws as SealedDocument.open does. */
export const openWalletFile = (vault: Vault, onChange: (document: WalletDocument) => void): Promise<WalletFile> =>
  SealedDocument.open(vault, FORM, onChange);
