import type { Regime, StudentFacts } from './eligibility.ts';
import { findSemesterEnd } from './semester.ts';

/** The last day a card ordered on a day is to be valid (domain: validity). All dates ISO. */
export const planValidity = (facts: StudentFacts, regime: Regime, today: string): string =>
  capValidity(findSemesterEnd(today), facts, regime);

/**
 * The last day a card is valid once it is extended; the day it had before where there is nothing to extend. `legacy`: to the semester
 * end that follows, as far as the ELS has been renewed. `current`: once the semester is over, to the end of the next.
 */
export function extendValidity(planned: string, facts: StudentFacts, regime: Regime, today: string): string {
  const from = regime === 'legacy' && planned > today ? planned : today;
  const end = capValidity(findSemesterEnd(from), facts, regime);
  return end > planned ? end : planned;
}

/** `legacy`: never longer than the ELS. A graduate's card ends with the rights that were kept. */
function capValidity(end: string, { elsRenewedUntil, rightsUntil }: StudentFacts, regime: Regime): string {
  const caps = [end, rightsUntil, regime === 'legacy' ? elsRenewedUntil : null].filter((cap) => cap !== null);
  return caps.reduce((earliest, cap) => (cap < earliest ? cap : earliest));
}
