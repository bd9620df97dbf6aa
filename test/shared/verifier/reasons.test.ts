import { describe, expect, it } from 'vitest';
import { checkPresentation, type PresentationPolicy } from '../../../shared/verifier/check-presentation.ts';
import { findReason, type Reason } from '../../../shared/verifier/reasons.ts';
import { createPrivateKey, DAY_S, NOW_MS, NOW_S } from '../../support/specimen-issuer.ts';
import {
  ANYBODY,
  ASKED,
  bind,
  createPorts,
  offline,
  openList,
  present,
  shownPart,
  statusList,
} from './presentation-desk.ts';

const MINUTE_S = 60;

/** The reason for what `text` really ends in, by a verifier whose clock is right. */
async function reasonFor(text: string, policy: PresentationPolicy, skewS: number, ports = createPorts()) {
  return findReason(await checkPresentation(text, policy, ports), policy.binding, skewS);
}

const dated = async (policy: PresentationPolicy, skewS: number, claims: Record<string, unknown> = {}, key?: 'other') =>
  bind(shownPart(await present()), {
    ...{ policy, claims: { iat: NOW_S + skewS, ...claims } },
    ...(key && { key: createPrivateKey() }),
  });

describe('the reason', () => {
  it('for a good card is whether somebody asked', async () => {
    expect(await reasonFor(await present(ASKED), ASKED, 0)).toBe('GOOD');
    expect(await reasonFor(await present(), ANYBODY, 0)).toBe('GOOD_UNCHALLENGED');
    expect(await reasonFor(offline(await present()), ANYBODY, -20)).toBe('GOOD_UNCHALLENGED');
  });

  it.each([
    [1, 'CARD_REVOKED'],
    [2, 'CARD_SUSPENDED'],
    [3, 'CARD_REVOKED'],
  ] as const)('for a card of status %i is %s', async (status, reason) => {
    const ports = () => createPorts({ findStatusList: () => openList(statusList(status)) });
    expect(await reasonFor(await present(ASKED), ASKED, 0, ports())).toBe(reason);
    expect(await reasonFor(await present(), ANYBODY, 0, ports())).toBe(reason);
  });

  it('for a failure is the first code', async () => {
    const none = createPorts({ findStatusList: () => Promise.resolve(null) });
    expect(await reasonFor(await present(), ANYBODY, 0, none)).toBe('STATUS_UNAVAILABLE');
    expect(await reasonFor('ala', ANYBODY, 0)).toBe('QR_UNKNOWN_FORMAT');
    const early = createPorts({ newestSignedAt: () => NOW_S + 61 });
    expect(await reasonFor(await present(), ANYBODY, 0, early)).toBe('CLOCK_BEHIND');
    const unknown = { findKeys: () => Promise.resolve([]), mayLackKeys: () => true };
    expect(await reasonFor(await present(), ANYBODY, 0, createPorts(unknown))).toBe('ISSUER_UNREACHABLE');
    const late = createPorts({ now: () => NOW_MS + 181 * DAY_S * 1000 });
    expect(await reasonFor(await present(), ANYBODY, 0, late)).toBe('CLAIM_EXPIRED');
  });

  it('is never what no verification ends in: that is a bug', () => {
    const judged = { verdict: 'INVALID', code: 'CODE_WRONG', steps: [] } as const;
    expect(() => findReason(judged, ANYBODY.binding, null)).toThrow('CODE_WRONG');
  });
});

/** What a code is whose date lies outside the window. */
const DATED: readonly (readonly [
  what: string,
  policy: PresentationPolicy,
  skewS: number,
  claims: Record<string, unknown>,
  reason: Reason,
])[] = [
  ['a code dated ahead', ANYBODY, 31, {}, 'CLOCKS_HOLDER_AHEAD'],
  ['an answer dated ahead', ASKED, 61, {}, 'CLOCKS_HOLDER_AHEAD'],
  ['an answer dated back', ASKED, -181, {}, 'CLOCKS_HOLDER_BEHIND'],
  ['an old code', ANYBODY, -61, {}, 'OLD_CODE'],
  // SECURITY: a copy must not be excused by a clock.
  ['an old code, where another was asked for', ASKED, -5 * MINUTE_S, { nonce: 'own' }, 'OLD_CODE'],
  ['an old answer to somebody else', ASKED, -5 * MINUTE_S, { aud: 'redirect_uri:https://evil.example' }, 'OLD_CODE'],
  ['an old answer of other data', ASKED, -5 * MINUTE_S, { sd_hash: 'other' }, 'OLD_CODE'],
  ['a code for somebody else dated ahead', ANYBODY, MINUTE_S, { aud: 'urn:other' }, 'KB_STALE'],
  ['an answer to another question dated ahead', ASKED, 2 * MINUTE_S, { nonce: 'other' }, 'KB_STALE'],
  ['a code of other data dated ahead', ANYBODY, MINUTE_S, { sd_hash: 'other' }, 'KB_STALE'],
  // Within the window, so it is not the date.
  ['a code past its own end', ANYBODY, 2, { exp: NOW_S - MINUTE_S }, 'KB_STALE'],
  ['a code before its own beginning', ANYBODY, -2, { nbf: NOW_S + 2 * MINUTE_S }, 'KB_STALE'],
  ['an answer past its own end', ASKED, -2, { exp: NOW_S - MINUTE_S }, 'KB_STALE'],
];

describe('the reason for a date outside the window', () => {
  it.each(DATED.map(([what, policy, skewS, claims, reason]) => ({ what, policy, skewS, claims, reason })))(
    '$what → $reason',
    async ({ policy, skewS, claims, reason }) => {
      const report = await checkPresentation(await dated(policy, skewS, claims), policy, createPorts());
      expect(report).toMatchObject({ verdict: 'INVALID', code: 'KB_STALE', presented: null });
      expect(findReason(report, policy.binding, skewS)).toBe(reason);
    },
  );

  it('is the plain code where the date could not be read', async () => {
    const report = await checkPresentation(await dated(ANYBODY, -61), ANYBODY, createPorts());
    expect(findReason(report, ANYBODY.binding, null)).toBe('KB_STALE');
  });

  it('is not asked about a stranger’s binding', async () => {
    expect(await reasonFor(await dated(ASKED, -5 * MINUTE_S, {}, 'other'), ASKED, -5 * MINUTE_S)).toBe('KB_SIGNATURE');
    expect(await reasonFor(await dated(ANYBODY, 5 * MINUTE_S, {}, 'other'), ANYBODY, 300)).toBe('KB_SIGNATURE');
  });
});
