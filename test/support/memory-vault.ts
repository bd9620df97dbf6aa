import { type Vault, VaultUnwritable } from '../../host/vault/vault.ts';

/** A vault in memory that can be told to be full. What it holds has been through JSON, as on disk. */
export class MemoryVault implements Vault {
  readonly protection = 'none';
  readonly setAside = null;
  saved: string | null = null;
  isFull = false;

  load = (): Promise<unknown> => Promise.resolve(this.saved === null ? null : JSON.parse(this.saved));
  save = (document: unknown): Promise<void> => {
    if (this.isFull) return Promise.reject(new VaultUnwritable('/disk/wallet.json', new Error('ENOSPC')));
    this.saved = JSON.stringify(document);
    return Promise.resolve();
  };
}
