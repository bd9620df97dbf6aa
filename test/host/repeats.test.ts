import { expect, it } from 'vitest';
import { Repeats } from '../../host/verifier/repeats.ts';

it('forgets the card first that was not seen for longest', () => {
  const repeats = new Repeats();
  for (let card = 0; card < 20_000; card++) repeats.note(`card ${card}`, card);
  expect(repeats.note('card 0', 20_000)).toEqual({ times: 1, lastAt: 0 });
  repeats.note('one more', 20_001);
  expect([repeats.note('card 0', 20_002)?.times, repeats.note('card 1', 20_003)]).toEqual([2, null]);
});
