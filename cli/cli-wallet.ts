import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SendHttp } from '../shared/protocol/ports.ts';
import { createSendHttp } from '../host/network/send-http.ts';
import { createConfStores } from '../host/vault/conf-store.ts';
import { createKeyFileSealer } from '../host/vault/key-file-sealer.ts';
import { openSealedVault } from '../host/vault/sealed-vault.ts';
import { type OpenWallet, openWallet } from '../host/wallet/open-wallet.ts';

/** The same wallet as the shells', over a folder of its own: vault file, key file, trust list, activation desk. */
export async function openCliWallet(
  folder: string,
  onStage: (stage: string) => void,
  onSetAside: (file: string) => void,
  send: SendHttp = createSendHttp(),
): Promise<OpenWallet> {
  mkdirSync(folder, { recursive: true });
  const vault = await openSealedVault({
    openStore: createConfStores(folder),
    sealer: createKeyFileSealer(path.join(folder, 'wallet.key')),
    folder,
    name: 'wallet',
    now: Date.now,
  });
  if (vault.setAside !== null) onSetAside(vault.setAside);
  return openWallet({
    vault,
    send,
    now: Date.now,
    onChange: () => undefined,
    onStage: ({ stage }) => onStage(stage),
  });
}
