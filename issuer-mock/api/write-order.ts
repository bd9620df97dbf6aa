import type * as z from 'zod';
import type { Issuer } from '../issuer.ts';
import { asRedeemable, type Order } from '../orders/order.ts';
import { showQr } from '../orders/show-qr.ts';
import type { orderShape } from './shapes.ts';

const isoInstant = (ms: number): string => new Date(ms).toISOString();

/** An order as the API shows it. The codes are shown only while they open something. */
export async function writeOrder(issuer: Issuer, order: Order): Promise<z.infer<typeof orderShape>> {
  const redeemable = asRedeemable(order);
  return {
    id: order.id,
    student: order.student,
    state: order.state,
    placed_at: isoInstant(order.placedAt),
    ready_at: isoInstant(order.readyAt),
    changed_at: isoInstant(order.changedAt),
    planned_valid_until: order.plannedValidUntil,
    ...(order.reason && { reason: order.reason }),
    ...(redeemable && {
      qr: await showQr(issuer, redeemable.activation),
      activation_code: redeemable.activation.activationCode,
      tries_left: order.triesLeft,
      expires_at: isoInstant(redeemable.activation.expiresAt),
    }),
  };
}
