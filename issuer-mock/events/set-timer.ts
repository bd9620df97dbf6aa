import type { Clock } from '../../shared/protocol/ports.ts';

/** Runs something once, at an instant of real time in milliseconds, or soon where that is over; what comes back calls it off. */
export type SetTimer = (run: () => void, at: number) => () => void;

/** Nothing is looked at more often than that, and no timer of Node takes much more. */
const [SHORTEST_MS, LONGEST_MS] = [10, 24 * 3600 * 1000];

/** Timers that keep no process alive. One that would run too far ahead runs early; whoever set it looks and sets it again. */
export const createRealTimers =
  (now: Clock): SetTimer =>
  (run, at) => {
    const timer = setTimeout(run, Math.min(Math.max(at - now(), SHORTEST_MS), LONGEST_MS));
    timer.unref();
    return () => clearTimeout(timer);
  };
