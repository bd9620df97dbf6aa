import type { Issuer } from '../issuer.ts';
import { advanceDueOrders, dueArgs, SQL_IS_DUE } from './advance-due-orders.ts';
import type { EndReason } from './end-reasons.ts';
import { type OrderState, REDEEMABLE_STATES } from './order-states.ts';

/** One order. Instants in milliseconds, dates ISO. */
export interface Order {
  readonly id: string;
  /** Counts up over all orders of this university; the card number is made from it. */
  readonly serial: number;
  readonly student: string;
  readonly state: OrderState;
  readonly placedAt: number;
  /** When it is, or was, due to become ready. */
  readonly readyAt: number;
  readonly changedAt: number;
  readonly plannedValidUntil: string;
  /** Why it failed or was withdrawn; null where it was not. */
  readonly reason: EndReason | null;
  readonly triesLeft: number;
  /** When the access token of a redeemed code ends; null while the code is unused. */
  readonly tokenExpiresAt: number | null;
  /** Present from `ready` on; from the start where offers are given early. */
  readonly activation: Activation | null;
}

/** The order where it can still be redeemed, or is being redeemed, so that its codes may be shown; else null. */
export const asRedeemable = (order: Order | null): (Order & { readonly activation: Activation }) | null =>
  order?.activation && REDEEMABLE_STATES.includes(order.state) ? { ...order, activation: order.activation } : null;

/** What a ready order can be collected with. Everything but `qr` and `expiresAt` is secret. */
export interface Activation {
  readonly jti: string;
  readonly ref: string;
  readonly qr: string;
  readonly preAuthorizedCode: string;
  readonly activationCode: string;
  readonly expiresAt: number;
}

/** What an order can be found by. */
type OrderKey = 'id' | 'ref' | 'pre_authorized_code' | 'token_hash';

/** An order as it is now: everything that was due has been done first. */
export const findOrder = (issuer: Issuer, key: OrderKey, value: string): Promise<Order | null> =>
  findNow(issuer, `${key} = ?`, value);

/** The order a student placed last. */
export const findLatestOrder = (issuer: Issuer, student: string): Promise<Order | null> =>
  findNow(issuer, 'student = ? ORDER BY serial DESC LIMIT 1', student);

/** Reads and asks whether anything is due in one statement, since this is what nearly every request begins with. */
async function findNow(issuer: Issuer, where: string, value: string): Promise<Order | null> {
  const read = async (): Promise<object | undefined> => {
    const sql = `SELECT *, ${SQL_IS_DUE} AS is_due FROM orders WHERE ${where}`;
    const { rows } = await issuer.database.execute({ sql, args: [...dueArgs(issuer.now()), value] });
    return rows[0];
  };
  let row = await read();
  if (row && 'is_due' in row && row.is_due === 1) {
    await advanceDueOrders(issuer);
    row = await read();
  }
  return row ? readOrder(row) : null;
}

interface OrderRow {
  readonly id: string;
  readonly serial: number;
  readonly student: string;
  readonly state: OrderState;
  readonly placed_at: number;
  readonly ready_at: number;
  readonly changed_at: number;
  readonly planned_valid_until: string;
  readonly reason: EndReason | null;
  readonly tries_left: number;
  readonly token_expires_at: number | null;
  readonly jti: string | null;
  readonly ref: string;
  readonly qr: string;
  readonly pre_authorized_code: string;
  readonly activation_code: string;
  readonly expires_at: number;
}

/** A row of the STRICT table `orders`; `jti` and what belongs to it are written together, so one tells for all. */
export function readOrder(source: object): Order {
  const row = source as OrderRow;
  const activation = row.jti === null ? null : readActivation({ ...row, jti: row.jti });
  return {
    id: row.id,
    serial: row.serial,
    student: row.student,
    state: row.state,
    placedAt: row.placed_at,
    readyAt: row.ready_at,
    changedAt: row.changed_at,
    plannedValidUntil: row.planned_valid_until,
    reason: row.reason,
    triesLeft: row.tries_left,
    tokenExpiresAt: row.token_expires_at,
    activation,
  };
}

const readActivation = (row: OrderRow & { readonly jti: string }): Activation => ({
  jti: row.jti,
  ref: row.ref,
  qr: row.qr,
  preAuthorizedCode: row.pre_authorized_code,
  activationCode: row.activation_code,
  expiresAt: row.expires_at,
});
