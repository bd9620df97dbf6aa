import { describe, expect, it } from 'vitest';
import { decideStudentEvent, STUDENT_EVENTS, type StudentEvent } from '../../issuer-mock/students/student-events.ts';
import type { Student } from '../../issuer-mock/students/students.ts';

const ZOFIA: Student = {
  ...{ id: 'zofia', givenName: 'Zofia', familyName: 'Przykładowa', pesel: '04651412324', albumNumber: 'SYM-000123' },
  ...{ status: 'active', studyKind: 'first-cycle', hasPhoto: true, hasEls: true, elsRenewedUntil: '2027-03-31' },
  ...{ isDataChanged: false, rightsUntil: null, version: 'seed' },
};
const decide = (student: Student, event: StudentEvent, regime: 'legacy' | 'current' = 'legacy', today = '2026-10-02') =>
  decideStudentEvent(student, event, { today, regime });

describe('what an event means for order and card', () => {
  /** For Zofia, who has everything: what becomes of her order under each set of rules; null where it cannot happen. */
  const OUTCOMES: Readonly<Record<StudentEvent, readonly [legacy: string | null, current: string | null]>> = {
    'renew-els': ['none', 'none'],
    'let-els-lapse': ['invalid', 'none'],
    'issue-els': ['none', 'none'],
    'withdraw-els': ['invalid', 'none'],
    'approve-photo': [null, null],
    'withdraw-photo': ['invalid', 'invalid'],
    'assign-numbers': [null, null],
    'withdraw-pesel': ['invalid', 'invalid'],
    'withdraw-album-number': ['invalid', 'invalid'],
    'change-data': ['invalid', 'invalid'],
    suspend: ['suspended', 'suspended'],
    resume: [null, null],
    remove: ['invalid', 'invalid'],
    graduate: ['none', 'invalid'],
  };

  it.each(STUDENT_EVENTS)('%s', (event) => {
    const outcomes = (['legacy', 'current'] as const).map((regime) => {
      const decided = decide(ZOFIA, event, regime);
      return decided.ok ? decided.consequence : null;
    });
    expect(outcomes).toEqual(OUTCOMES[event]);
  });

  it.each([
    ['graduate', { studyKind: 'second-cycle' }, '2026-10-02', 'invalid', null],
    ['graduate', {}, '2026-10-31', 'none', '2026-10-31'],
    ['graduate', {}, '2026-11-01', 'invalid', null],
  ] as const)('%s with %j on %s', (event, change, today, consequence, rightsUntil) => {
    const decided = decide({ ...ZOFIA, ...change }, event, 'legacy', today);
    expect(decided).toMatchObject({ ok: true, consequence, student: { rightsUntil } });
  });

  it('goes from where to where, or says why not', () => {
    expect(decide({ ...ZOFIA, status: 'graduated' }, 'suspend')).toEqual({
      ...{ ok: false, from: 'graduated', to: 'suspended' },
    });
    const renewed = decide(ZOFIA, 'renew-els');
    if (!renewed.ok) throw new Error('it can be renewed');
    expect(renewed.student.elsRenewedUntil).toBe('2027-10-31');
    expect(decide(renewed.student, 'renew-els')).toEqual({ ok: false, from: 'els-renewed', to: 'els-renewed' });
  });
});
