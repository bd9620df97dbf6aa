import { expect, test } from 'vitest';
import { answerPolish } from '../../renderer/i18n/answer-pl.ts';
import { answerEnglish } from '../../renderer/i18n/answer-en.ts';
import { cardPolish } from '../../renderer/i18n/card-pl.ts';
import { formatCountdown, secondsUntil } from '../../renderer/i18n/format-countdown.ts';
import { formatNear } from '../../renderer/i18n/format-near.ts';
import { formatSpan } from '../../renderer/i18n/format-span.ts';
import { findReadiness } from '../../renderer/state/readiness.ts';
import { findVerifierScreen } from '../../renderer/state/verifier-route.ts';
import { makeReadiness } from '../support/sample-verifier.ts';

test.each([
  ['/verifier', { name: 'home', detail: '' }, '/verifier'],
  ['/verifier/nonsense', { name: 'home', detail: '' }, '/verifier'],
  ['/verifier/home', { name: 'home', detail: '' }, '/verifier'],
  ['/verifier/ask', { name: 'ask', detail: '' }, '/verifier/ask'],
  ['/verifier/ready', { name: 'ready', detail: '' }, '/verifier/ready'],
  ['/verifier/records', { name: 'records', detail: '' }, '/verifier/records'],
  ['/verifier/ask/more/yet', { name: 'ask', detail: 'more/yet' }, '/verifier/ask/more/yet'],
])('%s leads to %o', (path, screen, found) => {
  expect(findVerifierScreen(path)).toEqual({ screen, path: found });
});

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 9, day, hour, minute).getTime();

test.each([
  [at(2, 12, 4), 'dziś o 12:04', 'do 12:04', 'today at 12:04'],
  [at(1, 23, 59), 'wczoraj o 23:59', 'do wczoraj, 23:59', 'yesterday at 23:59'],
  [at(3, 0, 0), 'jutro o 00:00', 'do jutra, 00:00', 'tomorrow at 00:00'],
  [at(4, 7, 5), '04.10.2026 o 07:05', 'do 04.10.2026, 07:05', '04.10.2026 at 07:05'],
])('an instant near by is told by its day: %#', (instant, polish, until, english) => {
  const now = at(2, 14);
  expect(formatNear(instant, now, answerPolish.days.at)).toBe(polish);
  expect(formatNear(instant, now, answerPolish.days.until)).toBe(until);
  expect(formatNear(instant, now, answerEnglish.days.at)).toBe(english);
});

test('the day after the one on which the clocks go back is still the day after', () => {
  // In Poland 25.10.2026 has 25 hours; elsewhere the calendar gives the same.
  expect(formatNear(at(26, 0, 30), at(25, 0, 15), answerPolish.days.at)).toBe('jutro o 00:30');
});

test.each([
  [0, '0 sekund'],
  [1000, '1 sekundę'],
  [119_499, '119 sekund'],
  [120_000, '2 minuty'],
  [7_199_000, '120 minut'],
  [7_200_000, '2 godziny'],
  [172_800_000, '2 dni'],
  [-5, '0 sekund'],
])('%d ms is %s', (ms, words) => expect(formatSpan(ms, cardPolish.waits)).toBe(words));

test.each([
  [0, '0:00'],
  [59, '0:59'],
  [60, '1:00'],
  [179, '2:59'],
])('%d s counts down as %s', (seconds, words) => expect(formatCountdown(seconds)).toBe(words));

test('a second begun is a second left, and none are when it is over', () => {
  expect([secondsUntil(1001, 0), secondsUntil(1000, 0), secondsUntil(0, 0), secondsUntil(0, 5000)]).toEqual([
    2, 1, 0, 0,
  ]);
});

test.each([
  [{}, { kind: 'ready', until: 500 }],
  [{ keysHoldUntil: 300 }, { kind: 'ready', until: 300 }],
  [{ keysHoldUntil: null }, { kind: 'no-keys' }],
  [{ keysHoldUntil: 100 }, { kind: 'no-keys' }],
  [{ lists: [] }, { kind: 'no-list' }],
  [{ lists: [listUntil(500), listUntil(100)] }, { kind: 'stale' }],
])('an issuer is ready until the first thing that it takes is past its end: %o', (change, readiness) => {
  const entry = makeReadiness({ keysHoldUntil: 900, lists: [listUntil(500), listUntil(700)], ...change });
  expect(findReadiness(entry, 100)).toEqual(readiness);
});

function listUntil(holdsUntil: number) {
  return { uri: `https://a.example/status/${holdsUntil}`, signedAt: 0, holdsUntil, fetchedAt: 0 };
}
