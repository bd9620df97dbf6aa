import type { InStatement } from '@libsql/client/sqlite3';
import { CARD_STATUS, type CardStatusValue } from '../../shared/protocol/status-list.ts';
import type { EndReason } from './end-reasons.ts';
import { sqlStatesBefore } from './order-states.ts';

/** Whose orders, and which version of the student they depend on: if somebody changes the student first, nothing happens. */
export interface StudentVersion {
  readonly id: string;
  readonly version: string;
}

const IS_CURRENT = 'EXISTS (SELECT 1 FROM students WHERE id = ? AND version = ?)';
const OPEN = `(SELECT id FROM orders WHERE student = ? AND state IN ${sqlStatesBefore('invalidated')})`;

/** Withdraws a student's open order and gives its card a status that the very next fetch of the list shows. For one transaction. */
export const withdrawOrders = (
  { id, version }: StudentVersion,
  { at, reason, status }: { readonly at: number; readonly reason: EndReason; readonly status: CardStatusValue },
): readonly InStatement[] => [
  {
    sql: `UPDATE status_lists SET version = version + 1
          WHERE list IN (SELECT list FROM cards WHERE order_id IN ${OPEN}) AND ${IS_CURRENT}`,
    args: [id, id, version],
  },
  { sql: `UPDATE cards SET status = ? WHERE order_id IN ${OPEN} AND ${IS_CURRENT}`, args: [status, id, id, version] },
  {
    sql: `UPDATE orders SET state = 'invalidated', changed_at = ?, reason = ? WHERE id IN ${OPEN} AND ${IS_CURRENT}`,
    args: [at, reason, id, id, version],
  },
];

/** A suspension that has ended, either way: the card from before it never becomes valid again. For one transaction. */
export const settleSuspendedCards = ({ id, version }: StudentVersion): readonly InStatement[] => [
  {
    sql: `UPDATE status_lists SET version = version + 1 WHERE list IN
            (SELECT list FROM cards WHERE status = ? AND order_id IN (SELECT id FROM orders WHERE student = ?)) AND ${IS_CURRENT}`,
    args: [CARD_STATUS.suspended, id, id, version],
  },
  {
    sql: `UPDATE cards SET status = ?
          WHERE status = ? AND order_id IN (SELECT id FROM orders WHERE student = ?) AND ${IS_CURRENT}`,
    args: [CARD_STATUS.invalid, CARD_STATUS.suspended, id, id, version],
  },
];
