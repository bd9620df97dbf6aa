import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLOCK_SKEW_S } from '../../shared/protocol/limits.ts';
import { STATUS_LIST_LIFETIME_S, STATUS_LIST_TTL_S } from '../../shared/protocol/status-list.ts';
import { SECOND_MS } from '../issuer-mock/world.ts';
import { Day, Gate, HOUR_MS, MINUTE_MS } from './day-world.ts';

/** protocol.md 4: a card is cancelled at T, and at T + 24 h no verifier says that it is valid, whatever is done to that verifier. */

const DAY_MS = 24 * HOUR_MS;
const TTL_MS = STATUS_LIST_TTL_S * SECOND_MS;
/** When the list of T − 1 s ends, after T, and the skew that it is granted. */
const LIST_ENDS_MS = STATUS_LIST_LIFETIME_S * SECOND_MS - SECOND_MS;
const SKEW_MS = CLOCK_SKEW_S * SECOND_MS;

const ONLINE = 'online';
const OFFLINE = 'offline since T − 1 s';
const SOMETIMES = 'online for one second every six hours';
type History = typeof ONLINE | typeof OFFLINE | typeof SOMETIMES;
const HISTORIES: readonly History[] = [ONLINE, OFFLINE, SOMETIMES];

const hasNetwork = (history: History, sinceMs: number): boolean =>
  history === ONLINE || sinceMs < 0 || (history === SOMETIMES && sinceMs > 0 && sinceMs % (6 * HOUR_MS) === 0);

const GOOD = 'VALID_UNCHALLENGED GOOD_UNCHALLENGED';
const REVOKED = 'REVOKED CARD_REVOKED';
const STALE = 'INDETERMINATE STATUS_STALE';
const NO_LIST = 'INDETERMINATE STATUS_UNAVAILABLE';
const CLOCK = 'INDETERMINATE CLOCK_BEHIND';

/** The instants after T at which everybody looks at the card. */
const WALK_MS = [
  ...[0, SECOND_MS, 58 * SECOND_MS, MINUTE_MS, 10 * MINUTE_MS, TTL_MS - 2 * SECOND_MS, TTL_MS - SECOND_MS],
  ...Array.from({ length: 23 }, (_, at) => (at + 1) * HOUR_MS),
  ...[LIST_ENDS_MS - SECOND_MS, LIST_ENDS_MS, LIST_ENDS_MS + SKEW_MS - SECOND_MS, LIST_ENDS_MS + SKEW_MS],
  ...[DAY_MS - SECOND_MS, DAY_MS, DAY_MS + MINUTE_MS],
];
/** Those that are meddled with at the end look seldom: so do people, and it is all they have to notice something by. */
const SELDOM_MS: readonly number[] = [0, 18 * HOUR_MS, DAY_MS];

/** What is said at each of these, as it has to be. */
function dueAt(history: History, sinceMs: number): string {
  if (history === OFFLINE) return sinceMs < LIST_ENDS_MS + SKEW_MS ? GOOD : STALE;
  // A list that was fetched less than a minute ago is not fetched again.
  return sinceMs < (history === ONLINE ? MINUTE_MS - SECOND_MS : 6 * HOUR_MS) ? GOOD : REVOKED;
}

let day: Day;
const setBack = (gate: Gate): void => void (gate.clockOffByMs = day.cancelledAt - day.world.now());
const setBackHalf = (gate: Gate): void => void (gate.clockOffByMs = -12 * HOUR_MS);
const goOnline = (gate: Gate): void => void (gate.network = 'up');
const replay = (gate: Gate): void => void (gate.network = 'serves the list of T − 1 s');
const restart = (gate: Gate): Promise<void> => gate.restart();
const deleteCache = (gate: Gate): void => gate.deleteCache();
const plantOldList = (gate: Gate): void => gate.plantOldList();
const forget = (gate: Gate): Promise<void> => gate.verifier.forget();

/** Tried at T + 24 h and a minute, in this order, and what each of the three then says. */
const TRICKS: readonly (readonly [
  what: string,
  tricks: readonly ((gate: Gate) => Promise<void> | void)[],
  says: readonly [online: string, offline: string, sometimes: string],
])[] = [
  ['a restart', [restart], [REVOKED, STALE, REVOKED]],
  ['the network', [goOnline], [REVOKED, REVOKED, REVOKED]],
  ['the clock set back to T', [setBack], [CLOCK, CLOCK, CLOCK]],
  ['the clock set back to T, a restart', [setBack, restart], [CLOCK, CLOCK, CLOCK]],
  ['the clock set back by half a day', [setBackHalf], [CLOCK, CLOCK, CLOCK]],
  ['the cache deleted', [deleteCache], [REVOKED, STALE, REVOKED]],
  ['the cache deleted, a restart', [deleteCache, restart], [REVOKED, NO_LIST, NO_LIST]],
  ['the cache deleted, the clock set back, a restart', [deleteCache, setBack, restart], [CLOCK, CLOCK, CLOCK]],
  ['the old list replayed', [replay], [REVOKED, STALE, REVOKED]],
  ['the old list replayed, a restart', [replay, restart], [REVOKED, STALE, REVOKED]],
  ['the old list replayed, the clock set back', [replay, setBack], [CLOCK, CLOCK, CLOCK]],
  ['the old list replayed, the clock set back, a restart', [replay, setBack, restart], [CLOCK, CLOCK, CLOCK]],
  ['the old list replayed, the cache deleted, a restart', [replay, deleteCache, restart], [NO_LIST, STALE, NO_LIST]],
  ['all of these', [replay, deleteCache, setBack, restart], [CLOCK, CLOCK, CLOCK]],
  ['the old list put into the cache, a restart', [plantOldList, restart], [REVOKED, STALE, NO_LIST]],
  ['the old list put there, the clock set back, a restart', [plantOldList, setBack, restart], [CLOCK, CLOCK, CLOCK]],
  ['everything forgotten', [forget], [REVOKED, NO_LIST, NO_LIST]],
  ['everything forgotten, a restart', [forget, restart], [REVOKED, NO_LIST, NO_LIST]],
  ['everything forgotten, the old list replayed', [forget, replay], [NO_LIST, STALE, NO_LIST]],
  ['everything forgotten, the clock set back', [forget, setBack], [CLOCK, CLOCK, CLOCK]],
  [
    'everything forgotten, the clock set back, the old list replayed, a restart',
    [forget, setBack, replay, restart],
    [CLOCK, CLOCK, CLOCK],
  ],
];

describe('a card cancelled at T', () => {
  const said = new Map<History, (readonly [sinceMs: number, says: string])[]>();
  const meddled = new Map<string, readonly Gate[]>();
  const all: Gate[] = [];

  const look = async (gate: Gate): Promise<string> => {
    const { verdict, reason } = await gate.check();
    return `${verdict} ${reason}`;
  };
  const openGates = async (): Promise<readonly Gate[]> => {
    const gates = await Promise.all(HISTORIES.map(() => Gate.open(day)));
    all.push(...gates);
    return gates;
  };
  const lookAll = async (gates: readonly Gate[], sinceMs: number): Promise<readonly string[]> => {
    for (const [at, gate] of gates.entries()) gate.network = hasNetwork(HISTORIES[at]!, sinceMs) ? 'up' : 'down';
    return Promise.all(gates.map(look));
  };

  beforeAll(async () => {
    day = await Day.begin();
    const walkers = await openGates();
    for (const [what] of TRICKS) meddled.set(what, await openGates());
    expect(
      new Set(
        await Promise.all([walkers, ...meddled.values()].map((gates) => lookAll(gates, -SECOND_MS).then(String))),
      ),
    ).toEqual(new Set([String([GOOD, GOOD, GOOD])]));
    day.moveTo(0);
    await day.cancel();
    for (const sinceMs of WALK_MS) {
      day.moveTo(sinceMs);
      const says = await lookAll(walkers, sinceMs);
      for (const [at, history] of HISTORIES.entries())
        said.set(history, [...(said.get(history) ?? []), [sinceMs, says[at]!]]);
      if (SELDOM_MS.includes(sinceMs)) for (const gates of meddled.values()) await lookAll(gates, sinceMs);
    }
    for (const gates of meddled.values())
      for (const [at, gate] of gates.entries()) gate.network = HISTORIES[at] === ONLINE ? 'up' : 'down';
  });
  afterAll(async () => {
    for (const gate of all) gate.close();
    await day.world.stop();
  });

  it.each(HISTORIES)('is told of in time by a verifier that is %s', (history) => {
    expect(said.get(history)).toEqual(WALK_MS.map((sinceMs) => [sinceMs, dueAt(history, sinceMs)]));
  });

  it('is refused after one ttl by whoever is online, and called valid after a day by nobody', () => {
    for (const history of HISTORIES) {
      const from = history === ONLINE ? TTL_MS - SECOND_MS : LIST_ENDS_MS + SKEW_MS;
      const late = said.get(history)?.filter(([sinceMs]) => sinceMs >= from) ?? [];
      expect(late.length).toBeGreaterThan(3);
      expect(late.filter(([, says]) => says.startsWith('VALID'))).toEqual([]);
    }
    expect(LIST_ENDS_MS + SKEW_MS).toBeLessThan(DAY_MS);
  });

  it.each(TRICKS)('is not called valid after a day by %s', async (what, tricks, says) => {
    const gates = meddled.get(what) ?? [];
    for (const gate of gates) for (const trick of tricks) await trick(gate);
    const answers = await Promise.all(gates.map(look));
    expect(answers).toEqual(says);
    expect(answers.filter((answer) => answer.startsWith('VALID'))).toEqual([]);
  });

  it('is told of again by a verifier whose clock was ahead once, after it was made to forget', async () => {
    const [gate] = await openGates();
    if (!gate) throw new Error('there is one');
    gate.clockOffByMs = 2 * HOUR_MS;
    await gate.check();
    gate.clockOffByMs = 0;
    expect(await look(gate)).toBe(CLOCK);
    await gate.verifier.forget();
    expect(await look(gate)).toBe(REVOKED);
  });
});
