import { CARD_STATUS } from '../../shared/protocol/status-list.ts';
import type { Issuer } from '../issuer.ts';
import { advanceDueOrders } from './advance-due-orders.ts';
import type { EndReason } from './end-reasons.ts';
import { findOrder, type Order } from './order.ts';
import { type OrderState, sqlStatesBefore } from './order-states.ts';

export type MovedOrder =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly why: 'order-unknown' }
  | { readonly ok: false; readonly why: 'illegal-move'; readonly from: OrderState; readonly to: OrderState };

/** The student's own decision, possible at any time (domain: validity). */
export const cancelOrder = (issuer: Issuer, id: string): Promise<MovedOrder> => endOrder(issuer, id, 'cancelled', null);

/** The university takes an order or a card back, for a reason it need not give. */
export const invalidateOrder = (issuer: Issuer, id: string): Promise<MovedOrder> =>
  endOrder(issuer, id, 'invalidated', 'university');

/**
 * Ends an order and, where it was collected, its card: the status list has it in the very next fetch (protocol.md 4).
 * One transaction, so that there is never an ended order with a valid card.
 */
async function endOrder(
  issuer: Issuer,
  id: string,
  to: 'cancelled' | 'invalidated',
  reason: EndReason | null,
): Promise<MovedOrder> {
  await advanceDueOrders(issuer);
  const [move] = await issuer.database.batch(
    [
      {
        sql: `UPDATE orders SET state = ?, changed_at = ?, reason = ? WHERE id = ? AND state IN ${sqlStatesBefore(to)}`,
        args: [to, issuer.now(), reason, id],
      },
      {
        sql: `UPDATE status_lists SET version = version + 1
              WHERE list IN (SELECT list FROM cards JOIN orders ON orders.id = cards.order_id
                             WHERE cards.order_id = ? AND cards.status = ? AND orders.state = ?)`,
        args: [id, CARD_STATUS.valid, to],
      },
      {
        sql: `UPDATE cards SET status = ? WHERE order_id = ? AND status = ?
                AND EXISTS (SELECT 1 FROM orders WHERE orders.id = cards.order_id AND state = ?)`,
        args: [CARD_STATUS.invalid, id, CARD_STATUS.valid, to],
      },
    ],
    'write',
  );
  return tellMove(issuer, id, to, move?.rowsAffected === 1);
}

/** What has become of an order that was to be moved. */
export async function tellMove(issuer: Issuer, id: string, to: OrderState, hasMoved: boolean): Promise<MovedOrder> {
  const order = await findOrder(issuer, 'id', id);
  if (!order) return { ok: false, why: 'order-unknown' };
  return hasMoved ? { ok: true, order } : { ok: false, why: 'illegal-move', from: order.state, to };
}
