import type { Clock } from '../../shared/protocol/ports.ts';
import type { Database } from '../database/open-database.ts';

/** What the mock's clock does: it runs, ahead of or behind the real time by `offsetMs`, or it stands still at `at` (ms since 1970). */
export type ClockState =
  { readonly mode: 'running'; readonly offsetMs: number } | { readonly mode: 'frozen'; readonly at: number };

/** One clock for the whole mock. Whatever the mock does at some time, it does by this one, so that 30 days pass on demand. */
export interface TestClock {
  /** The mock's time, in milliseconds. */
  readonly now: Clock;
  readonly realNow: Clock;
  readonly read: () => ClockState;
  /** Takes up what another machine on the same database has made of it. */
  readonly reload: () => Promise<void>;
  /**
   * Puts the clock into the state that `decide` makes of the present one. One change after the other, so that two steps at once are
   * two steps. Null from `decide` changes nothing; an instant out of range is refused. False in both cases.
   */
  readonly change: (decide: (state: ClockState) => ClockState | null) => Promise<boolean>;
}

const REAL_TIME: ClockState = { mode: 'running', offsetMs: 0 };
/** Between these the calendar and every number in a token work; specimen people are not even born at the end of it. */
const FIRST_INSTANT = Date.UTC(2000, 0, 1);
const LAST_INSTANT = Date.UTC(2100, 0, 1) - 1;

/** The clock as it was left in the database: a restart moves nobody through time. */
export async function openTestClock(database: Database, realNow: Clock): Promise<TestClock> {
  let state = await readState(database);
  let turn: Promise<unknown> = Promise.resolve();
  const apply = async (decide: (state: ClockState) => ClockState | null): Promise<boolean> => {
    const next = decide(state);
    if (!next || !isInRange(nowOf(next, realNow))) return false;
    await writeState(database, next);
    state = next;
    return true;
  };
  return {
    now: () => nowOf(state, realNow),
    realNow,
    read: () => state,
    reload: () => {
      const done = turn.then(async () => void (state = await readState(database)));
      turn = done.catch(() => undefined);
      return done;
    },
    change: (decide) => {
      const done = turn.then(() => apply(decide));
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

const nowOf = (state: ClockState, realNow: Clock): number =>
  state.mode === 'frozen' ? state.at : realNow() + state.offsetMs;

const isInRange = (instant: number): boolean => instant >= FIRST_INSTANT && instant <= LAST_INSTANT;

async function readState(database: Database): Promise<ClockState> {
  const { rows } = await database.execute('SELECT mode, ms FROM clock');
  const [row] = rows;
  if (!row) return REAL_TIME;
  const ms = Number(row['ms']);
  return row['mode'] === 'frozen' ? { mode: 'frozen', at: ms } : { mode: 'running', offsetMs: ms };
}

async function writeState(database: Database, state: ClockState): Promise<void> {
  await database.execute({
    sql: `INSERT INTO clock (id, mode, ms) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET mode = excluded.mode, ms = excluded.ms`,
    args: [state.mode, state.mode === 'frozen' ? state.at : state.offsetMs],
  });
}

/** The state in which it is `instant` now, running or standing still. */
export const setTo = (mode: ClockState['mode'], instant: number, realNow: number): ClockState =>
  mode === 'frozen' ? { mode, at: instant } : { mode, offsetMs: instant - realNow };

/** The state `ms` later, or earlier; a clock that runs goes on running. */
export const stepBy = (state: ClockState, ms: number): ClockState =>
  state.mode === 'frozen' ? { ...state, at: state.at + ms } : { ...state, offsetMs: state.offsetMs + ms };
