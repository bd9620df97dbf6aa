import type { Verdict } from '../../shared/protocol/codes.ts';

/** What a verdict comes to for whoever has to let somebody pass. */
export const VERDICT_CLASSES = ['good', 'caution', 'bad', 'unknown'] as const;
export type VerdictClass = (typeof VERDICT_CLASSES)[number];

/** The verdict whose sign stands for the whole class. */
export const SIGN_OF_CLASS: Readonly<Record<VerdictClass, Verdict>> = {
  good: 'VALID',
  caution: 'EXPIRED',
  bad: 'INVALID',
  unknown: 'INDETERMINATE',
};

export const CLASS_OF_VERDICT: Readonly<Record<Verdict, VerdictClass>> = {
  VALID: 'good',
  VALID_UNCHALLENGED: 'good',
  EXPIRED: 'caution',
  SUSPENDED: 'caution',
  REVOKED: 'bad',
  INVALID: 'bad',
  INDETERMINATE: 'unknown',
};
