import type { Issuer } from '../issuer.ts';
import { advanceDueOrders } from './advance-due-orders.ts';
import { findOrder, type Order } from './order.ts';
import type { OrderState } from './order-states.ts';

export type AdvancedOrder =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly why: 'order-unknown' }
  /** It waits for nothing. */
  | { readonly ok: false; readonly why: 'illegal-move'; readonly from: OrderState; readonly to: OrderState };

/** Makes the next move of an order due now: a waiting one is passed on, one in processing becomes ready. */
export async function advanceOrder(issuer: Issuer, id: string): Promise<AdvancedOrder> {
  await advanceDueOrders(issuer);
  const now = issuer.now();
  const moved = await issuer.database.batch(
    [
      { sql: `UPDATE orders SET ready_at = ? WHERE id = ? AND state = 'processing'`, args: [now, id] },
      {
        sql: `UPDATE orders SET state = 'processing', changed_at = ?, processing_at = ?, ready_at = ready_at - processing_at + ?
              WHERE id = ? AND state = 'waiting'`,
        args: [now, now, now, id],
      },
    ],
    'write',
  );
  const order = await findOrder(issuer, 'id', id);
  if (!order) return { ok: false, why: 'order-unknown' };
  const hasMoved = moved.some(({ rowsAffected }) => rowsAffected === 1);
  return hasMoved ? { ok: true, order } : { ok: false, why: 'illegal-move', from: order.state, to: 'ready' };
}
