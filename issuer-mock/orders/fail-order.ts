import type { Issuer } from '../issuer.ts';
import { advanceDueOrders } from './advance-due-orders.ts';
import { type MovedOrder, tellMove } from './cancel-order.ts';
import type { Failure } from './end-reasons.ts';
import { sqlStatesBefore } from './order-states.ts';

/** The university could not carry an order out. The student sees why and may order again. */
export async function failOrder(issuer: Issuer, id: string, failure: Failure): Promise<MovedOrder> {
  await advanceDueOrders(issuer);
  const { rowsAffected } = await issuer.database.execute({
    sql: `UPDATE orders SET state = 'failed', changed_at = ?, reason = ?
          WHERE id = ? AND state IN ${sqlStatesBefore('failed')}`,
    args: [issuer.now(), failure, id],
  });
  return tellMove(issuer, id, 'failed', rowsAffected === 1);
}
