import type { Refusal } from '../../shared/student/eligibility.ts';
import { planValidity } from '../../shared/student/validity.ts';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { drawToken } from '../random.ts';
import { findRefusalsNow } from '../students/eligibility-now.ts';
import { findStudent, type Student } from '../students/students.ts';
import { findLatestOrder, findOrder, type Order } from './order.ts';
import { OPEN_STATES } from './order-states.ts';

const ID_BYTES = 12;

export type PlacedOrder =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly why: 'student-unknown' }
  /** There is one already; it must be collected and cancelled, or run its course, first. */
  | { readonly ok: false; readonly why: 'order-open'; readonly order: Order }
  | { readonly ok: false; readonly why: 'not-eligible'; readonly refusals: readonly Refusal[] };

/** `isOfferedEarly` where this order is to be treated otherwise than the setting `offersBeforeReady` says. */
export async function placeOrder(
  issuer: Issuer,
  studentId: string,
  isOfferedEarly: boolean = issuer.settings.offersBeforeReady,
): Promise<PlacedOrder> {
  for (;;) {
    const student = await findStudent(issuer.database, studentId);
    if (!student) return { ok: false, why: 'student-unknown' };
    // Reading it also ends orders whose time is over: they no longer stand in the way of a new one.
    const latest = await findLatestOrder(issuer, studentId);
    if (latest && OPEN_STATES.includes(latest.state)) return { ok: false, why: 'order-open', order: latest };
    const refusals = findRefusalsNow(issuer, student);
    if (refusals.length > 0) return { ok: false, why: 'not-eligible', refusals };
    const order = await insertOrder(issuer, student, isOfferedEarly);
    if (order) return { ok: true, order };
    // Somebody was quicker with an order or with a change of the student: look again.
  }
}

/** Null where the student has changed since they were read, or has an open order already. */
async function insertOrder(issuer: Issuer, student: Student, isOfferedEarly: boolean): Promise<Order | null> {
  const { settings } = issuer;
  const now = issuer.now();
  const processingAt = now + settings.waitingMs;
  const id = drawToken(issuer.randomBytes, ID_BYTES);
  const { rowsAffected } = await issuer.database.execute({
    sql: `INSERT INTO orders
            (id, student, state, placed_at, processing_at, ready_at, changed_at, planned_valid_until, tries_left,
             is_offered_early)
          SELECT ?, id, 'waiting', ?, ?, ?, ?, ?, ?, ? FROM students WHERE id = ? AND version = ? ON CONFLICT DO NOTHING`,
    args: [
      ...[id, now, processingAt, processingAt + settings.processingMs, now],
      planValidity(student, settings.regime, polishDate(now)),
      settings.codeAttempts,
      ...[Number(isOfferedEarly), student.id, student.version],
    ],
  });
  if (rowsAffected !== 1) return null;
  const order = await findOrder(issuer, 'id', id);
  if (!order) throw new Error('an order that was just placed cannot be found');
  return order;
}
