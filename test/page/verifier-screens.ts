import type { Page } from 'playwright-core';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { AskingView, VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import { makeAnswer, makeAsking, makeVerifier } from '../support/sample-verifier.ts';
import { makeCard } from '../support/sample-views.ts';
import type { Screen } from './screen.ts';

const HOUR_MS = 3_600_000;
const photo = makeCard().photo;
const withPhoto = { ...makeAnswer().person!, photo };

/** One answer of each verdict, as the host makes them. */
export const ANSWERS = {
  valid: makeAnswer({ verdict: 'VALID', reason: 'GOOD', mode: 'asked', person: withPhoto }),
  unchallenged: makeAnswer({ repeat: { times: 1, lastAt: Date.now() - 14_000 } }),
  expired: makeAnswer({ verdict: 'EXPIRED', code: 'CLAIM_EXPIRED', reason: 'CLAIM_EXPIRED' }),
  suspended: makeAnswer({ verdict: 'SUSPENDED', reason: 'CARD_SUSPENDED', mode: 'challenged' }),
  revoked: makeAnswer({ verdict: 'REVOKED', reason: 'CARD_REVOKED', person: withPhoto }),
  indeterminate: makeAnswer({
    ...{ verdict: 'INDETERMINATE', code: 'STATUS_STALE', reason: 'STATUS_STALE', list: null },
    lastListHeldUntil: Date.now() - 5 * HOUR_MS,
  }),
  invalid: makeAnswer({
    ...{ verdict: 'INVALID', code: 'KB_STALE', reason: 'CLOCKS_HOLDER_AHEAD', skewMs: 95_000 },
    ...{ person: withPhoto, issuer: null, expiresAt: null, list: null },
  }),
  masked: makeAnswer({
    person: { ...withPhoto, isSpecimen: false, givenName: 'Z•••', familyName: 'K•••••', photo: null },
  }),
  nameless: makeAnswer({ verdict: 'VALID', reason: 'GOOD', mode: 'asked', person: null }),
} as const satisfies Record<string, VerifierAnswer>;

/** Answered at once, with this. */
export const answers = (answer: VerifierAnswer | null, change: Partial<AskingView> = {}): Partial<Handlers> => ({
  'verifier.ask': async ({ ask }) => ({
    ok: true,
    value: makeAsking({ ask, state: 'answered', ...change, answer }),
  }),
});

export const showCode = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^(Pokaż kod|Show the code|Zapytaj ponownie|Ask again)$/u }).click();

const answerScreen = (name: keyof typeof ANSWERS): Screen => ({
  name: `answer-${name}`,
  route: '/verifier/ask',
  handlers: answers(ANSWERS[name]),
  reach: async (page) => {
    await showCode(page);
    await page.locator('[data-verdict]').waitFor();
    if (name === 'valid') await page.locator('summary').click();
  },
});

const askScreen = (name: string, change: Partial<AskingView>): Screen => ({
  name,
  route: '/verifier/ask',
  view: { verifier: makeVerifier({ asking: makeAsking(change) }) },
});

/** The verifier's place, as a person can come to see it. */
export const VERIFIER_SCREENS: readonly Screen[] = [
  { name: 'verifier', route: '/verifier' },
  { name: 'ask', route: '/verifier/ask' },
  {
    name: 'ask-offline',
    route: '/verifier/ask',
    view: { verifier: makeVerifier({ settings: { isOffline: true, retentionDays: 90, name: '' } }) },
  },
  {
    name: 'ask-no-relay',
    route: '/verifier/ask',
    view: { verifier: makeVerifier({ relayHost: null }) },
    handlers: { 'verifier.ask': async () => ({ ok: false, code: 'ASK_NO_RELAY' }) },
    reach: async (page) => {
      await showCode(page);
      await page.getByRole('alert').waitFor();
    },
  },
  askScreen('ask-waiting', {}),
  askScreen('ask-opened', { state: 'opened' }),
  askScreen('ask-declined', { state: 'declined' }),
  askScreen('ask-ended', { state: 'ended' }),
  askScreen('ask-failed', { state: 'failed', failure: 'REQUEST_UNREACHABLE' }),
  askScreen('ask-answered', { state: 'answered' }),
  ...(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).map(answerScreen),
];
