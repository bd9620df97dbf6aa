import { beforeEach, describe, expect, it, vi } from 'vitest';
import { verdictFor } from '../../../shared/protocol/codes.ts';
import { isKid } from '../../../shared/protocol/jws.ts';
import type { Step } from '../../../shared/protocol/steps.ts';
import { isUnderIssuer } from '../../../shared/protocol/issuer-url.ts';
import { ISSUER } from '../../support/specimen-issuer.ts';
import { ATTACKS_ON_JWS } from './attacks/on-jws.ts';
import { ATTACKS_ON_BINDINGS, ATTACKS_ON_FORMS, COPIES, EDGES } from './attacks/on-bindings.ts';
import { ATTACKS_ON_CARDS, ATTACKS_ON_DISCLOSURES, STILL_GOOD } from './attacks/on-cards.ts';
import { ATTACKS_OF_NEIGHBOURS, ATTACKS_ON_LISTS, COPIED_KEYS } from './attacks/on-lists.ts';
import { ATTACKS_ON_PHOTOS, GOOD_PHOTOS } from './attacks/on-photos.ts';
import { attempt, type Attack } from './attacks/scene.ts';

const TABLES: Readonly<Record<string, readonly Attack[]>> = {
  'on any signed text': ATTACKS_ON_JWS,
  'on the card': ATTACKS_ON_CARDS,
  'on what is disclosed': ATTACKS_ON_DISCLOSURES,
  'on the photo': ATTACKS_ON_PHOTOS,
  'on the key binding': ATTACKS_ON_BINDINGS,
  'on the outer form': ATTACKS_ON_FORMS,
  'on the status list': ATTACKS_ON_LISTS,
  'of another issuer on the trust list': ATTACKS_OF_NEIGHBOURS,
};

/** Before each test: what was spied on earlier has been put back by then. */
const spyOnFetch = () => vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network here'));
let asked: ReturnType<typeof spyOnFetch>;
beforeEach(() => void (asked = spyOnFetch()));

const isCardGenuine = (steps: readonly Step[]): boolean =>
  steps.some(({ id, outcome }) => id === 'credential-signature' && outcome === 'pass') &&
  !steps.some(
    ({ id, code }) => code && code !== 'CLAIM_EXPIRED' && /^(?:jws|credential|presentation-status)/u.test(id),
  );

describe.each(Object.entries(TABLES))('attacks %s', (_, attacks) => {
  it.each(attacks)('$what → $code by $step', async ({ change, genuine = {}, step, code }) => {
    const { policy, trust, ports } = change;
    const same = { ...(policy && { policy }), ...(trust && { trust }), ...(ports && { ports }) };
    // So nothing but the change can be the cause.
    expect((await attempt({ ...same, ...genuine })).report).toMatchObject({
      verdict: policy?.binding.kind === 'any-verifier' ? 'VALID_UNCHALLENGED' : 'VALID',
      code: null,
    });

    const { report, kids, uris } = await attempt(change);
    const first = report.steps.find(({ outcome }) => outcome === 'fail');
    expect([first?.id, report.code, report.verdict]).toEqual([step, code, verdictFor(code)]);
    if (report.verdict === 'INVALID' || !isCardGenuine(report.steps)) expect(report.presented).toBeNull();
    // Nobody is asked for a key or a list by a name that a stranger chose, and for a forged card nobody is asked at all.
    expect([kids.every(isKid), uris.every((uri) => isUnderIssuer(uri, ISSUER))]).toEqual([true, true]);
    expect(uris.length).toBe(isCardGenuine(report.steps) ? 1 : 0);
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('what is only just right', () => {
  it.each([...STILL_GOOD, ...GOOD_PHOTOS])('%s is accepted', async (_, change) => {
    expect((await attempt(change)).report).toMatchObject({ verdict: 'VALID', code: null });
  });

  it('is not spoilt by a trusted neighbour that lists this issuer’s keys as its own', async () => {
    expect((await attempt(COPIED_KEYS)).report).toMatchObject({ verdict: 'VALID', code: null });
  });

  it.each(EDGES)('%j dated %i, seen at %i: %s', async (policy, iat, nowMs, isGood) => {
    const { report } = await attempt({ policy, binding: { claims: { iat } }, ports: { now: () => nowMs } });
    expect(report.code).toBe(isGood ? null : 'KB_STALE');
  });
});

describe('a genuine presentation a second time', () => {
  it.each(COPIES)('%s is a replay', async (_, copy) => {
    const { report } = await attempt({}, copy);
    const failed = report.steps.filter(({ outcome }) => outcome === 'fail');
    expect(failed.map(({ id }) => id)).toEqual(['presentation-replay']);
    expect(report).toMatchObject({ verdict: 'INVALID', code: 'KB_REPLAY', presented: null });
  });
});
