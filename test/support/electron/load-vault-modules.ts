import type { Browser } from 'playwright-core';
import { createStandIn } from './create-stand-in.ts';
import { createSafeStorage, GNOME_KEY_STORE, type KeyStore } from './stand-in-safe-storage.ts';
import { shelf, teachLoader } from './teach-loader.ts';

/** The two files that touch electron-store and safeStorage, on the stand-in; `useKeyStore` changes what the system offers. */
export async function loadVaultModules(userData: string) {
  let safeStorage = createSafeStorage(GNOME_KEY_STORE, () => true);
  const { module } = createStandIn({
    // No window is opened here, so there is no browser to open it in.
    browser: null as unknown as Browser,
    appOrigin: 'app://none',
    appData: userData,
    argv: [],
    locale: 'en-GB',
    keyStore: GNOME_KEY_STORE,
    gate: Promise.resolve(),
  });
  module.app.setPath('userData', userData);
  const current = new Proxy(safeStorage, { get: (_first, name) => Reflect.get(safeStorage, name) as unknown });
  shelf.set(
    '',
    new Proxy(module, {
      get: (target, name) => (name === 'safeStorage' ? current : Reflect.get(target, name)) as unknown,
    }),
  );
  teachLoader();
  const { createElectronStores } = await import('../../../electron/vault-store.ts');
  const { openSystemSealer } = await import('../../../electron/sealer.ts');
  return {
    createElectronStores,
    openSystemSealer,
    useKeyStore: (keyStore: KeyStore) => void (safeStorage = createSafeStorage(keyStore, () => true)),
  };
}
