import type { InStatement } from '@libsql/client/sqlite3';
import type { Issuer } from '../issuer.ts';
import type { EndReason } from '../orders/end-reasons.ts';

export type NoticeKind = 'ready' | 'failed' | 'invalidated';

/** Something a student is told about an order of theirs without having asked. */
export interface Notice {
  readonly orderId: string;
  readonly kind: NoticeKind;
  /** Milliseconds. */
  readonly happenedAt: number;
  /** Why it failed or was withdrawn; null where it became ready. */
  readonly reason: EndReason | null;
  readonly isRead: boolean;
  /** Whether the order has gone on since. */
  readonly isPast: boolean;
}

const SHOWN = 20;

/**
 * Notices follow from what the orders say of themselves, so that none can be forgotten by whatever moves an order; only their being read
 * is written down. An order that is not offered early has its offer from the moment it became ready.
 */
const NOTICES = `SELECT id, serial, 'ready' AS kind, ready_at AS happened_at, NULL AS reason, state <> 'ready' AS is_past FROM orders
    WHERE student = ? AND jti IS NOT NULL AND (is_offered_early = 0 OR state IN ('ready', 'collected') OR changed_at >= ready_at)
  UNION ALL SELECT id, serial, state, changed_at, reason, 0 FROM orders WHERE student = ? AND state IN ('failed', 'invalidated')`;

interface NoticeRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly happened_at: number;
  readonly reason: EndReason | null;
  readonly is_read: number;
  readonly is_past: number;
}

/** A student's latest, newest first. Whoever calls has let everything that is due be done, by reading the order. */
export async function listNotices({ database }: Issuer, student: string): Promise<readonly Notice[]> {
  const { rows } = await database.execute({
    sql: `SELECT *, EXISTS (SELECT 1 FROM read_notices WHERE order_id = id AND read_notices.kind = told.kind) AS is_read
          FROM (${NOTICES}) AS told ORDER BY serial DESC, told.kind = 'ready' LIMIT ${SHOWN}`,
    args: [student, student],
  });
  return (rows as unknown as readonly NoticeRow[]).map((row) => ({
    orderId: row.id,
    kind: row.kind,
    happenedAt: row.happened_at,
    reason: row.reason,
    isRead: row.is_read === 1,
    isPast: row.is_past === 1,
  }));
}

/** Only those the student has seen: one that arrived meanwhile stays new. */
export async function markRead({ database }: Issuer, notices: readonly Notice[]): Promise<void> {
  const note = ({ orderId, kind }: Notice): InStatement => ({
    sql: 'INSERT INTO read_notices (order_id, kind) VALUES (?, ?) ON CONFLICT DO NOTHING',
    args: [orderId, kind],
  });
  if (notices.length > 0) await database.batch(notices.map(note), 'write');
}
