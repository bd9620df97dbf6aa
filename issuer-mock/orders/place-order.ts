import { findSemesterEnd } from '../../shared/student/semester.ts';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { drawToken } from '../random.ts';
import { findStudent } from '../students/students.ts';
import { advanceDueOrders } from './advance-due-orders.ts';
import { findLatestOrder, findOrder, type Order } from './order.ts';

const ID_BYTES = 12;

export type PlacedOrder =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly why: 'student-unknown' }
  /** There is one already; it must be collected and cancelled, or run its course, first. */
  | { readonly ok: false; readonly why: 'order-open'; readonly order: Order };

/** `isOfferedEarly` where this order is to be treated otherwise than the setting `offersBeforeReady` says. */
export async function placeOrder(
  issuer: Issuer,
  student: string,
  isOfferedEarly: boolean = issuer.settings.offersBeforeReady,
): Promise<PlacedOrder> {
  const { database, settings } = issuer;
  if (!(await findStudent(database, student))) return { ok: false, why: 'student-unknown' };
  // An order past its time no longer stands in the way of a new one.
  await advanceDueOrders(issuer);
  const now = issuer.now();
  const processingAt = now + settings.waitingMs;
  const id = drawToken(issuer.randomBytes, ID_BYTES);
  const { rowsAffected } = await database.execute({
    sql: `INSERT INTO orders
            (id, student, state, placed_at, processing_at, ready_at, changed_at, planned_valid_until, tries_left,
             is_offered_early)
          VALUES (?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    args: [
      ...[id, student, now, processingAt, processingAt + settings.processingMs, now],
      findSemesterEnd(polishDate(now)),
      settings.codeAttempts,
      Number(isOfferedEarly),
    ],
  });
  const order = rowsAffected === 1 ? await findOrder(issuer, 'id', id) : await findLatestOrder(issuer, student);
  if (!order) throw new Error('an order that was just placed cannot be found');
  return rowsAffected === 1 ? { ok: true, order } : { ok: false, why: 'order-open', order };
}
