import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadVaultModules } from '../support/electron/load-vault-modules.ts';
import { GNOME_KEY_STORE, type KeyStore } from '../support/electron/stand-in-safe-storage.ts';
import { describeVault } from '../support/vault-suite.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mleg-sealer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { createElectronStores, openSystemSealer, useKeyStore } = await loadVaultModules(folder);
const openSealerOn = (keyStore: KeyStore, keyFile = path.join(folder, 'wallet.key')) => {
  useKeyStore(keyStore);
  return openSystemSealer(keyFile);
};
const NO_KEY_STORE: KeyStore = { ...GNOME_KEY_STORE, backend: 'basic_text' };
const LOCKED: KeyStore = { ...GNOME_KEY_STORE, isAvailable: false };

describeVault('electron-store and the system’s key store', {
  openStores: createElectronStores,
  openSealer: () => openSealerOn(GNOME_KEY_STORE),
  openForeignSealer: () => openSealerOn({ ...GNOME_KEY_STORE, secret: 'somebody else' }),
  protection: 'os',
});

describeVault('electron-store on a desktop without a key store', {
  openStores: createElectronStores,
  openSealer: () => openSealerOn(NO_KEY_STORE),
  openForeignSealer: () => openSealerOn({ ...NO_KEY_STORE, secret: 'somebody else' }),
  protection: process.platform === 'linux' ? 'none' : 'os',
});

describeVault('electron-store while the system’s key store is locked', {
  openStores: createElectronStores,
  openSealer: (place) => openSealerOn(LOCKED, path.join(place, 'wallet.key')),
  openForeignSealer: (place) => openSealerOn(LOCKED, path.join(place, 'foreign.key')),
  protection: 'file',
});

describe.runIf(process.platform === 'linux')('what the system offers', () => {
  test.each([
    ['gnome_libsecret', 'os'],
    ['kwallet6', 'os'],
    ['basic_text', 'none'],
    ['unknown', 'none'],
  ] as const)('%s counts as protection "%s"', async (backend, protection) => {
    expect((await openSealerOn({ ...GNOME_KEY_STORE, backend })).protection).toBe(protection);
  });
});
