import { SPECIMENS, type Specimen } from '../../shared/student/specimens.ts';
import type { Database } from '../database/open-database.ts';

/** Puts the specimen people in; those already there stay as they are. */
export async function seedStudents(database: Database): Promise<void> {
  await database.batch(
    SPECIMENS.map(({ id, givenName, familyName, pesel, albumNumber }) => ({
      sql: `INSERT INTO students (id, given_name, family_name, pesel, album_number) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      args: [id, givenName, familyName, pesel, albumNumber],
    })),
    'write',
  );
}

export async function listStudents(database: Database): Promise<readonly Specimen[]> {
  const { rows } = await database.execute(`SELECT ${COLUMNS} FROM students ORDER BY album_number`);
  return rows as unknown as Specimen[];
}

export async function findStudent(database: Database, id: string): Promise<Specimen | null> {
  const { rows } = await database.execute({ sql: `SELECT ${COLUMNS} FROM students WHERE id = ?`, args: [id] });
  return (rows[0] as unknown as Specimen | undefined) ?? null;
}

// The table is STRICT and NOT NULL throughout, so a row of these columns is a student.
const COLUMNS = 'id, given_name AS givenName, family_name AS familyName, pesel, album_number AS albumNumber';
