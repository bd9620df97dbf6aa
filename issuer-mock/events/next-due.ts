import { endOfPolishDay } from '../calendar.ts';
import type { Issuer } from '../issuer.ts';
import { OPEN_STATES, sqlStates } from '../orders/order-states.ts';

/** The instant of real time at which time alone changes something; null where the clock stands still, or nothing waits. */
export async function findNextDue({ database, clock }: Pick<Issuer, 'database' | 'clock'>): Promise<number | null> {
  const state = clock.read();
  if (state.mode === 'frozen') return null;
  const { rows } = await database.execute(
    `SELECT (SELECT min(due_at) FROM orders WHERE due_at IS NOT NULL) AS due_at,
      (SELECT min(rights_until) FROM students WHERE rights_until IS NOT NULL
        AND EXISTS (SELECT 1 FROM orders WHERE student = students.id AND state IN ${sqlStates(OPEN_STATES)})) AS rights_until`,
  );
  const [dueAt, rightsUntil] = [rows[0]?.['due_at'] ?? null, rows[0]?.['rights_until'] ?? null];
  const instants = [
    ...(dueAt === null ? [] : [Number(dueAt)]),
    ...(rightsUntil === null ? [] : [endOfPolishDay(String(rightsUntil)) * 1000]),
  ];
  return instants.length === 0 ? null : Math.min(...instants) - state.offsetMs;
}
