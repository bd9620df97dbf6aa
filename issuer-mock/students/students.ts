import type { StudentFacts } from '../../shared/student/eligibility.ts';
import { findSemesterEnd } from '../../shared/student/semester.ts';
import { describeSpecimen } from '../../shared/student/specimen-facts.ts';
import { type Specimen, SPECIMENS } from '../../shared/student/specimens.ts';
import { seedCrowd } from '../crowd/seed-crowd.ts';
import type { Database } from '../database/open-database.ts';
import { type Seed, SPECIMENS_ONLY } from './seeds.ts';

/** A student as the university's register has them. */
export interface Student extends Specimen, StudentFacts {
  /** Another one after every change; nobody has changed the student while it is `SEEDED`. */
  readonly version: string;
}

const SEEDED = 'seed';

/**
 * Puts the people of a seed in, as they stand on a day (ISO date). Those whom somebody has changed stay as they are; the others begin
 * each new semester with the ELS their case asks for, so that a mock that was last used in winter still has students in spring.
 */
export async function seedStudents(
  database: Database,
  today: string,
  { hasSpecimens, crowd }: Seed = SPECIMENS_ONLY,
): Promise<void> {
  if (hasSpecimens) await seedSpecimens(database, today);
  if (crowd > 0) await seedCrowd(database, crowd, { elsRenewedUntil: findSemesterEnd(today), version: SEEDED });
}

async function seedSpecimens(database: Database, today: string): Promise<void> {
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

export interface StudentFilter {
  /** A part of the name, or the beginning of the album number. */
  readonly search?: string | undefined;
  /** The id of the student before the first. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** In the order in which they were put in, and whether there are more after these. */
export async function listStudents(
  database: Database,
  { search = '', after, limit }: StudentFilter,
): Promise<{ readonly students: readonly Student[]; readonly hasMore: boolean }> {
  const typed = search.trim();
  const isNumber = /^(sym-)?\d/iu.test(typed);
  const text = isNumber ? `SYM-${typed.replace(/^sym-/iu, '')}` : typed;
  const { rows } = await database.execute({
    sql: `SELECT * FROM students WHERE rowid > coalesce((SELECT rowid FROM students WHERE id = :after), 0)
          ${text === '' ? '' : isNumber ? SQL_HAS_ALBUM_NUMBER : SQL_HAS_NAME} ORDER BY rowid LIMIT :limit`,
    args: { after: after ?? null, limit: limit + 1, ...(text !== '' && { text }) },
  });
  return { students: rows.slice(0, limit).map(readStudent), hasMore: rows.length > limit };
}

/** As a range, which the index answers. */
const SQL_HAS_ALBUM_NUMBER = `AND album_number >= :text AND album_number < :text || ':'`;
/** Everything that was typed is meant literally. */
const SQL_HAS_NAME = `AND instr(lower(given_name || ' ' || family_name), lower(:text)) > 0`;

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
