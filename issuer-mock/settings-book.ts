import { isJsonObject, parseJsonObject } from '../shared/protocol/json.ts';
import type { Database } from './database/open-database.ts';
import type { IssuerSettings } from './settings.ts';

/** The settings of the running mock: those it was started with, and on top of them what its staff has changed. */
export interface SettingsBook {
  readonly read: () => IssuerSettings;
  /** Takes up what another machine on the same database has changed. */
  readonly reload: () => Promise<void>;
  readonly change: (changes: Partial<IssuerSettings>) => Promise<void>;
  /** Back to those the mock was started with. */
  readonly reset: () => Promise<void>;
}

/** The changes are kept in the database, so that a restart undoes none. */
export async function openSettings(database: Database, atStart: IssuerSettings): Promise<SettingsBook> {
  let changes = await readChanges(database, atStart);
  const reload = async () => void (changes = await readChanges(database, atStart));
  return {
    read: () => ({ ...atStart, ...changes }),
    reload,
    change: async (more) => {
      await mergeChanges(database, more);
      await reload();
    },
    reset: async () => {
      await database.execute('DELETE FROM settings');
      await reload();
    },
  };
}

/** Names that this version does not know, say of a newer one that was here before, are left alone. */
async function readChanges(database: Database, atStart: IssuerSettings): Promise<Partial<IssuerSettings>> {
  const { rows } = await database.execute('SELECT changes FROM settings');
  const parsed = rows[0] && parseJsonObject(String(rows[0]['changes']));
  if (!parsed?.ok || !isJsonObject(parsed.value)) return {};
  return Object.fromEntries(Object.entries(parsed.value).filter(([name]) => name in atStart));
}

/** Merged by the database, so that two machines that change different settings at once both have their way. */
async function mergeChanges(database: Database, changes: Partial<IssuerSettings>): Promise<void> {
  await database.execute({
    sql: 'INSERT INTO settings (id, changes) VALUES (1, ?) ON CONFLICT DO UPDATE SET changes = json_patch(changes, excluded.changes)',
    args: [JSON.stringify(changes)],
  });
}
