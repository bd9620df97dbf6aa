import type { Context } from 'hono';
import type { Issuer } from '../issuer.ts';
import { findOrder, type Order } from '../orders/order.ts';
import { findSession, type Session } from './session.ts';

/** The order an address names, with its student's session. SECURITY: null where it is anybody else's. */
export async function findOwnOrder(c: Context, issuer: Issuer): Promise<{ session: Session; order: Order } | null> {
  const session = await findSession(c, issuer);
  const order = session && (await findOrder(issuer, 'id', c.req.param('id') ?? ''));
  return order?.student === session?.student.id && session && order ? { session, order } : null;
}
