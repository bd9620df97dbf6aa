import { CARD_STATUS } from '../../shared/protocol/status-list.ts';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { OPEN_STATES, sqlStates } from './order-states.ts';
import { type StudentVersion, withdrawOrders } from './withdraw-orders.ts';

/** Whether the rights of anybody with an open order ended before a day (ISO date). */
export const SQL_RIGHTS_RAN_OUT = `EXISTS (SELECT 1 FROM students WHERE rights_until < ?
  AND EXISTS (SELECT 1 FROM orders WHERE student = students.id AND state IN ${sqlStates(OPEN_STATES)}))`;

/** Withdraws the orders and cards of graduates once the day is over on which their rights end. */
export async function endRightsThatRanOut({ database }: Issuer, now: number): Promise<void> {
  const { rows } = await database.execute({
    sql: `SELECT id, version FROM students WHERE rights_until < ?
          AND EXISTS (SELECT 1 FROM orders WHERE student = students.id AND state IN ${sqlStates(OPEN_STATES)})`,
    args: [polishDate(now)],
  });
  for (const row of rows) {
    const student = row as unknown as StudentVersion;
    const what = { at: now, reason: 'rights-ended', status: CARD_STATUS.invalid } as const;
    await database.batch([...withdrawOrders(student, what)], 'write');
  }
}
