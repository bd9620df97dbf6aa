import type { AskingView, ReadinessView, VerifierAnswer, VerifierView } from '../../shared/ipc/verifier-views.ts';
import { SPECIMEN_UNIVERSITY, SPECIMENS } from '../../shared/student/specimens.ts';

/** What the page is shown of the verifier in tests: specimen people, fixed instants. */

const zofia = SPECIMENS[0]!;
const AT = Date.UTC(2026, 9, 2, 7, 29);
const HOUR_MS = 3_600_000;

/** The text of a challenge that no verifier of this program has made. */
export const SAMPLE_CHALLENGE = 'MC1:SAMPLE';

export const makeReadiness = (change: Partial<ReadinessView> = {}): ReadinessView => ({
  ...{ issuer: 'http://127.0.0.1:4001', host: '127.0.0.1:4001', name: SPECIMEN_UNIVERSITY },
  ...{ keysHoldUntil: AT + 7 * 24 * HOUR_MS, keysFetchedAt: AT - HOUR_MS },
  lists: [
    {
      ...{ uri: 'http://127.0.0.1:4001/status/1', signedAt: AT - 2 * HOUR_MS },
      ...{ holdsUntil: AT + 21 * HOUR_MS, fetchedAt: AT - HOUR_MS },
    },
  ],
  ...change,
});

export const makeVerifier = (change: Partial<VerifierView> = {}): VerifierView => ({
  settings: { isOffline: false, retentionDays: 90, name: '' },
  relayHost: '127.0.0.1:4001',
  readiness: [makeReadiness()],
  asking: null,
  records: { total: 0, today: [], latest: [] },
  ...change,
});

/** A question whose code no relay knows. */
export const makeAsking = (change: Partial<AskingView> = {}): AskingView => ({
  ...{ askId: 'ask-1', ask: 'name', code: '482913', expiresAt: Date.now() + 110_000 },
  link: 'openid4vp://?client_id=decentralized_identifier%3Adid%3Ajwk%3Asample&request_uri=http%3A%2F%2F127.0.0.1%3A4001%2Fq%2Fsample',
  ...{ state: 'waiting', failure: null, answer: null },
  ...change,
});

/** Zofia's card, shown to whoever looks, and good. */
export const makeAnswer = (change: Partial<VerifierAnswer> = {}): VerifierAnswer => ({
  ...{ answerId: 'answer-1', at: Date.now(), mode: 'shown' },
  ...{ verdict: 'VALID_UNCHALLENGED', code: null, reason: 'GOOD_UNCHALLENGED' },
  steps: [
    { id: 'presentation-form', outcome: 'pass', rule: 'mleg-sim 1 §5: MP1:', detail: 'offline form, 902 characters' },
    { id: 'kb-signature', outcome: 'pass', rule: 'RFC 9901 7.3: ES256 signature of the key in cnf', detail: 'good' },
  ],
  person: {
    isSpecimen: true,
    ...{ givenName: zofia.givenName, familyName: zofia.familyName, albumNumber: zofia.albumNumber ?? '' },
    ...{ cardNumber: '000-0000123', university: SPECIMEN_UNIVERSITY },
    ...{ issuedOn: '2026-10-02', validUntil: '2027-03-31', photo: null },
  },
  issuer: { host: '127.0.0.1:4001', name: SPECIMEN_UNIVERSITY },
  expiresAt: Date.UTC(2027, 2, 31, 22),
  skewMs: -2000,
  list: { signedAt: AT - 2 * HOUR_MS, holdsUntil: AT + 21 * HOUR_MS, isFresh: true },
  ...{ lastListHeldUntil: null, repeat: null, vanishesAt: Date.now() + 180_000 },
  ...change,
});
