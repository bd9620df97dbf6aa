import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createConfStores } from '../../host/vault/conf-store.ts';
import { createKeyFileSealer } from '../../host/vault/key-file-sealer.ts';
import { describeVault } from '../support/vault-suite.ts';

// The vault of the browser shell and of the command line.
describeVault('the file vault', {
  openStores: createConfStores,
  openSealer: (folder) => Promise.resolve(createKeyFileSealer(path.join(folder, 'wallet.key'))),
  openForeignSealer: (folder) => Promise.resolve(createKeyFileSealer(path.join(folder, 'foreign.key'))),
  protection: 'file',
});

test.skipIf(process.platform === 'win32')('lets only its user read the key file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'mleg-key-'));
  const keyFile = path.join(folder, 'wallet.key');
  createKeyFileSealer(keyFile);
  const { mode } = statSync(keyFile);
  rmSync(folder, { recursive: true });
  expect(mode & 0o777).toBe(0o600);
});
