import type { Page } from 'playwright-core';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import { makeAnswer } from '../support/sample-verifier.ts';
import { makeCard } from '../support/sample-views.ts';
import { cardText, holdLongTimers } from './check-scene.ts';
import type { Screen } from './screen.ts';
import { typeAsReader } from './type-as-reader.ts';

const judges = (change: Partial<VerifierAnswer>): Partial<Handlers> => ({
  'verifier.check': async () => ({ ok: true, value: makeAnswer(change) }),
});
const questions = (livesMs: number): Partial<Handlers> => ({
  'verifier.challenge': async () => ({
    ok: true,
    value: { challengeId: 'c-1', text: `MC1:${'6BF+70790T9WJWG'.repeat(4)}`, expiresAt: Date.now() + livesMs },
  }),
});
const photo = makeCard().photo;

async function startByReader(page: Page): Promise<void> {
  // Nothing vanishes while it is looked at.
  await page.evaluate(holdLongTimers);
  await page.locator('input[value=reader]').check();
  await page.getByRole('button', { name: /^(Rozpocznij|Start)$/u }).click();
}
const queueScreen = (name: string, change: Partial<VerifierAnswer>): Screen => ({
  name: `queue-${name}`,
  route: '/verifier/queue',
  handlers: judges(change),
  reach: async (page) => {
    await startByReader(page);
    await typeAsReader(page, cardText(1, 60));
    await typeAsReader(page, cardText(2, 60));
    await page.locator('ol li').nth(1).waitFor();
  },
});

/** Scanning, the queue and the question without a network, as a person can come to see them. */
export const CHECK_SCREENS: readonly Screen[] = [
  { name: 'check-camera', route: '/verifier/scan/camera', camera: 'pending' },
  { name: 'check-no-camera', route: '/verifier/scan/camera', camera: 'NotFoundError' },
  {
    name: 'check-misread',
    route: '/verifier/scan/type',
    reach: async (page) => {
      await typeAsReader(page, 'MC1:6BF+70790T9WJWG');
      await page.getByRole('alert').locator('strong').waitFor();
    },
  },
  {
    name: 'check-refused',
    route: '/verifier/scan/image',
    handlers: { 'verifier.check': async () => ({ ok: false, code: 'HOST_FAULT' }) },
    reach: async (page) => {
      await typeAsReader(page, cardText(1, 60));
      await page.getByText('HOST_FAULT').waitFor();
    },
  },
  { name: 'queue', route: '/verifier/queue' },
  { name: 'queue-ready', route: '/verifier/queue', reach: startByReader },
  queueScreen('good', { person: { ...makeAnswer().person!, photo } }),
  queueScreen('repeat', { at: 50_000, repeat: { times: 1, lastAt: 50_000 } }),
  queueScreen('expired', { verdict: 'EXPIRED', code: 'CLAIM_EXPIRED', reason: 'CLAIM_EXPIRED' }),
  queueScreen('bad', { verdict: 'INVALID', code: 'KB_REPLAY', reason: 'KB_REPLAY' }),
  queueScreen('unknown', { verdict: 'INDETERMINATE', code: 'STATUS_STALE', reason: 'STATUS_STALE', person: null }),
  {
    name: 'challenge',
    route: '/verifier/challenge/camera',
    camera: 'pending',
    handlers: questions(110_000),
    reach: (page) => page.locator('figure').waitFor(),
  },
  {
    name: 'challenge-over',
    route: '/verifier/challenge/image',
    handlers: questions(0),
    reach: (page) => page.getByRole('button', { name: /^(Nowe pytanie|New question)$/u }).waitFor(),
  },
];
