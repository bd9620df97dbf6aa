import type { StudentEvent } from '../students/student-events.ts';

/** Why the university's processing of an order failed. */
export const FAILURES = ['photo-unusable', 'data-mismatch', 'system-fault'] as const;
export type Failure = (typeof FAILURES)[number];

/** Why an order failed or was withdrawn: what happened to the student, or what the university did. */
export type EndReason = Failure | StudentEvent | 'rights-ended' | 'university';
