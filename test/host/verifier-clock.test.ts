import { afterEach, beforeEach, expect, it } from 'vitest';
import { Day, Gate, MINUTE_MS } from './day-world.ts';

/** A verifier whose clock is slow says so, and calls no genuine card forged for it. */

let day: Day;
let gate: Gate;
beforeEach(async () => {
  day = await Day.begin();
  gate = await Gate.open(day, -10 * MINUTE_MS);
});
afterEach(async () => {
  gate.close();
  await day.world.stop();
});

it('learns it from the keys that are fetched for this very card', async () => {
  const { verdict, reason, person } = await gate.check();
  expect([verdict, reason, person]).toEqual(['INDETERMINATE', 'CLOCK_BEHIND', null]);
});
