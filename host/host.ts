import type { AnyPush, Handlers } from '../shared/ipc/contract.ts';
import type { Clock } from '../shared/protocol/ports.ts';
import type { ForkIssuer } from './issuer/issuer-child.ts';
import type { KeyValueStore, Vault } from './vault/vault.ts';

/** What a shell gives the host. Everything else is the same in all of them. */
export interface HostParts {
  readonly shell: 'electron' | 'browser';
  readonly version: string;
  /** Where the mock's database lies; the vault and the settings bring their own places. */
  readonly dataFolder: string;
  readonly vault: Vault;
  /** The verifier's own: no card is ever in it. */
  readonly verifierVault: Vault;
  /** Plain settings: language, theme, the mock's port. Never a secret. */
  readonly settings: KeyValueStore;
  readonly forkIssuer: ForkIssuer;
  /** The built mock, absolute path. */
  readonly issuerModule: string;
  readonly push: (push: AnyPush) => void;
  readonly now: Clock;
  /** Told what went wrong where nobody waits for an answer. */
  readonly onFault: (error: unknown) => void;
  /** Where the wallet is a page in a browser, for the mock's links to it; null until that is known. Left out where it is none. Without the token. */
  readonly walletPage?: () => string | null;
  /** Language of a first start; later the settings decide. */
  readonly systemLanguage: 'pl' | 'en';
}

export interface Host {
  readonly handlers: Handlers;
  /** A `mleg-sim:` link that reached the shell, from whomever. */
  readonly receiveLink: (link: string) => void;
  /** Starts the mock; resolves when it answers or has failed, which the pushes tell. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}
