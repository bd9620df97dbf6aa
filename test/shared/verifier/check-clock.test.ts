import { describe, expect, it } from 'vitest';
import { checkPresentation } from '../../../shared/verifier/check-presentation.ts';
import { DAY_S, NOW_MS, NOW_S } from '../../support/specimen-issuer.ts';
import { ANYBODY, bind, createPorts, issuer, openList, present, shownPart, statusList } from './presentation-desk.ts';

describe('a clock that was set back', () => {
  const at = (newest: number) => createPorts({ newestSignedAt: () => newest });
  const check = async (newest: number) => checkPresentation(await present(), ANYBODY, at(newest));

  it('is noticed by what an issuer has signed already: nothing can be said, but the card is genuine', async () => {
    const report = await check(NOW_S + 61);
    expect([report.code, report.verdict]).toEqual(['CLOCK_BEHIND', 'INDETERMINATE']);
    expect(report.presented?.card?.given_name).toBe('Zofia');
    expect(await check(NOW_S + 60)).toMatchObject({ code: null, verdict: 'VALID_UNCHALLENGED' });
  });

  it('makes no cancelled card valid by an old list', async () => {
    const old = statusList(0, NOW_S - DAY_S);
    const ports = {
      findStatusList: () => openList(old),
      newestSignedAt: () => NOW_S,
      now: () => NOW_MS - DAY_S * 1000,
    };
    const text = await present(ANYBODY, ['card'], NOW_S - DAY_S);
    expect(await checkPresentation(text, ANYBODY, createPorts(ports))).toMatchObject({
      ...{ code: 'CLOCK_BEHIND', verdict: 'INDETERMINATE' },
    });
  });

  it('is noticed by the list too that is fetched for this very card', async () => {
    let newest = 0;
    const findStatusList = () => openList(statusList(0, (newest = NOW_S + 600)));
    const ports = createPorts({ findStatusList, newestSignedAt: () => newest });
    const report = await checkPresentation(await present(), ANYBODY, ports);
    expect(report.steps.flatMap(({ code }) => code ?? [])).toEqual(['CLOCK_BEHIND', 'CLAIM_IAT_FUTURE']);
    expect(report.verdict).toBe('INDETERMINATE');
  });

  it('leaves what is forged INVALID in its steps, and shows nobody', async () => {
    const text = await bind(shownPart(await present()), { key: issuer.keys.credential });
    const report = await checkPresentation(text, ANYBODY, at(NOW_S + 61));
    expect(report.steps.flatMap(({ code }) => code ?? [])).toEqual(['CLOCK_BEHIND', 'KB_SIGNATURE']);
    expect([report.verdict, report.presented]).toEqual(['INDETERMINATE', null]);
  });

  it('is not looked for where nothing is kept', async () => {
    const { steps, verdict } = await checkPresentation(await present(), ANYBODY, createPorts({ newestSignedAt: null }));
    expect(verdict).toBe('VALID_UNCHALLENGED');
    expect(steps.find(({ id }) => id === 'presentation-clock')?.outcome).toBe('skipped');
  });
});
