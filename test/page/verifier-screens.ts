import type { Page } from 'playwright-core';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { AskingView, VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import type { VerifierRecord } from '../../shared/verifier/record.ts';
import { makeAnswer, makeAsking, makeReadiness, makeVerifier } from '../support/sample-verifier.ts';
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

/** All kinds of records, in an afternoon. */
export const RECORDS: readonly VerifierRecord[] = (
  [
    ['VALID', 'GOOD', 'asked', 'a81f03c2d4e5'],
    ['VALID_UNCHALLENGED', 'GOOD_UNCHALLENGED', 'shown', '77c0de12ab34'],
    ['VALID_UNCHALLENGED', 'GOOD_UNCHALLENGED', 'shown', '77c0de12ab34'],
    ['EXPIRED', 'CLAIM_EXPIRED', 'shown', '0b1c2d3e4f50'],
    ['SUSPENDED', 'CARD_SUSPENDED', 'challenged', '9f8e7d6c5b4a'],
    ['REVOKED', 'CARD_REVOKED', 'shown', '1122aabb33cc'],
    ['INDETERMINATE', 'STATUS_STALE', 'shown', '5566ddee77ff'],
    ['INVALID', 'OLD_CODE', 'shown', null],
  ] as const
).map(([verdict, reason, mode, card], at) => ({
  ...{ at: Date.UTC(2026, 9, 2, 12, 40) - at * 37_000, verdict, reason, mode, card },
}));

export const withRecords = makeVerifier({
  records: {
    total: 312,
    today: [
      { verdict: 'VALID', count: 1 },
      { verdict: 'VALID_UNCHALLENGED', count: 41 },
      { verdict: 'EXPIRED', count: 2 },
      { verdict: 'INDETERMINATE', count: 3 },
      { verdict: 'INVALID', count: 1 },
    ],
    latest: RECORDS,
  },
});

const NOW = Date.UTC(2026, 9, 2, 7, 29);

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
  { name: 'ready', route: '/verifier/ready', now: NOW },
  {
    name: 'ready-not',
    route: '/verifier/ready',
    now: NOW,
    view: {
      verifier: makeVerifier({
        settings: { isOffline: true, retentionDays: 90, name: 'Kasa 3' },
        readiness: [
          makeReadiness({ lists: [] }),
          makeReadiness({
            ...{ issuer: 'https://usos.druga.example', host: 'usos.druga.example', name: 'Druga Uczelnia Symulowana' },
            ...{ keysHoldUntil: null, keysFetchedAt: null },
          }),
          makeReadiness({
            ...{ issuer: 'https://usos.trzecia.example', host: 'usos.trzecia.example' },
            lists: [1, 2].map((number) => ({
              ...{ uri: `https://usos.trzecia.example/status/${number}`, signedAt: NOW - 26 * HOUR_MS },
              ...{ holdsUntil: NOW - 2 * HOUR_MS, fetchedAt: NOW - 3 * HOUR_MS },
            })),
          }),
        ],
      }),
    },
    handlers: {
      'verifier.refresh': async () => ({
        ok: true,
        value: [
          { issuer: 'http://127.0.0.1:4001', failure: null },
          { issuer: 'https://usos.druga.example', failure: 'ISSUER_UNREACHABLE' },
        ],
      }),
    },
    reach: async (page) => {
      await page.getByRole('button', { name: /^(Pobierz teraz|Fetch now)$/u }).click();
      await page.getByText('ISSUER_UNREACHABLE').waitFor();
    },
  },
  { name: 'ready-empty', route: '/verifier/ready', view: { verifier: makeVerifier({ readiness: [] }) } },
  {
    name: 'ready-forget',
    route: '/verifier/ready',
    reach: (page) => page.getByRole('button', { name: /^(Zapomnij listy i czas|Forget lists and time)$/u }).click(),
  },
  { name: 'records', route: '/verifier/records', view: { verifier: withRecords } },
  { name: 'records-empty', route: '/verifier/records' },
  {
    name: 'records-clear',
    route: '/verifier/records',
    view: { verifier: withRecords },
    reach: (page) => page.getByRole('button', { name: /^(Usuń wszystkie zapisy|Clear all records)$/u }).click(),
  },
  ...(Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).map(answerScreen),
];
