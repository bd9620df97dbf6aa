/**
 * The book of what happened, written by the database itself in the very transaction in which it happened: nothing can be forgotten,
 * and nothing is told that was rolled back. Part of the schema (migrations.ts): once released, never changed.
 */
export const EVENT_TRIGGERS: readonly string[] = [
  // `at`: the mock's instant in milliseconds where the row tells it. `detail`: a JSON object without secrets.
  `CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    student TEXT,
    at INTEGER,
    detail TEXT NOT NULL
  ) STRICT`,
  // The last few thousand are kept; clearing away a part at a time costs less than doing it each time.
  `CREATE TRIGGER events_bounded AFTER INSERT ON events WHEN new.id % 256 = 0 BEGIN
    DELETE FROM events WHERE id <= new.id - 5000;
  END`,
  on('order_placed', 'INSERT ON orders', {
    kind: 'order-placed',
    student: 'new.student',
    at: 'new.placed_at',
    detail: `'order', new.id, 'state', new.state, 'valid_until', new.planned_valid_until`,
  }),
  on('order_moved', 'UPDATE OF state ON orders WHEN new.state <> old.state', {
    kind: 'order-moved',
    student: 'new.student',
    at: 'new.changed_at',
    detail: `'order', new.id, 'from', old.state, 'state', new.state, 'reason', new.reason`,
  }),
  on(
    'order_extended',
    'UPDATE OF planned_valid_until ON orders WHEN new.planned_valid_until <> old.planned_valid_until',
    {
      kind: 'order-extended',
      student: 'new.student',
      detail: `'order', new.id, 'valid_until', new.planned_valid_until`,
    },
  ),
  on('code_redeemed', 'UPDATE OF token_hash ON orders WHEN old.token_hash IS NULL AND new.token_hash IS NOT NULL', {
    kind: 'code-redeemed',
    student: 'new.student',
    detail: `'order', new.id`,
  }),
  onCard('card_issued', 'INSERT ON cards', 'card-issued', `'valid_until', new.valid_until`),
  onCard(
    'card_renewed',
    'UPDATE OF credential ON cards WHEN new.credential <> old.credential',
    'card-renewed',
    `'valid_until', new.valid_until`,
  ),
  onCard(
    'card_status',
    'UPDATE OF status ON cards WHEN new.status <> old.status',
    'card-status',
    `'status', new.status`,
  ),
  onCard(
    'card_notified',
    'UPDATE OF notified ON cards WHEN new.notified IS NOT NULL',
    'card-notified',
    `'event', new.notified`,
  ),
  on('student_changed', 'UPDATE ON students WHEN new.version <> old.version', {
    kind: 'student-changed',
    student: 'new.id',
    detail: `'status', new.status`,
  }),
  on('key_retired', 'UPDATE OF retired_at ON keys WHEN new.retired_at IS NOT NULL AND old.retired_at IS NULL', {
    kind: 'key-retired',
    detail: `'purpose', new.purpose, 'kid', new.kid`,
  }),
];

interface Entry {
  readonly kind: string;
  /** SQL expressions; absent is NULL. */
  readonly student?: string;
  readonly at?: string;
  /** Arguments of `json_object`. */
  readonly detail: string;
}

function on(name: string, what: string, { kind, student = 'NULL', at = 'NULL', detail }: Entry): string {
  return `CREATE TRIGGER ${name} AFTER ${what} BEGIN
    INSERT INTO events (kind, student, at, detail) VALUES ('${kind}', ${student}, ${at}, json_object(${detail}));
  END`;
}

function onCard(name: string, what: string, kind: string, detail: string): string {
  const student = '(SELECT student FROM orders WHERE id = new.order_id)';
  return on(name, what, { kind, student, detail: `'order', new.order_id, ${detail}` });
}
