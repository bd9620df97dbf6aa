import { polishDate } from './calendar.ts';
import type { Issuer } from './issuer.ts';
import { seedStudents } from './students/students.ts';

/** What a reset does not empty: the schema's own record, the keys that wallets trust, and the lists that old cards point at. */
const KEPT = ['migrations', 'keys', 'status_lists'];

/**
 * The university as it was on its first day: no orders, cards, sessions or changed settings, the real time, the seeded students.
 * Every table but those above is emptied, so that a table that comes later is not forgotten. SECURITY: the old cards' lists say
 * "invalid" of every place from now on; emptied, they would call cards valid that nobody stands behind.
 */
export async function resetIssuer(issuer: Issuer): Promise<void> {
  const { database, clock, settingsBook } = issuer;
  const { rows } = await database.execute(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  );
  const emptied = rows.map(({ name }) => String(name)).filter((name) => !KEPT.includes(name));
  await database.batch(
    [
      'PRAGMA defer_foreign_keys = ON',
      ...emptied.map((name) => `DELETE FROM "${name}"`),
      'UPDATE status_lists SET withdrawn = 1, version = version + 1',
    ],
    'write',
  );
  await clock.change(() => ({ mode: 'running', offsetMs: 0 }));
  issuer.faults.clearAll();
  issuer.relay.clear();
  await settingsBook.reset();
  await seedStudents(database, polishDate(clock.now()), issuer.seed);
  issuer.notes.note({ kind: 'reset', detail: {} });
}
