import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { knowOnly } from './strict.ts';

export interface KeyStore {
  /** What Linux names as its key store. */
  readonly backend: 'gnome_libsecret' | 'kwallet6' | 'basic_text' | 'unknown';
  /** False where the system's key store is locked or was denied to us. */
  readonly isAvailable: boolean;
  /** Two stand-ins with the same secret are the same user on the same machine. */
  readonly secret: string;
}

export const GNOME_KEY_STORE: KeyStore = { backend: 'gnome_libsecret', isAvailable: true, secret: 'specimen user' };

/** safeStorage with real AES-256-GCM below it, so that a wrong key and a changed byte are noticed as they would be. */
export function createSafeStorage(keyStore: KeyStore, isReady: () => boolean) {
  let isPlainTextAllowed = false;
  const hasKeyStore = (): boolean => keyStore.backend !== 'basic_text' && keyStore.backend !== 'unknown';
  const isAvailable = (): boolean => isReady() && keyStore.isAvailable && (hasKeyStore() || isPlainTextAllowed);
  const key = createHash('sha256').update(keyStore.secret).digest();
  const demand = (): void => {
    if (!isAvailable()) throw new Error('safeStorage: encryption is not available');
  };
  return knowOnly('safeStorage', {
    getSelectedStorageBackend: () => (isReady() ? keyStore.backend : 'unknown'),
    setUsePlainTextEncryption: (isAllowed: boolean) => void (isPlainTextAllowed = isAllowed),
    isAsyncEncryptionAvailable: async () => isAvailable(),
    encryptStringAsync: async (plain: string): Promise<Buffer> => {
      demand();
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    decryptStringAsync: async (sealed: Buffer) => {
      demand();
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
      decipher.setAuthTag(sealed.subarray(-16));
      const result = decipher.update(sealed.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
      return { result, shouldReEncrypt: false };
    },
  });
}
