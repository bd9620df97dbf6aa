import { existsSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject } from '../../shared/protocol/json.ts';
import type { Clock } from '../../shared/protocol/ports.ts';
import type { KeyValueStore, OpenStore } from './vault.ts';

export interface OpenedStore {
  readonly store: KeyValueStore;
  /** Where a damaged file went; null if there was none. */
  readonly setAside: string | null;
}

/** Where `<name>.json` is kept, and the clock that names a copy set aside. */
export interface StorePlace {
  readonly openStore: OpenStore;
  readonly folder: string;
  readonly name: string;
  readonly now: Clock;
}

/**
 * Opens a store; a file that cannot be parsed is renamed and left for a person to look at, never overwritten. An error that is not
 * about the content (no permission, disk gone) is thrown on.
 */
export function openStoreOrSetAside(place: StorePlace): OpenedStore {
  try {
    // Before the store sees it: conf takes JSON that is no object for an empty store, and would write over it.
    requireObject(fileOf(place));
    return { store: place.openStore(place.name), setAside: null };
  } catch (error) {
    if (!existsSync(fileOf(place)) || isFileSystemError(error)) throw error;
    const setAside = setFileAside(place);
    return { store: place.openStore(place.name), setAside };
  }
}

/** Renames the store's file; answers with its new path. */
export function setFileAside(place: StorePlace): string {
  const stamp = new Date(place.now()).toISOString().replace(/[-:]|\.\d+/gu, '');
  const free = Array.from({ length: 1000 }, (_, at) => (at === 0 ? stamp : `${stamp}-${at + 1}`))
    .map((suffix) => path.join(place.folder, `${place.name}.damaged-${suffix}.json`))
    .find((candidate) => !existsSync(candidate));
  if (free === undefined) throw new Error(`no free name to set ${fileOf(place)} aside`);
  renameSync(fileOf(place), free);
  return free;
}

function requireObject(file: string): void {
  if (!existsSync(file)) return;
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isJsonObject(value)) throw new SyntaxError(`${file} holds no JSON object`);
}

const fileOf = ({ folder, name }: StorePlace): string => path.join(folder, `${name}.json`);

const isFileSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string';
