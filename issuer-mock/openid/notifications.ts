import type { Issuer } from '../issuer.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import type { Order } from '../orders/order.ts';

/** OpenID4VCI 1.0 11.1. */
const EVENTS = ['credential_accepted', 'credential_failure', 'credential_deleted'] as const;
type NotificationEvent = (typeof EVENTS)[number];

export const isNotificationEvent = (value: unknown): value is NotificationEvent =>
  EVENTS.some((event) => event === value);

/**
 * Writes down what became of a card; saying it again changes nothing. False where the id is not that of this order's card. A holder who
 * has deleted the card has given it up: it is cancelled at once, as if by the student (domain: validity).
 */
export async function noteNotification(
  issuer: Issuer,
  order: Order,
  notificationId: string,
  event: NotificationEvent,
): Promise<boolean> {
  const { rowsAffected } = await issuer.database.execute({
    sql: 'UPDATE cards SET notified = ? WHERE order_id = ? AND notification_id = ?',
    args: [event, order.id, notificationId],
  });
  if (rowsAffected !== 1) return false;
  if (event === 'credential_deleted') await cancelOrder(issuer, order.id);
  return true;
}
