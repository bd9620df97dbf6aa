import { planValidity } from '../../shared/student/validity.ts';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { makeOffer } from '../orders/advance-due-orders.ts';
import { drawToken } from '../random.ts';
import type { Student } from '../students/students.ts';

const ID_BYTES = 12;

/**
 * An order for each of the students, ready at once. Whoever has an open one keeps it; whoever has changed since they were read gets none.
 * All may order: the caller has seen to it. The number of orders placed.
 */
export async function placeInBulk(issuer: Issuer, students: readonly Student[]): Promise<number> {
  const { database, randomBytes, settings } = issuer;
  const now = issuer.now();
  const today = polishDate(now);
  const rows = await Promise.all(
    students.map(async (student) => {
      const validUntil = planValidity(student, settings.regime, today);
      const offer = await makeOffer(issuer, now, validUntil);
      return [drawToken(randomBytes, ID_BYTES), student.id, student.version, validUntil, ...offer];
    }),
  );
  const { rowsAffected } = await database.execute({
    sql: `INSERT INTO orders
            (id, student, state, placed_at, processing_at, ready_at, changed_at, planned_valid_until, is_offered_early,
             jti, ref, qr, qr_issuer, qr_kid, offered_at, expires_at, pre_authorized_code, activation_code, tries_left)
          SELECT value ->> 0, value ->> 1, 'ready', :now, :now, :now, :now, value ->> 3, 0, value ->> 4, value ->> 5, value ->> 6,
            value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13
          FROM json_each(:rows)
          WHERE EXISTS (SELECT 1 FROM students WHERE id = value ->> 1 AND version = value ->> 2) ON CONFLICT DO NOTHING`,
    args: { now, rows: JSON.stringify(rows) },
  });
  return rowsAffected;
}
