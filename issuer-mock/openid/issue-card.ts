import type { Code } from '../../shared/protocol/codes.ts';
import { CARD_STATUS } from '../../shared/protocol/status-list.ts';
import type { PublicJwk } from '../../shared/protocol/ports.ts';
import type { Issuer } from '../issuer.ts';
import { findOrder, type Order } from '../orders/order.ts';
import { sqlStatesBefore } from '../orders/order-states.ts';
import { drawToken } from '../random.ts';
import { fingerprint } from '../secrets.ts';
import { findFreePlace } from '../status/find-places.ts';
import { countPlace } from '../status/status-lists.ts';
import { findStudent, type Student } from '../students/students.ts';
import { signCard } from './sign-card.ts';

export const NOTIFICATION_BYTES = 16;
const PLACE_ATTEMPTS = 5;

export type IssuedCard =
  | { readonly ok: true; readonly credential: string; readonly notificationId: string }
  | { readonly ok: false; readonly code: Code };

/**
 * The card of a redeemed order, bound to the holder's key. Asking again with the same key gets the same card: a wallet that crashed
 * before storing it loses nothing, and there are never two. Where its order was extended since, it gets the card renewed.
 */
export async function issueCard(issuer: Issuer, order: Order, holderKey: PublicJwk): Promise<IssuedCard> {
  const holder = thumbprint(holderKey);
  for (let attempt = 0; attempt < PLACE_ATTEMPTS; attempt++) {
    const stored = await findStoredCard(issuer, order.id);
    if (stored && stored.holder !== holder) return { ok: false, code: 'OFFER_USED' };
    if (stored && isRenewalDue(stored)) {
      await renewCard(issuer, order, holderKey, stored);
      continue;
    }
    if (stored) return { ok: true, ...stored };
    const current = await findOrder(issuer, 'id', order.id);
    if (current?.state !== 'ready') return { ok: false, code: whyNot(current) };
    await storeCard(issuer, current, holderKey, holder);
  }
  throw new Error('no free place in the status list');
}

function whyNot(order: Order | null): Code {
  switch (order?.state) {
    case 'waiting':
    case 'processing':
      return 'ORDER_PENDING';
    case 'failed':
      return 'ORDER_FAILED';
    case 'expired':
      return 'ORDER_EXPIRED';
    default:
      return 'ORDER_CANCELLED';
  }
}

/** RFC 7638: members in this order, nothing else. */
export const thumbprint = ({ crv, kty, x, y }: PublicJwk): string => fingerprint(JSON.stringify({ crv, kty, x, y }));

interface StoredCard {
  readonly holder: string;
  readonly credential: string;
  readonly notificationId: string;
  readonly list: number;
  readonly idx: number;
  readonly kid: string | null;
  readonly status: number;
  readonly issuedAt: number;
  /** ISO dates: what the card says, and what its order says by now. */
  readonly validUntil: string;
  readonly plannedValidUntil: string;
}

async function findStoredCard({ database }: Issuer, orderId: string): Promise<StoredCard | null> {
  const { rows } = await database.execute({
    sql: `SELECT holder, credential, notification_id AS notificationId, list, idx, kid, status, issued_at AS issuedAt,
            valid_until AS validUntil, planned_valid_until AS plannedValidUntil
          FROM cards JOIN orders ON orders.id = cards.order_id WHERE order_id = ? AND state = 'collected'`,
    args: [orderId],
  });
  return (rows[0] as unknown as StoredCard | undefined) ?? null;
}

/** Stores the card and moves the order in one transaction. Where the order is no longer ready, or the place was taken, nothing happens. */
async function storeCard(issuer: Issuer, order: Order, holderKey: PublicJwk, holder: string): Promise<void> {
  const now = issuer.now();
  const place = await findFreePlace(issuer);
  const student = await findStudentOf(issuer, order);
  const signed = await signCard(issuer, student, order, holderKey, place, now);
  // The university has taken a number back meanwhile, and withdrawn the order with it.
  if (signed === null) return;
  const { credential, kid } = signed;
  await issuer.database.batch(
    [
      {
        sql: `INSERT INTO cards (order_id, list, idx, holder, credential, kid, issued_at, valid_until, notification_id)
              SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM orders WHERE id = ? AND state IN ${sqlStatesBefore('collected')}
                AND ${SQL_PLACE_NOT_RETIRED}
              ON CONFLICT DO NOTHING`,
        args: [
          ...[place.list, place.index, holder, credential, kid, now, order.plannedValidUntil],
          drawToken(issuer.randomBytes, NOTIFICATION_BYTES),
          ...[order.id, place.list, place.index],
        ],
      },
      {
        sql: `UPDATE orders SET state = 'collected', changed_at = ? WHERE id = ? AND state IN ${sqlStatesBefore('collected')}
              AND EXISTS (SELECT 1 FROM cards WHERE order_id = orders.id)`,
        args: [now, order.id],
      },
      countPlace(place, order.id),
    ],
    'write',
  );
}

/** A new card never takes the place of one that was replaced: that place says "invalid" for good. */
const SQL_PLACE_NOT_RETIRED = 'NOT EXISTS (SELECT 1 FROM retired_places WHERE list = ? AND idx = ?)';

/** Its order was extended since, and nothing stands against the card itself. */
const isRenewalDue = ({ status, validUntil, plannedValidUntil }: StoredCard): boolean =>
  status === CARD_STATUS.valid && plannedValidUntil > validUntil;

/**
 * The same card with its new date, at a new place in the status list, and the old one invalid, all in one transaction. Number and date of
 * issue stay. Where something was quicker, nothing happens.
 */
async function renewCard(issuer: Issuer, order: Order, holderKey: PublicJwk, old: StoredCard): Promise<void> {
  const { plannedValidUntil } = old;
  const place = await findFreePlace(issuer);
  const student = await findStudentOf(issuer, order);
  const renewed = { ...order, plannedValidUntil };
  const signed = await signCard(issuer, student, renewed, holderKey, place, issuer.now(), old.issuedAt);
  if (signed === null) return;
  const { credential, kid } = signed;
  const isRenewed = 'EXISTS (SELECT 1 FROM cards WHERE order_id = ? AND list = ? AND idx = ?)';
  await issuer.database.batch(
    [
      {
        sql: `UPDATE cards SET list = ?, idx = ?, credential = ?, kid = ?, valid_until = ?, notification_id = ?, notified = NULL
              WHERE order_id = ? AND list = ? AND idx = ? AND status = ? AND ${SQL_PLACE_NOT_RETIRED}
                AND NOT EXISTS (SELECT 1 FROM cards WHERE list = ? AND idx = ?)
                AND EXISTS (SELECT 1 FROM orders WHERE id = order_id AND state = 'collected')`,
        args: [
          ...[place.list, place.index, credential, kid, plannedValidUntil],
          ...[drawToken(issuer.randomBytes, NOTIFICATION_BYTES), order.id, old.list, old.idx, CARD_STATUS.valid],
          ...[place.list, place.index, place.list, place.index],
        ],
      },
      {
        sql: `INSERT INTO retired_places (list, idx, kid, valid_until, order_id) SELECT ?, ?, ?, ?, ? WHERE ${isRenewed} ON CONFLICT DO NOTHING`,
        args: [old.list, old.idx, old.kid, old.validUntil, order.id, order.id, place.list, place.index],
      },
      countPlace(place, order.id),
      {
        sql: `UPDATE status_lists SET version = version + 1 WHERE list = ? AND ${isRenewed}`,
        args: [old.list, order.id, place.list, place.index],
      },
    ],
    'write',
  );
}

async function findStudentOf({ database }: Issuer, order: Order): Promise<Student> {
  const student = await findStudent(database, order.student);
  if (!student) throw new Error(`order ${order.id} belongs to nobody`);
  return student;
}
