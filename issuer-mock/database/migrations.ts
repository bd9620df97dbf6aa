import { EVENT_TRIGGERS } from './event-triggers.ts';

/**
 * The schema, one step per version; a step once released is never changed. Instants are milliseconds since 1970 unless they are
 * named `_s`. Tables are STRICT, so a row has the types its table says.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE students (
      id TEXT PRIMARY KEY,
      given_name TEXT NOT NULL,
      family_name TEXT NOT NULL,
      pesel TEXT NOT NULL,
      album_number TEXT NOT NULL UNIQUE
    ) STRICT`,
    `CREATE TABLE orders (
      serial INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      student TEXT NOT NULL REFERENCES students (id),
      state TEXT NOT NULL,
      placed_at INTEGER NOT NULL,
      processing_at INTEGER NOT NULL,
      ready_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL,
      planned_valid_until TEXT NOT NULL,
      jti TEXT,
      ref TEXT UNIQUE,
      qr TEXT,
      qr_issuer TEXT,
      pre_authorized_code TEXT UNIQUE,
      activation_code TEXT,
      tries_left INTEGER NOT NULL,
      expires_at INTEGER,
      token_hash TEXT UNIQUE,
      token_expires_at INTEGER
    ) STRICT`,
    // One order at a time, kept by the database itself: two requests at once cannot both place one.
    `CREATE UNIQUE INDEX orders_open ON orders (student) WHERE state IN ('waiting', 'processing', 'ready', 'collected')`,
    `CREATE INDEX orders_due ON orders (state) WHERE state IN ('waiting', 'processing', 'ready')`,
    `CREATE TABLE cards (
      order_id TEXT PRIMARY KEY REFERENCES orders (id),
      list INTEGER NOT NULL,
      idx INTEGER NOT NULL,
      status INTEGER NOT NULL DEFAULT 0,
      holder TEXT NOT NULL,
      credential TEXT NOT NULL,
      issued_at INTEGER NOT NULL,
      notification_id TEXT NOT NULL UNIQUE,
      notified TEXT,
      UNIQUE (list, idx)
    ) STRICT`,
    `CREATE TABLE status_lists (
      list INTEGER PRIMARY KEY,
      size INTEGER NOT NULL,
      version INTEGER NOT NULL DEFAULT 1,
      token TEXT,
      token_version INTEGER,
      token_uri TEXT,
      token_at INTEGER
    ) STRICT`,
    `CREATE TABLE keys (
      kid TEXT PRIMARY KEY,
      purpose TEXT NOT NULL,
      private_jwk TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      retired_at INTEGER
    ) STRICT`,
    `CREATE UNIQUE INDEX keys_current ON keys (purpose) WHERE retired_at IS NULL`,
    `CREATE TABLE nonces (nonce TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE sessions (
      hash TEXT PRIMARY KEY,
      student TEXT NOT NULL REFERENCES students (id),
      form_token TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT`,
  ],
  // `ms`: the offset of a running clock, the instant of a frozen one.
  [`CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), mode TEXT NOT NULL, ms INTEGER NOT NULL) STRICT`],
  [
    `ALTER TABLE orders ADD COLUMN is_offered_early INTEGER NOT NULL DEFAULT 0`,
    `ALTER TABLE orders ADD COLUMN offered_at INTEGER`,
    // One at a time for each order; it counts only as long as the access token it was made with.
    `CREATE TABLE deferrals (
      order_id TEXT PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
      transaction_id TEXT NOT NULL UNIQUE,
      token_hash TEXT NOT NULL,
      holder_key TEXT NOT NULL
    ) STRICT`,
  ],
  // What eligibility depends on. PESEL and album number may now be missing, which takes a new table; foreign keys are off meanwhile.
  [
    `CREATE TABLE students_anew (
      id TEXT PRIMARY KEY,
      given_name TEXT NOT NULL,
      family_name TEXT NOT NULL,
      pesel TEXT,
      album_number TEXT UNIQUE,
      status TEXT NOT NULL,
      study_kind TEXT NOT NULL,
      has_photo INTEGER NOT NULL,
      has_els INTEGER NOT NULL,
      els_renewed_until TEXT,
      is_data_changed INTEGER NOT NULL,
      rights_until TEXT,
      version TEXT NOT NULL
    ) STRICT`,
    `INSERT INTO students_anew
      SELECT id, given_name, family_name, pesel, album_number, 'active', 'first-cycle', 1, 1, NULL, 0, NULL, 'seed' FROM students`,
    `DROP TABLE students`,
    `ALTER TABLE students_anew RENAME TO students`,
    // Why an order failed or was withdrawn.
    `ALTER TABLE orders ADD COLUMN reason TEXT`,
  ],
  [
    // `changes`: what staff has changed, as a JSON object.
    `CREATE TABLE settings (id INTEGER PRIMARY KEY CHECK (id = 1), changes TEXT NOT NULL) STRICT`,
    // After a reset nobody stands behind a list's cards any more: every place is invalid, and no new card goes in.
    `ALTER TABLE status_lists ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0`,
  ],
  [
    // What a card says it is valid until; later than this on its order means that it can be renewed.
    `ALTER TABLE cards ADD COLUMN valid_until TEXT`,
    `UPDATE cards SET valid_until = (SELECT planned_valid_until FROM orders WHERE id = order_id)`,
    // Places of cards that a renewed one has replaced: invalid for good, and never given to anyone again.
    `CREATE TABLE retired_places (
      list INTEGER NOT NULL,
      idx INTEGER NOT NULL,
      order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
      PRIMARY KEY (list, idx)
    ) STRICT, WITHOUT ROWID`,
    // Only their fingerprints. One that has a successor was used, and is kept to know it again.
    `CREATE TABLE refresh_tokens (
      hash TEXT PRIMARY KEY,
      order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
      successor TEXT
    ) STRICT`,
    `CREATE INDEX refresh_tokens_of ON refresh_tokens (order_id)`,
  ],
  [
    // Which key signed what: a retired key stays published as long as something it signed can still be shown. Null: not written down yet.
    `ALTER TABLE cards ADD COLUMN kid TEXT`,
    `ALTER TABLE retired_places ADD COLUMN kid TEXT`,
    `ALTER TABLE retired_places ADD COLUMN valid_until TEXT`,
    `ALTER TABLE orders ADD COLUMN qr_kid TEXT`,
  ],
  [
    // The next instant at which time alone changes the order; null where it never does. One look at the index tells whether anything is due.
    `ALTER TABLE orders ADD COLUMN due_at INTEGER AS (
      CASE
        WHEN state IN ('waiting', 'processing', 'ready') AND is_offered_early = 1 AND jti IS NULL THEN placed_at
        WHEN state = 'waiting'
          THEN min(processing_at, coalesce(expires_at, processing_at), coalesce(token_expires_at, processing_at))
        WHEN state = 'processing' THEN min(ready_at, coalesce(expires_at, ready_at), coalesce(token_expires_at, ready_at))
        WHEN state = 'ready' THEN min(expires_at, coalesce(token_expires_at, expires_at))
      END
    ) VIRTUAL`,
    `DROP INDEX orders_due`,
    `CREATE INDEX orders_due ON orders (due_at) WHERE due_at IS NOT NULL`,
    `CREATE INDEX orders_of ON orders (student, serial)`,
    `CREATE INDEX students_rights ON students (rights_until) WHERE rights_until IS NOT NULL`,
    // How many places are taken for good; counting them for every card would take longer with each.
    `ALTER TABLE status_lists ADD COLUMN used INTEGER NOT NULL DEFAULT 0`,
    `UPDATE status_lists SET used = (SELECT count(*) FROM cards WHERE cards.list = status_lists.list)
      + (SELECT count(*) FROM retired_places WHERE retired_places.list = status_lists.list)`,
  ],
  EVENT_TRIGGERS,
  [
    // Which of the notices that follow from an order its student has read.
    `CREATE TABLE read_notices (
      order_id TEXT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      PRIMARY KEY (order_id, kind)
    ) STRICT, WITHOUT ROWID`,
  ],
  // A list is built from the few cards that are not valid; without this, from reading every card of a country with its credential.
  [`CREATE INDEX cards_not_valid ON cards (list, idx, status) WHERE status <> 0`],
];
