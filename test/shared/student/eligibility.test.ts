import { describe, expect, it } from 'vitest';
import {
  criterionOf,
  findRefusals,
  type Refusal,
  REGIMES,
  type StudentFacts,
} from '../../../shared/student/eligibility.ts';
import { REFUSAL_TEXTS } from '../../../shared/student/refusal-texts.ts';
import { findPastSemesterEnd } from '../../../shared/student/semester.ts';
import { extendValidity, planValidity } from '../../../shared/student/validity.ts';

const TODAY = '2026-10-02';
const IN_ORDER: StudentFacts = {
  status: 'active',
  studyKind: 'first-cycle',
  pesel: '04651412324',
  albumNumber: 'SYM-000123',
  hasPhoto: true,
  hasEls: true,
  elsRenewedUntil: '2027-03-31',
  isDataChanged: false,
  rightsUntil: null,
};

describe('who may order', () => {
  it('is refused nothing when all criteria hold', () => {
    for (const regime of REGIMES) expect(findRefusals(IN_ORDER, regime, TODAY)).toEqual([]);
  });

  it.each<[Partial<StudentFacts>, legacy: Refusal[], current: Refusal[], criterion: number]>([
    [{ status: 'suspended' }, ['suspended'], ['suspended'], 1],
    [{ status: 'removed' }, ['removed'], ['removed'], 1],
    [{ status: 'graduated' }, ['graduated'], ['graduated'], 1],
    [{ status: 'graduated', rightsUntil: '2026-10-01' }, ['graduated'], ['graduated'], 1],
    [{ studyKind: 'doctoral' }, ['not-a-student'], ['not-a-student'], 1],
    [{ studyKind: 'postgraduate' }, ['not-a-student'], ['not-a-student'], 1],
    [{ pesel: null }, ['no-pesel'], ['no-pesel'], 2],
    [{ pesel: '04651412325' }, ['no-pesel'], ['no-pesel'], 2],
    [{ albumNumber: null }, ['no-album-number'], ['no-album-number'], 3],
    [{ hasPhoto: false }, ['no-photo'], ['no-photo'], 4],
    [{ hasEls: false, elsRenewedUntil: null }, ['no-els'], [], 5],
    [{ elsRenewedUntil: '2026-10-01' }, ['els-not-renewed'], [], 6],
    [{ elsRenewedUntil: null }, ['els-not-renewed'], [], 6],
    [{ isDataChanged: true }, ['data-changed'], [], 7],
  ])('%j', (change, legacy, current, criterion) => {
    const facts = { ...IN_ORDER, ...change };
    expect([findRefusals(facts, 'legacy', TODAY), findRefusals(facts, 'current', TODAY)]).toEqual([legacy, current]);
    expect(legacy.map(criterionOf)).toEqual([criterion]);
  });

  it('holds to the last day of what ends', () => {
    expect(findRefusals({ ...IN_ORDER, elsRenewedUntil: TODAY }, 'legacy', TODAY)).toEqual([]);
    expect(findRefusals({ ...IN_ORDER, status: 'graduated', rightsUntil: TODAY }, 'legacy', TODAY)).toEqual([]);
    for (const studyKind of ['first-cycle', 'second-cycle', 'long-cycle'] as const) {
      expect(findRefusals({ ...IN_ORDER, studyKind }, 'current', TODAY)).toEqual([]);
    }
  });

  it('names everything that stands in the way, in the order of the criteria', () => {
    const worst: StudentFacts = {
      ...{ status: 'removed', studyKind: 'doctoral', pesel: null, albumNumber: null, hasPhoto: false },
      ...{ hasEls: true, elsRenewedUntil: null, isDataChanged: true, rightsUntil: null },
    };
    const always: Refusal[] = ['removed', 'not-a-student', 'no-pesel', 'no-album-number', 'no-photo'];
    expect(findRefusals(worst, 'legacy', TODAY)).toEqual([...always, 'els-not-renewed', 'data-changed']);
    expect(findRefusals(worst, 'current', TODAY)).toEqual(always);
  });

  it('is told in both languages, each refusal in its own words', () => {
    for (const texts of Object.values(REFUSAL_TEXTS)) {
      const all = Object.values(texts).flatMap(({ label, why, remedy }) => [label, why, remedy]);
      expect(new Set(all).size).toBe(all.length);
      expect(all.filter((text) => text.length < 6)).toEqual([]);
    }
    expect(Object.keys(REFUSAL_TEXTS.en)).toEqual(Object.keys(REFUSAL_TEXTS.pl));
  });
});

describe('how long a card is valid', () => {
  it.each<[string, Partial<StudentFacts>, legacy: string, current: string]>([
    ['2026-10-02', {}, '2027-03-31', '2027-03-31'],
    ['2027-03-31', {}, '2027-03-31', '2027-10-31'],
    ['2027-04-10', { elsRenewedUntil: '2027-10-31' }, '2027-10-31', '2027-10-31'],
    ['2027-10-05', { elsRenewedUntil: '2027-10-31' }, '2027-10-31', '2028-03-31'],
    ['2027-02-10', { elsRenewedUntil: '2027-10-31' }, '2027-03-31', '2027-03-31'],
    ['2027-10-05', { rightsUntil: '2027-10-31', elsRenewedUntil: '2028-03-31' }, '2027-10-31', '2027-10-31'],
    ['2026-10-02', { hasEls: false, elsRenewedUntil: null }, '2027-03-31', '2027-03-31'],
  ])('ordered on %s with %j', (today, change, legacy, current) => {
    const facts = { ...IN_ORDER, ...change };
    expect([planValidity(facts, 'legacy', today), planValidity(facts, 'current', today)]).toEqual([legacy, current]);
  });

  it.each<[string, Partial<StudentFacts>, legacy: string, current: string]>([
    // The ELS has not been renewed: nothing to extend by. The semester is not over: nothing to extend yet.
    ['2027-02-10', {}, '2027-03-31', '2027-03-31'],
    ['2027-02-10', { elsRenewedUntil: '2027-10-31' }, '2027-10-31', '2027-03-31'],
    ['2027-03-31', { elsRenewedUntil: '2027-10-31' }, '2027-10-31', '2027-10-31'],
    ['2027-04-20', {}, '2027-03-31', '2027-10-31'],
    ['2028-01-20', { elsRenewedUntil: '2028-03-31' }, '2028-03-31', '2028-03-31'],
    ['2027-05-20', { elsRenewedUntil: '2027-10-31', rightsUntil: '2027-10-31' }, '2027-10-31', '2027-10-31'],
    ['2027-10-20', { elsRenewedUntil: '2028-03-31', rightsUntil: '2027-10-31' }, '2027-10-31', '2027-10-31'],
  ])('planned to 2027-03-31 and extended on %s with %j', (today, change, legacy, current) => {
    const facts = { ...IN_ORDER, ...change };
    const extended = REGIMES.map((regime) => extendValidity('2027-03-31', facts, regime, today));
    expect(extended).toEqual([legacy, current]);
  });

  it.each([
    ['2026-10-02', '2026-03-31'],
    ['2026-10-31', '2026-03-31'],
    ['2026-11-01', '2026-10-31'],
    ['2027-03-31', '2026-10-31'],
    ['2027-04-01', '2027-03-31'],
  ])('on %s the last semester end was %s', (today, end) => expect(findPastSemesterEnd(today)).toBe(end));
});
