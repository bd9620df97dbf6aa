import type { Database } from '../database/open-database.ts';
import { findCrowdPerson, makeCrowdPerson } from './crowd-person.ts';

/** Put in by one statement: few enough that others are not kept waiting. */
const AT_ONCE = 5000;

interface Situation {
  /** ISO date. */
  readonly elsRenewedUntil: string;
  /** What `version` is as long as nobody has changed a student. */
  readonly version: string;
}

/**
 * Puts the first `size` people of the crowd in, all of whom may order. Those who are in stay, and are given the new semester unless somebody
 * has changed them; one that was broken off goes on where it was.
 */
export async function seedCrowd(database: Database, size: number, situation: Situation): Promise<void> {
  await beginSemester(database, situation);
  for (let first = (await findLastNumber(database)) + 1; first <= size; first += AT_ONCE) {
    const people = Array.from({ length: Math.min(AT_ONCE, size - first + 1) }, (_, at) => makeCrowdPerson(first + at));
    await database.execute({
      // One text with all of them: a statement with a parameter for each value takes longer to prepare than to run.
      sql: `INSERT INTO students (id, given_name, family_name, pesel, album_number, status, study_kind, has_photo, has_els,
              els_renewed_until, is_data_changed, rights_until, version)
            SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, 'active', 'first-cycle', 1, 1, ?, 0, NULL, ?
            FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
      args: [situation.elsRenewedUntil, situation.version, JSON.stringify(people.map(toRow))],
    });
  }
}

const toRow = ({ id, givenName, familyName, pesel, albumNumber }: ReturnType<typeof makeCrowdPerson>) =>
  [id, givenName, familyName, pesel, albumNumber] as const; // prettier-ignore

async function beginSemester(database: Database, { elsRenewedUntil, version }: Situation): Promise<void> {
  await database.execute({
    sql: `UPDATE students SET els_renewed_until = ?
          WHERE ${IN_CROWD} AND version = ? AND els_renewed_until <> ?`,
    args: [elsRenewedUntil, version, elsRenewedUntil],
  });
}

async function findLastNumber(database: Database): Promise<number> {
  const { rows } = await database.execute(`SELECT max(id) AS last FROM students WHERE ${IN_CROWD}`);
  const last = rows[0]?.['last'];
  return findCrowdPerson(String(last)) ? Number(String(last).slice(-7)) : 0;
}

/** As a range, which the index answers. */
const IN_CROWD = `id >= 'crowd-' AND id < 'crowd.'`;
