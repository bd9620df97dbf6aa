import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client/sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../issuer-mock/database/migrations.ts';
import { openDatabase } from '../../issuer-mock/database/open-database.ts';
import { findStudent, seedStudents } from '../../issuer-mock/students/students.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'mleg-migration-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('a database of the first version', () => {
  it('keeps its students, orders and sessions, and gets what eligibility needs', async () => {
    const file = join(folder, 'university.db');
    const old = createClient({ url: `file:${file}` });
    await old.batch(
      [
        'CREATE TABLE migrations (version INTEGER PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT',
        'INSERT INTO migrations VALUES (1, 0)',
        ...(MIGRATIONS[0] ?? []),
        `INSERT INTO students VALUES ('zofia', 'Zofia', 'Przykładowa', '04651412324', 'SYM-000123')`,
        `INSERT INTO orders (id, student, state, placed_at, processing_at, ready_at, changed_at, planned_valid_until, tries_left)
         VALUES ('order', 'zofia', 'cancelled', 0, 0, 0, 0, '2027-03-31', 5)`,
        `INSERT INTO sessions VALUES ('hash', 'zofia', 'token', 1)`,
      ],
      'write',
    );
    old.close();

    const database = await openDatabase(file, 1);
    await seedStudents(database, '2026-10-02');
    const count = async (sql: string) => Number((await database.execute(sql)).rows[0]?.[0]);
    expect(await findStudent(database, 'zofia')).toMatchObject({
      ...{ pesel: '04651412324', albumNumber: 'SYM-000123', status: 'active', elsRenewedUntil: '2027-03-31' },
    });
    expect(await count(`SELECT count(*) FROM orders WHERE student = 'zofia'`)).toBe(1);
    expect(await count(`SELECT count(*) FROM sessions WHERE student = 'zofia'`)).toBe(1);
    // The references lead to the new table, and are watched again.
    expect((await database.execute('PRAGMA foreign_key_check')).rows).toEqual([]);
    await expect(database.execute(`DELETE FROM students WHERE id = 'zofia'`)).rejects.toThrow(/FOREIGN KEY/u);
    database.close();
  });
});
