// The plain SQLite entry: the general one also loads the HTTP and WebSocket clients, which would slow every start.
import { type Client, createClient } from '@libsql/client/sqlite3';
import { MIGRATIONS } from './migrations.ts';

export type Database = Client;

/** The database cannot be used, for a reason a person can do something about. */
export class DatabaseProblem extends Error {}

/**
 * Opens `location` (a file's path or `:memory:`) and brings its schema up to date. Throws DatabaseProblem where the file cannot be
 * written, is damaged, or belongs to a newer version; the file is then left as it was.
 */
export async function openDatabase(location: string, now: number): Promise<Database> {
  let database: Database | null = null;
  try {
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
  const isOurs = error instanceof DatabaseProblem || !(error instanceof Error && 'code' in error);
  return isOurs
    ? error
    : new DatabaseProblem(`cannot use the database ${location}: ${describe(error)}`, { cause: error });
}

/** Ends the use of a database; afterwards the one file holds everything, for whoever copies it. libsql leaves that undone by itself. */
export async function closeDatabase(database: Database): Promise<void> {
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

function describe(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (/NOTADB|CORRUPT|malformed/u.test(text)) return 'it is damaged, or not a database';
  if (/FULL|disk is full/u.test(text)) return 'the disk is full';
  if (text.includes('READONLY')) return 'it cannot be written';
  if (/CANTOPEN|Unable to open|: 14/u.test(text))
    return 'it cannot be opened; does its folder exist, and may it be written?';
  if (/BUSY|LOCKED/u.test(text)) return 'another program is using it';
  return text;
}
