import { CARD_STATUS } from '../../shared/protocol/status-list.ts';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { advanceDueOrders } from '../orders/advance-due-orders.ts';
import { settleSuspendedCards, withdrawOrders } from '../orders/withdraw-orders.ts';
import { drawToken } from '../random.ts';
import { decideStudentEvent, type StudentEvent } from './student-events.ts';
import { findStudent, type Student } from './students.ts';

const VERSION_BYTES = 12;

export type AppliedEvent =
  | { readonly ok: true; readonly student: Student }
  | { readonly ok: false; readonly why: 'student-unknown' }
  | { readonly ok: false; readonly why: 'illegal-event'; readonly from: string; readonly to: string };

/** Lets something happen to a student, with all that follows for their order and card, in one transaction. */
export async function applyStudentEvent(issuer: Issuer, id: string, event: StudentEvent): Promise<AppliedEvent> {
  for (;;) {
    await advanceDueOrders(issuer);
    const at = issuer.now();
    const student = await findStudent(issuer.database, id);
    if (!student) return { ok: false, why: 'student-unknown' };
    const decided = decideStudentEvent(student, event, { today: polishDate(at), regime: issuer.settings.regime });
    if (!decided.ok) return { ok: false, why: 'illegal-event', from: decided.from, to: decided.to };
    const after: Student = { ...decided.student, version: drawToken(issuer.randomBytes, VERSION_BYTES) };
    const { consequence } = decided;
    const [changed] = await issuer.database.batch(
      [
        writeStudent(after, student.version),
        ...(student.status === 'suspended' ? settleSuspendedCards(after) : []),
        ...(consequence === 'none'
          ? []
          : withdrawOrders(after, { at, reason: event, status: CARD_STATUS[consequence] })),
      ],
      'write',
    );
    if (changed?.rowsAffected === 1) return { ok: true, student: after };
    // Somebody else has changed the student meanwhile: decide anew.
  }
}

const writeStudent = (student: Student, versionBefore: string) => ({
  sql: `UPDATE students SET family_name = ?, pesel = ?, album_number = ?, status = ?, has_photo = ?, has_els = ?,
          els_renewed_until = ?, is_data_changed = ?, rights_until = ?, version = ? WHERE id = ? AND version = ?`,
  args: [
    ...[student.familyName, student.pesel, student.albumNumber, student.status],
    ...[Number(student.hasPhoto), Number(student.hasEls), student.elsRenewedUntil, Number(student.isDataChanged)],
    ...[student.rightsUntil, student.version, student.id, versionBefore],
  ],
});
