/** How well what is stored is protected from another program of the same user. */
export type Protection = 'os' | 'file' | 'none';

/** One encrypted document: the wallet's cards, keys and state. Both shells' vaults keep the same promises; one test suite holds them to it. */
export interface Vault {
  /** What was saved last, as JSON; null if nothing ever was. */
  readonly load: () => Promise<unknown>;
  /** All or nothing: afterwards the new document is on disk, or the old one still is and a VaultUnwritable is thrown. */
  readonly save: (document: unknown) => Promise<void>;
  readonly protection: Protection;
  /** Where a file that could not be read was set aside when this vault was opened; null if all was well. */
  readonly setAside: string | null;
}

/** Encrypts texts so that only this user on this machine can read them. `unseal` throws on anything it did not seal. */
export interface Sealer {
  readonly protection: Protection;
  readonly seal: (plain: string) => Promise<string>;
  readonly unseal: (sealed: string) => Promise<string>;
}

/** What conf and electron-store have in common: one JSON file, written atomically. */
export interface KeyValueStore {
  readonly path: string;
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** Opens the file `<name>.json`. Throws a SyntaxError where its content is damaged, as conf and electron-store both do. */
export type OpenStore = (name: string) => KeyValueStore;

/** The disk is full, read-only, or gone, or the key store refuses to seal. `path` says which file could not be written. */
export class VaultUnwritable extends Error {
  override readonly name = 'VaultUnwritable';
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(`cannot write ${path}`, { cause });
    this.path = path;
  }
}
