import { findRefusals, type StudentFacts } from './eligibility.ts';
import { findPastSemesterEnd, findSemesterEnd } from './semester.ts';
import type { Situation, Specimen } from './specimens.ts';

/** How a specimen whom nobody has changed stands at the university on a day (ISO date). */
export const describeSpecimen = (specimen: Specimen & Situation, today: string): StudentFacts => ({
  status: specimen.status,
  studyKind: specimen.studyKind,
  pesel: specimen.pesel,
  albumNumber: specimen.albumNumber,
  hasPhoto: specimen.hasPhoto,
  hasEls: specimen.els !== 'none',
  elsRenewedUntil: findElsEnd(specimen, today),
  isDataChanged: specimen.isDataChanged,
  rightsUntil: null,
});

function findElsEnd({ els }: Situation, today: string): string | null {
  if (els === 'none') return null;
  return els === 'renewed' ? findSemesterEnd(today) : findPastSemesterEnd(today);
}

/** Whether a specimen may order at first, under the stricter rules; the same on every day. */
export function startsEligible(specimen: Specimen & Situation): boolean {
  const anyDay = '2026-10-02';
  return findRefusals(describeSpecimen(specimen, anyDay), 'legacy', anyDay).length === 0;
}
