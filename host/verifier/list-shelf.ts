import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isJsonObject } from '../../shared/protocol/json.ts';
import type { OpenedStatusList } from '../../shared/verifier/check-status-list.ts';

/** A status list token as it was fetched. Nothing in it is trusted for lying on the disk: it is opened, with its signature, when it is taken up. */
export interface KeptList {
  readonly uri: string;
  readonly text: string;
  /** Milliseconds, by this machine's clock. */
  readonly fetchedAt: number;
}

/** The same, opened. */
export interface ShelvedList extends KeptList {
  readonly opened: OpenedStatusList;
}

/** How many lists are kept open; one takes up to 4 MiB. */
const MOST_OPEN = 64;

/** Status lists in hand: opened in memory, and as they came in a folder, one file a list. Without the folder it is the same, but forgets. */
export class ListShelf {
  readonly #folder: string | null;
  readonly #open: (text: string) => Promise<OpenedStatusList>;
  readonly #lists = new Map<string, ShelvedList>();

  constructor(folder: string | null, open: (text: string) => Promise<OpenedStatusList>) {
    this.#folder = folder;
    this.#open = open;
  }

  get all(): readonly ShelvedList[] {
    return [...this.#lists.values()];
  }

  find(uri: string): ShelvedList | null {
    return this.#lists.get(uri) ?? null;
  }

  /** What an earlier run has left, as far as it can be read; none of it is kept yet. */
  readLeft(): readonly KeptList[] {
    return readKept(this.#folder);
  }

  /** Opens it and looks at it, without keeping it. */
  async look(kept: KeptList): Promise<ShelvedList> {
    return { ...kept, opened: await this.#open(kept.text) };
  }

  /** Keeps it in place of an earlier one of the same address. A disk that does not take it costs the next start a fetch, and nothing else. */
  put(list: ShelvedList): void {
    this.#keep(list);
    if (this.#folder === null) return;
    const { uri, text, fetchedAt } = list;
    try {
      mkdirSync(this.#folder, { recursive: true });
      const draft = `${this.#fileOf(uri)}.tmp`;
      writeFileSync(draft, JSON.stringify({ uri, text, fetchedAt }), { mode: 0o600 });
      renameSync(draft, this.#fileOf(uri));
    } catch {
      // Said to nobody: the answer is the same.
    }
  }

  clear(): void {
    this.#lists.clear();
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #keep(list: ShelvedList): void {
    this.#lists.delete(list.uri);
    this.#lists.set(list.uri, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > MOST_OPEN && oldest !== undefined) this.#lists.delete(oldest);
  }

  #fileOf = (uri: string): string =>
    path.join(this.#folder ?? '', `${createHash('sha256').update(uri).digest('hex')}.json`);
}

function readKept(folder: string | null): KeptList[] {
  if (folder === null) return [];
  try {
    return readdirSync(folder).flatMap((file) => parseKept(readFileSync(path.join(folder, file), 'utf8')) ?? []);
  } catch {
    return [];
  }
}

function parseKept(text: string): KeptList | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return null;
    const { uri, text: token, fetchedAt } = value;
    if (typeof uri !== 'string' || typeof token !== 'string' || !Number.isSafeInteger(fetchedAt)) return null;
    return { uri, text: token, fetchedAt: fetchedAt as number };
  } catch {
    return null;
  }
}
