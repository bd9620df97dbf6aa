import { expect, it } from 'vitest';
import { createHost } from '../../host/create-host.ts';
import { toDatabaseProblem } from '../../issuer-mock/database/open-database.ts';
import { MemoryVault } from '../support/memory-vault.ts';

it('says which file could not be written when the disk is full, for settings as for the wallet', async () => {
  const vault = new MemoryVault();
  const host = await createHost({
    ...{
      shell: 'browser',
      version: '0',
      dataFolder: '/disk',
      vault,
      verifierVault: new MemoryVault(),
      issuerModule: '',
      systemLanguage: 'pl',
    },
    settings: {
      path: '/disk/settings.json',
      get: () => undefined,
      set: () => {
        throw new Error('ENOSPC');
      },
    },
    forkIssuer: () => {
      throw new Error('not started here');
    },
    push: () => undefined,
    now: () => 0,
    onFault: () => undefined,
  });
  vault.isFull = true;
  expect([
    await host.handlers['settings.change']({ language: 'en', theme: 'dark', hasSound: false, allowsHttp: false }),
    await host.handlers['wallet.sign-in']({ givenName: 'Zofia', familyName: 'Przykładowa' }),
  ]).toEqual([
    { ok: false, code: 'VAULT_UNWRITABLE', detail: 'cannot write /disk/settings.json' },
    { ok: false, code: 'VAULT_UNWRITABLE', detail: 'cannot write /disk/wallet.json' },
  ]);
});

it.each([
  ['SQLITE_READONLY', 'it cannot be written'],
  ['SQLITE_FULL', 'the disk is full'],
])('names the mock’s database where it fails after it was opened: %s', (code, why) => {
  const failure = Object.assign(new Error(`${code}: attempt to write`), { code });
  expect(toDatabaseProblem('/disk/university.db', failure)).toMatchObject({
    message: `cannot use the database /disk/university.db: ${why}`,
  });
});
