import {
  EMPTY_WALLET,
  parseWalletDocument,
  type WalletDocument,
  writeWalletDocument,
} from '../../shared/wallet/wallet-document.ts';
import { type Vault, VaultUnwritable } from '../vault/vault.ts';

/** The wallet's document in its vault. Changes run one after another, each on the outcome of the one before. */
export class WalletFile {
  readonly #vault: Vault;
  #document: WalletDocument;
  #last: Promise<unknown> = Promise.resolve();
  readonly #onChange: (document: WalletDocument) => void;

  private constructor(vault: Vault, document: WalletDocument, onChange: (document: WalletDocument) => void) {
    this.#vault = vault;
    this.#document = document;
    this.#onChange = onChange;
  }

  /** Throws where the vault holds a document of a newer program: better not to start than to lose what it knows. */
  static async open(vault: Vault, onChange: (document: WalletDocument) => void): Promise<WalletFile> {
    const saved = await vault.load();
    const document = saved === null ? EMPTY_WALLET : parseWalletDocument(saved);
    if (!document) throw new Error('the wallet was written by a newer version of this program; nothing was changed');
    return new WalletFile(vault, document, onChange);
  }

  get document(): WalletDocument {
    return this.#document;
  }

  /** Saves first, then counts: a change that could not be written, or not read again (VaultUnwritable), has not happened. */
  change(step: (document: WalletDocument) => WalletDocument): Promise<WalletDocument> {
    const run = async (): Promise<WalletDocument> => {
      const next = step(this.#document);
      if (next !== this.#document) {
        const written = writeWalletDocument(next);
        // What cannot be read again would lock every card in at the next start.
        if (!parseWalletDocument(written))
          throw new VaultUnwritable('the wallet', new RangeError('the document has members no wallet reads'));
        await this.#vault.save(written);
        this.#document = next;
        this.#onChange(next);
      }
      return next;
    };
    const result = this.#last.then(run, run);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
