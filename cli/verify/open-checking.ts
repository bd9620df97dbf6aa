import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lockFolder } from '../../host/folder-lock.ts';
import { createSendHttp } from '../../host/network/send-http.ts';
import { verifyJws } from '../../host/platform-ports.ts';
import { TrustBook } from '../../host/trust/trust-book.ts';
import { createConfStores } from '../../host/vault/conf-store.ts';
import { createKeyFileSealer } from '../../host/vault/key-file-sealer.ts';
import { openSealedVault } from '../../host/vault/sealed-vault.ts';
import type { Vault } from '../../host/vault/vault.ts';
import { type OpenVerifier, openVerifier } from '../../host/verifier/open-verifier.ts';
import type { AskingView } from '../../shared/ipc/verifier-views.ts';
import { isLoopbackHost } from '../../shared/protocol/issuer-url.ts';
import type { Clock, SendHttp } from '../../shared/protocol/ports.ts';
import { parseTrustList, type TrustedIssuer } from '../../shared/verifier/trust.ts';
import { createVerifierDocument, writeVerifierDocument } from '../../shared/verifier/verifier-document.ts';
import { openCliWallet } from '../cli-wallet.ts';
import { CouldNotRun } from '../exit.ts';
import { readJsonFile } from '../input.ts';
import type { Streams } from '../output.ts';
import { createGivenNetwork } from './given-network.ts';

export interface CheckingOptions {
  readonly walletFolder: string;
  /** Instead of the wallet's own trust list; the wallet is not touched then. */
  readonly trustFile: string | null;
  readonly statusFiles: readonly string[];
  /** Milliseconds; null is now. */
  readonly atMs: number | null;
  readonly isOffline: boolean;
  /** Through which questions go; null: the first trusted issuer. */
  readonly relay: string | null;
  /** Who has issued what is to be checked, as far as it says so itself; null where that is to come. */
  readonly namedIssuer: string | null;
  readonly onAsking: (asking: AskingView) => void;
}

export interface Checking {
  readonly verifier: OpenVerifier;
  readonly close: () => void;
}

/** The program's own verifier (host/verifier), over a wallet's folder or over what was handed over in files. Throws CouldNotRun. */
export async function openChecking(options: CheckingOptions, streams: Streams): Promise<Checking> {
  const { statusFiles, atMs, isOffline, relay, namedIssuer, onAsking } = options;
  const now: Clock = atMs === null ? Date.now : () => atMs;
  const send = createGivenNetwork(statusFiles, isOffline ? null : createSendHttp());
  const memory = await openMemory(options, { now, send }, streams);
  const { trust } = memory;
  const relayOf = (): string | null => relay ?? trust.issuers[0]?.issuer ?? null;
  const verifier = await openVerifier({
    ...{ trust, now, send, verify: verifyJws, vault: memory.vault, folder: memory.folder },
    // A list that was handed over is asked for like one on the network, so that asking is what must not be left out.
    isOffline: isOffline && statusFiles.length === 0,
    relay: relayOf,
    // Nobody but a simulator issues cards at a loopback address; of all others the person is masked.
    bundledIssuer: () => findLoopback(trust, namedIssuer ?? relayOf()),
    onChange: ({ asking }) => asking && onAsking(asking),
    onFault: (error) =>
      streams.err(`could not be written down: ${error instanceof Error ? error.message : String(error)}`),
  });
  return { verifier, close: memory.close };
}

/** This issuer, where it is trusted and on this very machine. */
const findLoopback = ({ issuers }: TrustBook, named: string | null): string | null =>
  issuers.find(({ issuer }) => issuer === named && isLoopbackHost(new URL(issuer).hostname))?.issuer ?? null;

interface Memory {
  readonly trust: TrustBook;
  readonly vault: Vault;
  readonly folder: string;
  readonly close: () => void;
}

interface Ports {
  readonly now: Clock;
  readonly send: SendHttp;
}

/**
 * What the verifier knows from before. A check at another time than now is a question of what would have been said then: it neither
 * believes nor changes what is known of the time, or every check afterwards would find the clock behind.
 */
async function openMemory(options: CheckingOptions, ports: Ports, streams: Streams): Promise<Memory> {
  const { walletFolder, trustFile, statusFiles, atMs } = options;
  if (trustFile !== null) {
    const scratch = openScratch();
    return { ...scratch, trust: openLooseTrust(readTrust(trustFile), ports), vault: openLooseVault(null) };
  }
  const lock = await lockFolder(walletFolder);
  if (!lock.isHeld)
    throw new CouldNotRun(`${walletFolder}: another program (process ${lock.holder.pid}) is using this wallet`);
  const tellSetAside = (file: string): void => streams.err(`a damaged file was set aside: ${file}`);
  const wallet = await openCliWallet(walletFolder, () => undefined, tellSetAside, ports.send);
  const folder = path.join(walletFolder, 'verifier');
  if (atMs !== null) {
    const scratch = openScratch();
    const lists = path.join(folder, 'lists');
    if (statusFiles.length === 0 && existsSync(lists))
      cpSync(lists, path.join(scratch.folder, 'lists'), { recursive: true });
    const document = writeVerifierDocument(createVerifierDocument(randomBytes));
    return { ...scratch, trust: openLooseTrust(wallet.file.document.trust, ports), vault: openLooseVault(document) };
  }
  const vault = await openSealedVault({
    ...{ folder: walletFolder, name: 'verifier', now: Date.now, openStore: createConfStores(walletFolder) },
    sealer: createKeyFileSealer(path.join(walletFolder, 'wallet.key')),
  });
  if (vault.setAside !== null) tellSetAside(vault.setAside);
  // Lists that are handed over stand for those in hand, and do not take their place.
  const place = statusFiles.length > 0 ? openScratch() : { folder, close: () => undefined };
  return { ...place, trust: wallet.trust, vault };
}

/** A folder for as long as the command runs. */
function openScratch(): Pick<Memory, 'folder' | 'close'> {
  const folder = mkdtempSync(path.join(tmpdir(), 'mleg-verify-'));
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A vault that forgets. */
function openLooseVault(initial: unknown): Vault {
  let document = initial;
  return {
    protection: 'none',
    setAside: null,
    load: () => Promise.resolve(document),
    save: (next) => Promise.resolve(void (document = next)),
  };
}

/** A trust list that forgets what it has fetched. */
function openLooseTrust(initial: readonly TrustedIssuer[], ports: Ports): TrustBook {
  let issuers = initial;
  const change = (step: (issuers: readonly TrustedIssuer[]) => readonly TrustedIssuer[]): Promise<void> =>
    Promise.resolve(void (issuers = step(issuers)));
  return new TrustBook({ read: () => issuers, change }, { ...ports, verify: verifyJws });
}

function readTrust(file: string): readonly TrustedIssuer[] {
  const issuers = parseTrustList(readJsonFile(file));
  if (!issuers) throw new CouldNotRun(`${file}: this is not a trust list`);
  return issuers;
}
