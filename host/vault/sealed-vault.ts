import { openStoreOrSetAside, setFileAside, type StorePlace } from './set-aside.ts';
import { type KeyValueStore, type Sealer, type Vault, VaultUnwritable } from './vault.ts';

/** One member holds everything, so that one atomic write replaces it. */
const MEMBER = 'vault';
/** Raised when what is inside the seal changes its shape in a way that old programs must not touch. */
const FORMAT = 1;

/**
 * A vault in one file: an outer JSON document whose only content is the sealed text. A file that is damaged, or sealed with a key that is
 * no longer there, is set aside whole, and the vault starts empty and says so.
 */
export async function openSealedVault(place: StorePlace & { readonly sealer: Sealer }): Promise<Vault> {
  const { sealer } = place;
  let { store, setAside } = openStoreOrSetAside(place);
  if (!(await isReadable(store, sealer))) {
    setAside = setFileAside(place);
    store = place.openStore(place.name);
  }
  return {
    protection: sealer.protection,
    setAside,
    load: () => read(store, sealer),
    save: async (document) => {
      const plain = JSON.stringify(document);
      try {
        store.set(MEMBER, { format: FORMAT, sealed: await sealer.seal(plain) });
      } catch (error) {
        throw new VaultUnwritable(store.path, error);
      }
    },
  };
}

async function isReadable(store: KeyValueStore, sealer: Sealer): Promise<boolean> {
  try {
    await read(store, sealer);
    return true;
  } catch {
    return false;
  }
}

async function read(store: KeyValueStore, sealer: Sealer): Promise<unknown> {
  const member = store.get(MEMBER);
  if (member === undefined) return null;
  const { format, sealed } = member as { format?: unknown; sealed?: unknown };
  if (format !== FORMAT || typeof sealed !== 'string')
    throw new SyntaxError('the vault file has no sealed content of a known format');
  return JSON.parse(await sealer.unseal(sealed));
}
