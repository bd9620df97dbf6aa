import { safeStorage } from 'electron';
import { createKeyFileSealer } from '../host/vault/key-file-sealer.ts';
import type { Sealer } from '../host/vault/vault.ts';

/** Linux desktops without a key store: Chromium then encrypts with a password that stands in its source code. */
const UNPROTECTED_BACKENDS: readonly string[] = ['basic_text', 'unknown'];

/**
 * The operating system's key store as a sealer: Keychain, DPAPI, libsecret or KWallet. Only after `ready`.
 * Where the system refuses altogether (a locked or denied keychain), a key file does its work, and `protection` says so.
 */
export async function openSystemSealer(keyFile: string): Promise<Sealer> {
  const isUnprotected =
    process.platform === 'linux' && UNPROTECTED_BACKENDS.includes(safeStorage.getSelectedStorageBackend());
  // Without this, Electron would rather not encrypt than encrypt with a password everybody knows. We say what it is worth instead.
  if (isUnprotected) safeStorage.setUsePlainTextEncryption(true);
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return createKeyFileSealer(keyFile);
  return {
    protection: isUnprotected ? 'none' : 'os',
    seal: async (plain) => (await safeStorage.encryptStringAsync(plain)).toString('base64'),
    unseal: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result,
  };
}
