import type { Refusal } from '../../shared/student/eligibility.ts';
import { extendValidity } from '../../shared/student/validity.ts';
import { polishDate } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { findRefusalsNow } from '../students/eligibility-now.ts';
import { findStudent, type Student } from '../students/students.ts';
import { findOrder, type Order } from './order.ts';
import { OPEN_STATES, type OrderState, sqlStates } from './order-states.ts';
import { endOfOffer, signActivationQr } from './sign-activation-qr.ts';

export type ExtendedOrder =
  | { readonly ok: true; readonly order: Order }
  | { readonly ok: false; readonly why: 'order-unknown' }
  /** The order is over: a new one must be placed. */
  | { readonly ok: false; readonly why: 'order-over'; readonly from: OrderState }
  | { readonly ok: false; readonly why: 'not-eligible'; readonly refusals: readonly Refusal[] }
  /** It runs as long as it may: the ELS must be renewed, or the semester end, first. */
  | { readonly ok: false; readonly why: 'nothing-to-extend'; readonly validUntil: string };

/** The day an order can be extended to now (ISO date); null where it cannot be. */
export function findExtension(issuer: Issuer, student: Student, order: Order): string | null {
  if (!OPEN_STATES.includes(order.state) || findRefusalsNow(issuer, student).length > 0) return null;
  const { plannedValidUntil: planned } = order;
  const extended = extendValidity(planned, student, issuer.settings.regime, polishDate(issuer.now()));
  return extended === planned ? null : extended;
}

/** Moves an order's planned validity on. The card itself takes the new day over when its wallet renews it. */
export async function extendOrder(issuer: Issuer, id: string): Promise<ExtendedOrder> {
  for (;;) {
    const order = await findOrder(issuer, 'id', id);
    const student = order && (await findStudent(issuer.database, order.student));
    if (!order || !student) return { ok: false, why: 'order-unknown' };
    if (!OPEN_STATES.includes(order.state)) return { ok: false, why: 'order-over', from: order.state };
    const refusals = findRefusalsNow(issuer, student);
    if (refusals.length > 0) return { ok: false, why: 'not-eligible', refusals };
    const validUntil = findExtension(issuer, student, order);
    if (validUntil === null) return { ok: false, why: 'nothing-to-extend', validUntil: order.plannedValidUntil };
    const offer = await extendOffer(issuer, id, validUntil);
    const { rowsAffected } = await issuer.database.execute({
      sql: `UPDATE orders SET planned_valid_until = ?, expires_at = ?, qr = ?, qr_kid = ?
            WHERE id = ? AND planned_valid_until = ? AND jti IS ? AND state IN ${sqlStates(OPEN_STATES)}
              AND EXISTS (SELECT 1 FROM students WHERE id = ? AND version = ?)`,
      args: [
        ...[validUntil, offer.expiresAt, offer.qr, offer.kid],
        ...[id, order.plannedValidUntil, offer.jti, student.id, student.version],
      ],
    });
    const extended = rowsAffected === 1 && (await findOrder(issuer, 'id', id));
    if (extended) return { ok: true, order: extended };
    // The order or the student has changed meanwhile: look again.
  }
}

interface ExtendedOffer {
  readonly jti: string | null;
  readonly expiresAt: number | null;
  readonly qr: string | null;
  readonly kid: string | null;
}

/** The offer of a longer order may end later too, so its QR is signed anew. All null where there is no offer yet. */
async function extendOffer(issuer: Issuer, id: string, validUntil: string): Promise<ExtendedOffer> {
  const { rows } = await issuer.database.execute({
    sql: 'SELECT jti, ref, coalesce(offered_at, ready_at) AS offered_at FROM orders WHERE id = ? AND jti IS NOT NULL',
    args: [id],
  });
  const [row] = rows;
  if (!row) return { jti: null, expiresAt: null, qr: null, kid: null };
  const [jti, offeredAt] = [String(row['jti']), Number(row['offered_at'])];
  const expiresAt = endOfOffer(issuer, offeredAt, validUntil);
  return {
    jti,
    expiresAt,
    ...(await signActivationQr(issuer, { jti, ref: String(row['ref']), offeredAt, expiresAt })),
  };
}
