import type { Clock } from '../../shared/protocol/ports.ts';
import { type Database, isShared } from '../database/open-database.ts';
import { type HappenedEvent, readEvents } from './event-book.ts';
import type { SetTimer } from './set-timer.ts';

/** Pages of students never take the places of staff. */
export type ListenerGroup = 'staff' | 'page';

export interface Listener {
  readonly group: ListenerGroup;
  /** It has everything up to this id. */
  readonly after: number;
  /** Whether it may still listen: a session can end while it does. */
  readonly isEntitled: () => Promise<boolean>;
  /** False where it cannot take any more. */
  readonly take: (event: HappenedEvent) => boolean;
  /** A sign of life; `last` is the id up to which it has been told everything. False where it cannot take any more. */
  readonly beat: (last: number) => boolean;
  readonly end: () => void;
  /** Ends it at once, without waiting for what it has not read. */
  readonly cut: () => void;
}

export interface EventFeed {
  /** What comes back ends the listening; null where as many listen as may. */
  readonly join: (listener: Listener) => (() => void) | null;
  /** Something may have happened. Costs nothing while nobody listens. */
  readonly wake: () => void;
  /** Ends all listening, for good. */
  readonly close: () => Promise<void>;
}

interface FeedParts {
  readonly database: Database;
  readonly setTimer: SetTimer;
  /** Does whatever has fallen due by the mock's clock. */
  readonly doDue: () => Promise<void>;
  readonly realNow: Clock;
  /** The instant of real time at which something falls due; null where nothing does by itself. */
  readonly findNextDue: () => Promise<number | null>;
  /** Tells whoever runs the mock what went wrong inside. */
  readonly report: (error: unknown) => void;
}

export const MAX_LISTENERS = 32;
export const HEARTBEAT_MS = 15_000;
/** How often to look whether another process has written something, where several share one database. */
const LOOK_MS = 1000;
const AT_ONCE = 500;

/**
 * Tells listeners what happens, each from the id it has on, in order and once. Rows are the only source, so that it makes no
 * difference who wrote them. While somebody listens, what falls due happens by itself; with nobody listening no timer runs.
 */
export function createEventFeed({ database, setTimer, realNow, doDue, findNextDue, report }: FeedParts): EventFeed {
  const positions = new Map<Listener, number>();
  let stopTimer: Partial<Record<'beat' | 'due' | 'look', () => void>> = {};
  let running: Promise<void> | null = null;
  let isAskedAgain = false;
  let isClosed = false;

  const arm = (name: keyof typeof stopTimer, run: () => void, at: number): void => {
    stopTimer[name]?.();
    stopTimer = { ...stopTimer, [name]: setTimer(run, at) };
  };
  const drop = (listener: Listener): void => {
    if (!positions.delete(listener) || positions.size > 0) return;
    for (const stop of Object.values(stopTimer)) stop();
    stopTimer = {};
  };
  const cut = (listener: Listener): void => {
    drop(listener);
    listener.cut();
  };
  const end = (listener: Listener): void => {
    drop(listener);
    listener.end();
  };

  async function deliver(): Promise<void> {
    // SECURITY: asked before anything is told: a student who has logged out hears nothing more.
    for (const listener of positions.keys()) if (!(await listener.isEntitled())) end(listener);
    while (positions.size > 0) {
      const events = await readEvents(database, { after: Math.min(...positions.values()), limit: AT_ONCE });
      const last = events.at(-1)?.id;
      if (last === undefined) return;
      for (const [listener, position] of positions) {
        const isTaken = events.every((event) => event.id <= position || listener.take(event));
        if (isTaken) positions.set(listener, Math.max(position, last));
        else cut(listener);
      }
    }
  }

  async function armDue(): Promise<void> {
    const at = await findNextDue();
    stopTimer.due?.();
    if (at !== null && positions.size > 0) arm('due', wake, at);
  }

  async function run(): Promise<void> {
    while (isAskedAgain && positions.size > 0) {
      isAskedAgain = false;
      await doDue();
      await deliver();
      await armDue();
    }
  }

  function wake(): void {
    if (isClosed || positions.size === 0) return;
    isAskedAgain = true;
    running ??= run()
      // They come back with the last id they have, and lose nothing.
      .catch((error: unknown) => {
        report(error);
        for (const listener of positions.keys()) end(listener);
      })
      .finally(() => {
        running = null;
        if (isAskedAgain) wake();
      });
  }

  function beat(): void {
    for (const [listener, position] of positions) if (!listener.beat(position)) cut(listener);
    if (positions.size === 0) return;
    arm('beat', beat, realNow() + HEARTBEAT_MS);
    wake();
  }

  function look(): void {
    arm('look', look, realNow() + LOOK_MS);
    wake();
  }

  return {
    join: (listener) => {
      const others = [...positions.keys()].filter(({ group }) => group === listener.group);
      if (isClosed || others.length >= MAX_LISTENERS) return null;
      if (positions.size === 0) {
        arm('beat', beat, realNow() + HEARTBEAT_MS);
        if (isShared(database)) arm('look', look, realNow() + LOOK_MS);
      }
      positions.set(listener, listener.after);
      wake();
      return () => drop(listener);
    },
    wake,
    close: async () => {
      isClosed = true;
      for (const listener of positions.keys()) end(listener);
      await running;
    },
  };
}
