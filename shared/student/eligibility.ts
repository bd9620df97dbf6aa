import { readPesel } from './pesel.ts';

/** Which rules the university goes by (domain: the student instruction, or the law since 1 July 2025). */
export const REGIMES = ['legacy', 'current'] as const;
export type Regime = (typeof REGIMES)[number];

export type StudentStatus = 'active' | 'suspended' | 'removed' | 'graduated';
export type StudyKind = 'first-cycle' | 'second-cycle' | 'long-cycle' | 'doctoral' | 'postgraduate';

/** What the university's register says about a student, as far as an mLegitymacja depends on it. Dates ISO. */
export interface StudentFacts {
  readonly status: StudentStatus;
  readonly studyKind: StudyKind;
  readonly pesel: string | null;
  readonly albumNumber: string | null;
  /** An approved photo is in USOS. */
  readonly hasPhoto: boolean;
  /** Holds a plastic ELS. */
  readonly hasEls: boolean;
  /** The last day that ELS has been renewed for; null where it never was. */
  readonly elsRenewedUntil: string | null;
  /** Personal data have changed since that ELS was issued. */
  readonly isDataChanged: boolean;
  /** The last day on which a graduate keeps a student's rights; null for everybody else. */
  readonly rightsUntil: string | null;
}

/** Why somebody may not order. Each has its own texts in refusal-texts.ts. */
export type Refusal =
  | 'suspended'
  | 'removed'
  | 'graduated'
  | 'not-a-student'
  | 'no-pesel'
  | 'no-album-number'
  | 'no-photo'
  | 'no-els'
  | 'els-not-renewed'
  | 'data-changed';

interface Rule {
  readonly refusal: Refusal;
  /** Which of the student instruction's seven criteria it breaks. */
  readonly legacy: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** Since 1 July 2025: asked for by law, needed technically only (assumption), or no longer asked for. */
  readonly current: 'law' | 'technical' | null;
  readonly refuses: (facts: StudentFacts, today: string) => boolean;
}

/**
 * Who may order, in the order in which the reasons are shown. Assumption: that doctoral candidates and postgraduates are not students
 * is part of the first criterion, so that both regimes refuse them.
 */
const RULES: readonly Rule[] = [
  { refusal: 'suspended', legacy: 1, current: 'law', refuses: ({ status }) => status === 'suspended' },
  { refusal: 'removed', legacy: 1, current: 'law', refuses: ({ status }) => status === 'removed' },
  { refusal: 'graduated', legacy: 1, current: 'law', refuses: hasGraduatedForGood },
  { refusal: 'not-a-student', legacy: 1, current: 'law', refuses: ({ studyKind }) => NOT_STUDENTS.has(studyKind) },
  { refusal: 'no-pesel', legacy: 2, current: 'law', refuses: ({ pesel }) => pesel === null || !readPesel(pesel) },
  { refusal: 'no-album-number', legacy: 3, current: 'technical', refuses: ({ albumNumber }) => albumNumber === null },
  { refusal: 'no-photo', legacy: 4, current: 'technical', refuses: ({ hasPhoto }) => !hasPhoto },
  { refusal: 'no-els', legacy: 5, current: null, refuses: ({ hasEls }) => !hasEls },
  { refusal: 'els-not-renewed', legacy: 6, current: null, refuses: isElsNotRenewed },
  { refusal: 'data-changed', legacy: 7, current: null, refuses: ({ isDataChanged }) => isDataChanged },
];

const NOT_STUDENTS: ReadonlySet<StudyKind> = new Set<StudyKind>(['doctoral', 'postgraduate']);

function hasGraduatedForGood({ status, rightsUntil }: StudentFacts, today: string): boolean {
  return status === 'graduated' && (rightsUntil === null || rightsUntil < today);
}

/** Only where there is an ELS: without one the remedy is to get it, not to renew it. */
function isElsNotRenewed({ hasEls, elsRenewedUntil }: StudentFacts, today: string): boolean {
  return hasEls && (elsRenewedUntil === null || elsRenewedUntil < today);
}

/** Everything that stands against an order on a day (ISO date in Poland), not only the first of it; empty where nothing does. */
export const findRefusals = (facts: StudentFacts, regime: Regime, today: string): readonly Refusal[] =>
  RULES.filter((rule) => rule[regime] !== null && rule.refuses(facts, today)).map(({ refusal }) => refusal);

/** Which of the seven criteria of the student instruction a refusal belongs to. */
export const criterionOf = (refusal: Refusal): number => {
  const rule = RULES.find((each) => each.refusal === refusal);
  if (!rule) throw new Error(`no rule refuses with ${refusal}`);
  return rule.legacy;
};
