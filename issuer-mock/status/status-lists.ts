import { deflateSync } from 'node:zlib';
import type { InStatement } from '@libsql/client/sqlite3';
import {
  CARD_STATUS,
  type CardStatusValue,
  createStatusList,
  packStatuses,
} from '../../shared/protocol/status-list.ts';
import type { Issuer } from '../issuer.ts';
import { advanceDueOrders } from '../orders/advance-due-orders.ts';

/** A list is signed at least this often, so that nobody is left with one about to end (protocol.md 4). */
const SIGN_AGAIN_AFTER_MS = 12 * 3600 * 1000;

export interface StatusPlace {
  readonly list: number;
  readonly index: number;
}

export const aggregationUri = (issuer: Pick<Issuer, 'url'>): string => `${issuer.url}/status-aggregation`;

export const statusListUri = (issuer: Pick<Issuer, 'url'>, list: number): string => `${issuer.url}/status/${list}`;

/** Counts a place as taken once the card of `orderId` has it. For the transaction that stores the card. */
export const countPlace = ({ list, index }: StatusPlace, orderId: string): InStatement => ({
  sql: `UPDATE status_lists SET used = used + 1
        WHERE list = ? AND EXISTS (SELECT 1 FROM cards WHERE order_id = ? AND list = ? AND idx = ?)`,
  args: [list, orderId, list, index],
});

export async function listStatusLists(issuer: Issuer): Promise<readonly string[]> {
  const { rows } = await issuer.database.execute('SELECT list FROM status_lists ORDER BY list');
  return rows.map(({ list }) => statusListUri(issuer, Number(list)));
}

/** The signed list (Token Status List 5.1), anew only where something has changed, half a day has passed or the address is another. */
export async function readStatusList(issuer: Issuer, list: number): Promise<string | null> {
  // Some cards end by the calendar; whoever asks for the list must not be told otherwise.
  await advanceDueOrders(issuer);
  const { rows } = await issuer.database.execute({ sql: 'SELECT * FROM status_lists WHERE list = ?', args: [list] });
  const row = rows[0] as ListRow | undefined;
  if (!row) return null;
  const uri = statusListUri(issuer, list);
  const ageMs = issuer.now() - (row.token_at ?? 0);
  // A clock that was set back makes the age negative: such a token would seem to come from the future.
  const isFresh =
    row.token_version === row.version && row.token_uri === uri && ageMs >= 0 && ageMs < SIGN_AGAIN_AFTER_MS;
  return isFresh && row.token !== null ? row.token : signAgain(issuer, row, uri);
}

interface ListRow {
  readonly list: number;
  readonly size: number;
  /** 1 once a reset has made every place invalid. */
  readonly withdrawn: number;
  /** Counts up with every change of any card's status. */
  readonly version: number;
  readonly token: string | null;
  readonly token_version: number | null;
  readonly token_uri: string | null;
  readonly token_at: number | null;
}

async function signAgain(issuer: Issuer, { list, size, version, withdrawn }: ListRow, uri: string): Promise<string> {
  const { rows } = await issuer.database.execute({
    sql: `SELECT idx, status FROM cards WHERE list = ? AND status <> 0
          UNION ALL SELECT idx, ? FROM retired_places WHERE list = ?`,
    args: [list, CARD_STATUS.invalid, list],
  });
  const statuses = new Map(rows.map(({ idx, status }) => [Number(idx), Number(status) as CardStatusValue]));
  const { kid, sign } = issuer.keys.current.status;
  const now = issuer.now();
  const content = {
    uri,
    aggregationUri: aggregationUri(issuer),
    issuedAt: Math.floor(now / 1000),
    statuses: withdrawn === 1 ? packAllInvalid(size) : packStatuses(size, statuses),
  };
  const token = await createStatusList(content, kid, { sign, deflate: (bytes) => deflateSync(bytes, { level: 9 }) });
  // Kept under the version read before the statuses: if one changed meanwhile, this token is at once out of date again.
  await issuer.database.execute({
    sql: 'UPDATE status_lists SET token = ?, token_version = ?, token_uri = ?, token_at = ? WHERE list = ?',
    args: [token, version, uri, now, list],
  });
  return token;
}

const packAllInvalid = (size: number): Uint8Array<ArrayBuffer> =>
  packStatuses(size, new Map(Array.from({ length: size }, (_, index) => [index, CARD_STATUS.invalid])));
