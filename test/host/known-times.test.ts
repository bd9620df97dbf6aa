import { expect, it } from 'vitest';
import { KnownTimes } from '../../host/verifier/known-times.ts';
import { NO_SIGNED_TIMES, type SignedTimes } from '../../shared/verifier/signed-times.ts';

const HOUR_MS = 3_600_000;

it('has forgotten for good a clock that was ahead, also where nothing else was known', async () => {
  let now = 1_790_000_000_000;
  const right = now;
  let saved: SignedTimes = NO_SIGNED_TIMES;
  const save = (times: SignedTimes): Promise<void> => Promise.resolve(void (saved = times));
  const onFault = (error: unknown): void => {
    throw error;
  };
  const times = new KnownTimes({ now: () => now, saved, save, onFault });
  now = right + HOUR_MS;
  await times.noteOwnClock();
  expect(saved.ownClockAt).toBe(now / 1000);
  now = right;
  await times.forget();
  await times.noteOwnClock();
  expect(new KnownTimes({ now: () => now, saved, save, onFault }).latest()).toBeLessThanOrEqual(right / 1000);
});
