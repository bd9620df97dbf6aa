import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { placeFile } from './place-file.ts';
import type { Sealer } from './vault.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a key in a file only this user may read: what can be had without an operating system's key store. It keeps the vault's
 * content out of backups and searches, not from another program of the same user, and `protection: 'file'` says so.
 */
export function createKeyFileSealer(keyFile: string): Sealer {
  const key = readOrCreateKey(keyFile);
  return {
    protection: 'file',
    seal: (plain) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Promise.resolve(Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64'));
    },
    // Async so that a text of another key rejects instead of throwing past the caller's await.
    unseal: async (text) => {
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}

/** The key file, made on first use. A file of the wrong length is a damaged key: it is left alone and refused. */
function readOrCreateKey(keyFile: string): Buffer {
  mkdirSync(path.dirname(keyFile), { recursive: true });
  // Two programs starting at once must not each write a key and believe in theirs: whichever was placed is read back.
  if (!existsSync(keyFile)) placeFile(keyFile, randomBytes(KEY_BYTES));
  const key = readFileSync(keyFile);
  if (key.length !== KEY_BYTES)
    throw new Error(`${keyFile} is not a key of ${KEY_BYTES} bytes; move it away to start with an empty wallet`);
  return key;
}
