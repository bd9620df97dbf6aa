import type { Issuer } from '../issuer.ts';
import { drawNumber } from '../random.ts';
import type { StatusPlace } from './status-lists.ts';

/** A list takes new cards until it is half full: random places stay quick to find, and a number says nothing about when it was given. */
const FILL = 0.5;

/** A free, unpredictable place for a new card. Not yet taken: storing the card takes it, and fails if somebody was quicker. */
export async function findFreePlace(issuer: Issuer): Promise<StatusPlace> {
  const [place] = await findFreePlaces(issuer, 1, issuer.settings.statusListSize);
  if (!place) throw new Error('an open list without a place');
  return place;
}

/** Such places for several cards at once: up to `count`, at least one, all of one list. A list that must be opened gets `size` places. */
export async function findFreePlaces(issuer: Issuer, count: number, size: number): Promise<readonly StatusPlace[]> {
  const open = await findOpenList(issuer, size);
  const wanted = Math.min(count, Math.ceil(open.size * FILL) - open.used);
  const found = new Set<number>();
  // At most half of the places are taken, so that each round finds at least about half of what is still missing.
  while (found.size < wanted) {
    const drawn = new Set<number>();
    while (drawn.size < wanted - found.size) {
      const index = drawNumber(issuer.randomBytes, open.size);
      if (!found.has(index)) drawn.add(index);
    }
    const taken = await findTaken(issuer, open.list, [...drawn]);
    for (const index of drawn) if (!taken.has(index)) found.add(index);
  }
  return [...found].map((index) => ({ list: open.list, index }));
}

async function findTaken({ database }: Issuer, list: number, indices: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await database.execute({
    sql: `SELECT idx FROM cards WHERE list = :list AND idx IN (SELECT value FROM json_each(:indices))
          UNION ALL SELECT idx FROM retired_places WHERE list = :list AND idx IN (SELECT value FROM json_each(:indices))`,
    args: { list, indices: JSON.stringify(indices) },
  });
  return new Set(rows.map(({ idx }) => Number(idx)));
}

interface OpenList {
  readonly list: number;
  readonly size: number;
  readonly used: number;
}

async function findOpenList(issuer: Issuer, size: number): Promise<OpenList> {
  const { database } = issuer;
  const { rows } = await database.execute(
    'SELECT list, size, used, withdrawn FROM status_lists ORDER BY list DESC LIMIT 1',
  );
  const newest = { list: 0, size: 0, used: 0, withdrawn: 0, ...(rows[0] as object | undefined) };
  if (newest.withdrawn === 0 && newest.used < newest.size * FILL) return newest;
  await database.execute({
    sql: 'INSERT INTO status_lists (list, size) VALUES (?, ?) ON CONFLICT DO NOTHING',
    args: [newest.list + 1, size],
  });
  // Read back: another one may have opened it first, in its own size.
  return findOpenList(issuer, size);
}
