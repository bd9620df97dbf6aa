import type { StudentFacts } from '../../shared/student/eligibility.ts';
import { describeSpecimen } from '../../shared/student/specimen-facts.ts';
import { type Specimen, SPECIMENS } from '../../shared/student/specimens.ts';
import type { Database } from '../database/open-database.ts';

/** A student as the university's register has them. */
export interface Student extends Specimen, StudentFacts {
  /** Another one after every change; nobody has changed the student while it is `SEEDED`. */
  readonly version: string;
}

const SEEDED = 'seed';

/**
 * Puts the specimen people in, as they stand on a day (ISO date). Those whom somebody has changed stay as they are; the others begin
 * each new semester with the ELS their case asks for, so that a mock that was last used in winter still has students in spring.
 */
export async function seedStudents(database: Database, today: string): Promise<void> {
  const statements = SPECIMENS.map((specimen) => {
    const facts = describeSpecimen(specimen, today);
    return {
      sql: `INSERT INTO students (id, given_name, family_name, pesel, album_number, status, study_kind, has_photo, has_els,
              els_renewed_until, is_data_changed, rights_until, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, '${SEEDED}')
            ON CONFLICT (id) DO UPDATE SET els_renewed_until = excluded.els_renewed_until, study_kind = excluded.study_kind
            WHERE version = '${SEEDED}'`,
      args: [
        ...[specimen.id, specimen.givenName, specimen.familyName, facts.pesel, facts.albumNumber],
        ...[facts.status, facts.studyKind, Number(facts.hasPhoto), Number(facts.hasEls)],
        ...[facts.elsRenewedUntil, Number(facts.isDataChanged)],
      ],
    };
  });
  await database.batch(statements, 'write');
}

export async function listStudents(database: Database): Promise<readonly Student[]> {
  const { rows } = await database.execute('SELECT * FROM students ORDER BY rowid');
  return rows.map(readStudent);
}

export async function findStudent(database: Database, id: string): Promise<Student | null> {
  const { rows } = await database.execute({ sql: 'SELECT * FROM students WHERE id = ?', args: [id] });
  return rows[0] ? readStudent(rows[0]) : null;
}

interface StudentRow {
  readonly id: string;
  readonly given_name: string;
  readonly family_name: string;
  readonly pesel: string | null;
  readonly album_number: string | null;
  readonly status: StudentFacts['status'];
  readonly study_kind: StudentFacts['studyKind'];
  readonly has_photo: number;
  readonly has_els: number;
  readonly els_renewed_until: string | null;
  readonly is_data_changed: number;
  readonly rights_until: string | null;
  readonly version: string;
}

/** A row of the STRICT table `students`. */
export function readStudent(source: object): Student {
  const row = source as StudentRow;
  return {
    id: row.id,
    givenName: row.given_name,
    familyName: row.family_name,
    pesel: row.pesel,
    albumNumber: row.album_number,
    status: row.status,
    studyKind: row.study_kind,
    hasPhoto: row.has_photo === 1,
    hasEls: row.has_els === 1,
    elsRenewedUntil: row.els_renewed_until,
    isDataChanged: row.is_data_changed === 1,
    rightsUntil: row.rights_until,
    version: row.version,
  };
}
