import { afterEach, beforeEach, expect, it } from 'vitest';
import { VerifierWorld } from './verifier-world.ts';

/** Keys that are fetched for a card, because none are in hand. */

let world: VerifierWorld;
beforeEach(async () => {
  world = await VerifierWorld.open();
  await world.holder.wallet.file.change((document) => ({
    ...document,
    trust: document.trust.map((entry) => ({ ...entry, keySet: null })),
  }));
});
afterEach(() => world.close());

it('are waited for by a second card too, which comes while they are being fetched', async () => {
  const [one, other] = [await world.show(), await world.show()];
  const answers = await Promise.all([world.check(one), world.check(other)]);
  expect(answers.map(({ reason }) => reason)).toEqual(['GOOD_UNCHALLENGED', 'GOOD_UNCHALLENGED']);
});

it('that cannot be written down leave the question open', async () => {
  world.holder.vault.isFull = true;
  expect(await world.judge()).toEqual(['INDETERMINATE', 'ISSUER_UNREACHABLE']);
  expect((await world.verifier.refresh()).map(({ failure }) => failure)).toEqual([
    expect.stringContaining('cannot write'),
  ]);
});
