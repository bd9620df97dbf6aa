import { ANSWERED_PAST_S, CLOCK_SKEW_S, REPLAY_MEMORY_S } from '../protocol/limits.ts';
import type { Clock } from '../protocol/ports.ts';
import type { Binding } from './check-key-binding.ts';

/** How long a key binding has to be remembered: at least as long as it could be accepted. Milliseconds. */
export const lifetimeOf = ({ kind }: Binding): number =>
  1000 * (kind === 'asked' ? ANSWERED_PAST_S + CLOCK_SKEW_S : REPLAY_MEMORY_S);

/** The `remember` of checkPresentation for one process: in memory, and forgotten when its time is over. */
export function createReplayMemory(now: Clock): (id: string, untilMs: number) => Promise<boolean> {
  const seen = new Map<string, number>();
  return (id, untilMs) => {
    for (const [old, until] of seen) if (until < now()) seen.delete(old);
    const isNew = !seen.has(id);
    if (isNew) seen.set(id, untilMs);
    return Promise.resolve(isNew);
  };
}
