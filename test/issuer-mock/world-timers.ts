import type { SetTimer } from '../../issuer-mock/events/set-timer.ts';

/** Timers that run when a test moves its clock, and by nothing else. */
export interface WorldTimers {
  readonly setTimer: SetTimer;
  /** How many are running. */
  readonly count: () => number;
  /** Runs those that are due by now, in their order. */
  readonly runDue: () => void;
}

export function createWorldTimers(now: () => number): WorldTimers {
  const timers = new Map<symbol, { readonly at: number; readonly run: () => void }>();
  return {
    setTimer: (run, at) => {
      const name = Symbol('timer');
      timers.set(name, { at, run });
      // The clock may have been moved while its instant was being worked out.
      if (at <= now()) setImmediate(() => timers.delete(name) && run());
      return () => void timers.delete(name);
    },
    count: () => timers.size,
    runDue: () => {
      const due = [...timers].filter(([, { at }]) => at <= now()).sort(([, one], [, other]) => one.at - other.at);
      for (const [name, { run }] of due) if (timers.delete(name)) run();
    },
  };
}
