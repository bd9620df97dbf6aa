import { CARD_STATUS } from '../../shared/protocol/status-list.ts';
import type { Issuer } from '../issuer.ts';
import { advanceDueOrders } from './advance-due-orders.ts';
import { findOrder, type Order } from './order.ts';
import { type OrderState, sqlStatesBefore } from './order-states.ts';

export type CancelledOrder =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly why: 'order-unknown' }
  | { readonly ok: false; readonly why: 'illegal-move'; readonly from: OrderState; readonly to: OrderState };

/**
 * Cancels an order and, where it was collected, its card: the status list has it in the very next fetch (protocol.md 4).
 * One transaction, so that there is never a cancelled order with a valid card.
 */
export async function cancelOrder(issuer: Issuer, id: string): Promise<CancelledOrder> {
  await advanceDueOrders(issuer);
  const [move] = await issuer.database.batch(
    [
      {
        sql: `UPDATE orders SET state = 'cancelled', changed_at = ? WHERE id = ? AND state IN ${sqlStatesBefore('cancelled')}`,
        args: [issuer.now(), id],
      },
      {
        sql: `UPDATE status_lists SET version = version + 1
              WHERE list IN (SELECT list FROM cards JOIN orders ON orders.id = cards.order_id
                             WHERE cards.order_id = ? AND cards.status <> ? AND orders.state = 'cancelled')`,
        args: [id, CARD_STATUS.invalid],
      },
      {
        sql: `UPDATE cards SET status = ?
              WHERE order_id = ? AND EXISTS (SELECT 1 FROM orders WHERE orders.id = cards.order_id AND state = 'cancelled')`,
        args: [CARD_STATUS.invalid, id],
      },
    ],
    'write',
  );
  const order = await findOrder(issuer, 'id', id);
  if (!order) return { ok: false, why: 'order-unknown' };
  if (move?.rowsAffected !== 1) return { ok: false, why: 'illegal-move', from: order.state, to: 'cancelled' };
  return { ok: true, order };
}
