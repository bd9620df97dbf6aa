import type { PublicJwk } from '../../shared/protocol/ports.ts';
import type { Issuer } from '../issuer.ts';
import { NOTIFICATION_BYTES, thumbprint } from '../openid/issue-card.ts';
import { signCard } from '../openid/sign-card.ts';
import { readOrder } from '../orders/order.ts';
import { drawToken } from '../random.ts';
import { findFreePlaces } from '../status/find-places.ts';
import type { Student } from '../students/students.ts';

/** Half of it is filled: a country takes three. */
const MAX_LIST_SIZE = 2 ** 20;

/**
 * Issues the cards of the students' ready orders, all bound to one key, as if a wallet had redeemed each of them. Where something was
 * quicker, that order is left as it is. The cards, as their holder gets them.
 */
export async function collectInBulk(
  issuer: Issuer,
  students: readonly Student[],
  holderKey: PublicJwk,
): Promise<readonly string[]> {
  const { database, settings } = issuer;
  const { rows } = await database.execute({
    sql: `SELECT * FROM orders WHERE state = 'ready' AND student IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(students.map(({ id }) => id))],
  });
  const byId = new Map(students.map((student) => [student.id, student]));
  const listSize = Math.max(settings.statusListSize, await chooseListSize(issuer));
  let waiting = rows.map(readOrder);
  const issued: string[] = [];
  while (waiting.length > 0) {
    const places = await findFreePlaces(issuer, waiting.length, listSize);
    const now = issuer.now();
    const cards = await Promise.all(
      places.map(async (place, at) => {
        const order = waiting[at];
        const student = order && byId.get(order.student);
        const signed = student && (await signCard(issuer, student, order, holderKey, place, now));
        if (!signed) return [];
        const notificationId = drawToken(issuer.randomBytes, NOTIFICATION_BYTES);
        const { credential, kid } = signed;
        return [[order.id, place.list, place.index, credential, kid, order.plannedValidUntil, notificationId] as const];
      }),
    );
    issued.push(...(await storeCards(issuer, cards.flat(), thumbprint(holderKey), now)));
    waiting = waiting.slice(places.length);
  }
  return issued;
}

type CardRow = readonly [
  ...[orderId: string, list: number, index: number, credential: string, kid: string],
  ...[validUntil: string, notificationId: string],
];

/** Like one card (issue-card.ts): stored, and the order moved, in one transaction, unless the order is no longer ready or the place taken. */
async function storeCards(
  issuer: Issuer,
  cards: readonly CardRow[],
  holder: string,
  now: number,
): Promise<readonly string[]> {
  const places = JSON.stringify(cards.map(([orderId, list, index]) => [orderId, list, index]));
  const results = await issuer.database.batch(
    [
      {
        sql: `INSERT INTO cards (order_id, list, idx, holder, credential, kid, issued_at, valid_until, notification_id)
              SELECT value ->> 0, value ->> 1, value ->> 2, :holder, value ->> 3, value ->> 4, :now, value ->> 5, value ->> 6
              FROM json_each(:cards)
              WHERE EXISTS (SELECT 1 FROM orders WHERE id = value ->> 0 AND state = 'ready')
                AND NOT EXISTS (SELECT 1 FROM retired_places WHERE list = value ->> 1 AND idx = value ->> 2)
              ON CONFLICT DO NOTHING RETURNING order_id`,
        args: { holder, now, cards: JSON.stringify(cards) },
      },
      {
        sql: `UPDATE orders SET state = 'collected', changed_at = ?
              WHERE id IN (SELECT value ->> 0 FROM json_each(?)) AND state = 'ready'
                AND EXISTS (SELECT 1 FROM cards WHERE order_id = orders.id)`,
        args: [now, places],
      },
      {
        // CROSS JOIN says which is gone through: the few new cards, not all those of the list.
        sql: `UPDATE status_lists SET used = used + (
                SELECT count(*) FROM json_each(?) CROSS JOIN cards ON order_id = value ->> 0 AND idx = value ->> 2
                WHERE value ->> 1 = status_lists.list AND cards.list = status_lists.list)
              WHERE list IN (SELECT value ->> 1 FROM json_each(?))`,
        args: [places, places],
      },
    ],
    'write',
  );
  const stored = new Set(results[0]?.rows.map((row) => row['order_id']));
  return cards.filter(([orderId]) => stored.has(orderId)).map(([, , , credential]) => credential);
}

/** So that all students fit into few lists: fetching one tells a verifier about many cards at once, and its reader little about whom it asks for. */
async function chooseListSize({ database }: Issuer): Promise<number> {
  const { rows } = await database.execute('SELECT max(rowid) AS students FROM students');
  const wanted = 2 * Number(rows[0]?.['students'] ?? 0);
  return Math.min(MAX_LIST_SIZE, 2 ** Math.ceil(Math.log2(Math.max(2, wanted))));
}
