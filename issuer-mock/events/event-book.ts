import { type JsonObject, parseJsonObject } from '../../shared/protocol/json.ts';
import type { Database } from '../database/open-database.ts';
import type { EventKind } from './event-kinds.ts';

/** One thing that happened. Ids count up, over resets too. */
export interface HappenedEvent {
  readonly id: number;
  readonly kind: EventKind;
  readonly student: string | null;
  /** The mock's instant in milliseconds; null where nothing tells it. */
  readonly at: number | null;
  readonly detail: JsonObject;
}

export interface EventFilter {
  /** Only those with a greater id. */
  readonly after: number;
  readonly limit: number;
  /** Only these; absent: all. */
  readonly kinds?: readonly EventKind[] | undefined;
  /** Absent: oldest first. */
  readonly order?: EventOrder | undefined;
}

export const EVENT_ORDERS = ['oldest-first', 'newest-first'] as const;
type EventOrder = (typeof EVENT_ORDERS)[number];

export async function readEvents(
  database: Database,
  { after, limit, kinds, order = 'oldest-first' }: EventFilter,
): Promise<readonly HappenedEvent[]> {
  const { rows } = await database.execute({
    sql: `SELECT * FROM events WHERE id > ? AND (? IS NULL OR kind IN (SELECT value FROM json_each(?)))
          ORDER BY id ${order === 'newest-first' ? 'DESC' : 'ASC'} LIMIT ?`,
    args: [after, kinds ? 1 : null, JSON.stringify(kinds ?? []), limit],
  });
  return rows.map((row) => readEvent(row));
}

export interface BookBounds {
  /** Whoever has everything up to this id misses nothing that is not kept any more. */
  readonly keptAfter: number;
  /** The last id given out, whether it is still kept or not. */
  readonly last: number;
}

export async function readBounds(database: Database): Promise<BookBounds> {
  const { rows } = await database.execute(
    `SELECT (SELECT min(id) - 1 FROM events) AS kept_after,
      (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events') AS last`,
  );
  const last = Number(rows[0]?.['last'] ?? 0);
  return { keptAfter: Number(rows[0]?.['kept_after'] ?? last), last };
}

/** Whether somebody who has everything up to `after` has missed something: it is cleared away, or that id is of another book. */
export const isGap = ({ keptAfter, last }: BookBounds, after: number): boolean => after < keptAfter || after > last;

interface EventRow {
  readonly id: number;
  readonly kind: EventKind;
  readonly student: string | null;
  readonly at: number | null;
  readonly detail: string;
}

/** A row of the STRICT table `events`. */
function readEvent(source: object): HappenedEvent {
  const { id, kind, student, at, detail } = source as EventRow;
  const parsed = parseJsonObject(detail);
  return { id, kind, student, at, detail: parsed.ok ? parsed.value : {} };
}
