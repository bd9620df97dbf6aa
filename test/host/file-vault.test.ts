import path from 'node:path';
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
