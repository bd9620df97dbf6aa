import { createClient } from '@libsql/client/sqlite3';
import { isLegalMove, OPEN_STATES, type OrderState, sqlStates } from '../../../issuer-mock/orders/order-states.ts';
import type { OrderLedger } from './ledger.ts';

const TRIES = 5;

/** Orders without tries that are not locked: a start sets right what a kill left. */
export async function findUnlocked(file: string): Promise<readonly string[]> {
  const database = createClient({ url: `file:${file}` });
  const { rows } = await database.execute(
    `SELECT id FROM orders WHERE state = 'ready' AND tries_left = 0 AND token_hash IS NULL`,
  );
  database.close();
  return rows.map(({ id }) => `not locked: ${String(id)}`);
}

/** Everything wrong with a database file after all those kills, in words; nothing where it is as it must be. */
export async function auditDatabase(file: string, ledgers: readonly OrderLedger[]): Promise<readonly string[]> {
  const database = createClient({ url: `file:${file}` });
  const select = async (sql: string) => (await database.execute(sql)).rows as unknown as Record<string, unknown>[];
  try {
    const none: readonly (readonly [what: string, sql: string])[] = [
      ['damaged', `SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'`],
      ['a reference to nothing', `SELECT * FROM pragma_foreign_key_check`],
      [
        'collected without a card',
        `SELECT id FROM orders WHERE state = 'collected' AND id NOT IN (SELECT order_id FROM cards)`,
      ],
      [
        'a valid card of an order that is not collected',
        `SELECT id, state FROM cards JOIN orders ON id = order_id WHERE status = 0 AND state <> 'collected'`,
      ],
      [
        'a card although it was never redeemed',
        `SELECT id, state FROM cards JOIN orders ON id = order_id WHERE token_hash IS NULL`,
      ],
      [
        'two open orders of one student',
        `SELECT student FROM orders WHERE state IN ${sqlStates(OPEN_STATES)} GROUP BY student HAVING count(*) > 1`,
      ],
      ['two cards at one place', `SELECT list, idx FROM cards GROUP BY list, idx HAVING count(*) > 1`],
      [
        'places counted otherwise',
        `SELECT list FROM status_lists WHERE used <> (SELECT count(*) FROM cards WHERE cards.list = status_lists.list)`,
      ],
    ];
    const found = await Promise.all(
      none.map(async ([what, sql]) => (await select(sql)).map((row) => `${what}: ${JSON.stringify(row)}`)),
    );
    const orders = await select(
      'SELECT id, state, tries_left, credential FROM orders LEFT JOIN cards ON order_id = id',
    );
    const moves = await select(
      `SELECT kind, detail FROM events WHERE kind IN ('order-placed', 'order-moved') ORDER BY id`,
    );
    return [
      ...found.flat(),
      ...ledgers.flatMap((ledger) =>
        compare(
          ledger,
          orders.find(({ id }) => id === ledger.id),
        ),
      ),
      ...orders.flatMap(({ id, state }) => followMoves(String(id), String(state), moves)),
    ];
  } finally {
    database.close();
  }
}

/** What was told, against what is. */
function compare(told: OrderLedger, row: Record<string, unknown> | undefined): readonly string[] {
  if (!row) return [`${told.id}: told to be placed, and gone`];
  const { state, tries_left: triesLeft, credential } = row;
  return [
    ...(told.tokens > 1 ? [`${told.id}: its code worked ${told.tokens} times`] : []),
    ...(told.wrongCodes > TRIES - Number(triesLeft)
      ? [`${told.id}: ${told.wrongCodes} wrong codes, ${String(triesLeft)} tries left`]
      : []),
    ...(told.credential !== null && told.credential !== credential
      ? [`${told.id}: told another card than it has`]
      : []),
    ...(told.isCancelled && state !== 'cancelled' ? [`${told.id}: told to be cancelled, and ${String(state)}`] : []),
  ];
}

/** The moves the database wrote down lead, one legal step after the other, to the state the order is in. */
function followMoves(id: string, state: string, moves: readonly Record<string, unknown>[]): readonly string[] {
  const own = moves
    .map(({ kind, detail }) => ({
      kind,
      ...(JSON.parse(String(detail)) as { order: string; from?: OrderState; state: OrderState }),
    }))
    .filter(({ order }) => order === id);
  // The book keeps the last few thousand entries; an order from before is not in it from its beginning.
  if (own[0]?.kind !== 'order-placed') return [];
  const broken = own.slice(1).filter((move, at) => {
    const before = own[at]?.state;
    return move.from !== before || !isLegalMove(move.from as OrderState, move.state);
  });
  const last = own.at(-1)?.state;
  return [
    ...broken.map((move) => `${id}: ${String(move.from)} to ${move.state} does not follow`),
    ...(last === state ? [] : [`${id}: its moves lead to ${String(last)}, it is ${state}`]),
  ];
}
