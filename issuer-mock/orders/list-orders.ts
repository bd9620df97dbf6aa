import type { Issuer } from '../issuer.ts';
import { advanceDueOrders } from './advance-due-orders.ts';
import { type Order, readOrder } from './order.ts';
import type { OrderState } from './order-states.ts';

export interface OrderFilter {
  readonly student?: string | undefined;
  readonly state?: OrderState | undefined;
  readonly limit: number;
}

/** Orders as they are now, newest first. */
export async function listOrders(issuer: Issuer, { student, state, limit }: OrderFilter): Promise<readonly Order[]> {
  await advanceDueOrders(issuer);
  const { rows } = await issuer.database.execute({
    sql: `SELECT * FROM orders WHERE student = coalesce(?, student) AND state = coalesce(?, state) ORDER BY serial DESC LIMIT ?`,
    args: [student ?? null, state ?? null, limit],
  });
  return rows.map((row) => readOrder(row));
}
