// The plain SQLite entry: the general one also loads the HTTP and WebSocket clients, which would slow every start.
import { type Client, createClient } from '@libsql/client/sqlite3';
import { describeDatabaseError } from './describe-database-error.ts';
import { MIGRATIONS } from './migrations.ts';

export type Database = Client;

/** The database cannot be used, for a reason a person can do something about. */
export class DatabaseProblem extends Error {}

/** True for the address of a libSQL server; anything else is a file's path or `:memory:`. */
export const isServerAddress = (location: string): boolean => /^(https?|libsql):\/\//u.test(location);

/** Whether other machines may work on the same database: what a process remembers of it may be out of date at any time. */
export const isShared = ({ protocol }: Database): boolean => protocol !== 'file';

/**
 * Opens `location` (a file's path, `:memory:` or a libSQL server's address) and brings its schema up to date. Throws DatabaseProblem where
 * it cannot be reached or written, is damaged, or belongs to a newer version; it is then left as it was. `token` is the server's.
 */
export async function openDatabase(location: string, now: number, token: string | null = null): Promise<Database> {
  let database: Database | null = null;
  try {
    if (isServerAddress(location)) {
      database = await connect(location, token);
      await migrate(database, now);
      return database;
    }
    database = createClient({ url: addressOf(location), concurrency: 1, timeout: 5000 });
    await checkFile(database);
    await migrate(database, now);
    await database.execute('PRAGMA foreign_keys = ON');
    return database;
  } catch (error) {
    database?.close();
    throw toDatabaseProblem(location, error);
  }
}

/** What a person can do something about, in words; anything that is not about the database as it is. */
export function toDatabaseProblem(location: string, error: unknown): unknown {
  if (error instanceof DatabaseProblem) return error;
  const why = describeDatabaseError(error, isServerAddress(location));
  return why === null ? error : new DatabaseProblem(`cannot use the database ${location}: ${why}`, { cause: error });
}

/** Loaded only where a server is used: HTTP clients would slow every start. Several questions at once share nothing there but the data. */
async function connect(location: string, token: string | null): Promise<Database> {
  const { createClient: createHttpClient } = await import('@libsql/client/http');
  return createHttpClient({ url: location, ...(token !== null && { authToken: token }) });
}

/** Ends the use of a database; afterwards the one file holds everything, for whoever copies it. libsql leaves that undone by itself. */
export async function closeDatabase(database: Database): Promise<void> {
  if (isShared(database)) return database.close();
  try {
    await database.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Disk full, or another process has it open: what is in the log beside the file is as safe as before.
  }
  database.close();
}

const addressOf = (location: string): string =>
  location === ':memory:' ? location : `file:${location.replace(/[%?#]/gu, encodeURIComponent)}`;

/** One connection only (`concurrency: 1`), so that these settings hold for every statement that follows. */
async function checkFile(database: Database): Promise<void> {
  const check = await database.execute('PRAGMA quick_check(1)');
  const finding = String(check.rows[0]?.[0]);
  if (finding !== 'ok') throw new DatabaseProblem(`the database file is damaged: ${finding}`);
  await database.execute('PRAGMA journal_mode = WAL');
  // With WAL this loses nothing when the process is killed; only a power cut may undo the last moments, never damage the file.
  await database.execute('PRAGMA synchronous = NORMAL');
  // For a country: indices of random codes are written all over the file, and 2 MB of cache or a log cut short every few rows make that slow.
  await database.execute('PRAGMA cache_size = -262144');
  await database.execute('PRAGMA wal_autocheckpoint = 65536');
  // Off while a migration replaces a table that others refer to; on from then on.
  await database.execute('PRAGMA foreign_keys = OFF');
}

async function migrate(database: Database, now: number): Promise<void> {
  await database.execute(
    'CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT',
  );
  const current = await readVersion(database);
  if (current > MIGRATIONS.length) {
    throw new DatabaseProblem(`the database has schema version ${current}, this program knows ${MIGRATIONS.length}`);
  }
  for (const [at, statements] of MIGRATIONS.entries()) {
    const version = at + 1;
    if (version <= current) continue;
    const note = { sql: 'INSERT INTO migrations (version, applied_at) VALUES (?, ?)', args: [version, now] };
    try {
      await database.batch([note, ...statements], 'write');
    } catch (error) {
      // Another process that was started at the same moment may have made this very step.
      if ((await readVersion(database)) < version) throw error;
    }
  }
}

async function readVersion(database: Database): Promise<number> {
  const { rows } = await database.execute('SELECT coalesce(max(version), 0) AS version FROM migrations');
  return Number(rows[0]?.['version']);
}
