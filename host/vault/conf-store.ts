import Conf from 'conf';
import type { KeyValueStore, OpenStore } from './vault.ts';

/** JSON files in `folder`, readable by this user only, written atomically by conf. */
export const createConfStores =
  (folder: string): OpenStore =>
  (name): KeyValueStore =>
    new Conf<Record<string, unknown>>({
      cwd: folder,
      configName: name,
      configFileMode: 0o600,
      // A damaged file must come up as an error, so that it can be set aside; conf would otherwise empty it.
      clearInvalidConfig: false,
      // Dots in names are just dots here.
      accessPropertiesByDotNotation: false,
    });
