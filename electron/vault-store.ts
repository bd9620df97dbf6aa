import ElectronStore from 'electron-store';
import type { KeyValueStore, OpenStore } from '../host/vault/vault.ts';

/**
 * JSON files in `folder`, written atomically by electron-store. No `encryptionKey`: a key inside the program protects nothing, so
 * what needs protection arrives here already sealed.
 */
export const createElectronStores =
  (folder: string): OpenStore =>
  (name): KeyValueStore =>
    new ElectronStore<Record<string, unknown>>({
      cwd: folder,
      name,
      configFileMode: 0o600,
      // A damaged file must come up as an error, so that it can be set aside; electron-store would otherwise empty it.
      clearInvalidConfig: false,
      // Dots in names are just dots here.
      accessPropertiesByDotNotation: false,
    });
