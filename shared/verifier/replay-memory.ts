import { ANSWERED_PAST_S, CLOCK_SKEW_S, REPLAY_MEMORY_S } from '../protocol/limits.ts';
import type { Clock } from '../protocol/ports.ts';
import type { Binding } from './check-key-binding.ts';

/** How long a key binding has to be remembered: at least as long as it could be accepted. Milliseconds. */
export const lifetimeOf = ({ kind }: Binding): number =>
  1000 * (kind === 'asked' ? ANSWERED_PAST_S + CLOCK_SKEW_S : REPLAY_MEMORY_S);

/** How often what is over is thrown away: at a busy door that is not for each card. */
const SWEEP_MS = 1000;

/** The `remember` of checkPresentation for one process: in memory, and forgotten when its time is over. */
export function createReplayMemory(now: Clock): (id: string, untilMs: number) => Promise<boolean> {
  const seen = new Map<string, number>();
  let sweptAt = -Infinity;
  return (id, untilMs) => {
    const nowMs = now();
    if (Math.abs(nowMs - sweptAt) >= SWEEP_MS) {
      for (const [old, until] of seen) if (until < nowMs) seen.delete(old);
      sweptAt = nowMs;
    }
    const isNew = (seen.get(id) ?? -Infinity) < nowMs;
    if (isNew) seen.set(id, untilMs);
    return Promise.resolve(isNew);
  };
}
