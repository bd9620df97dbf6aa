/** Semester ends are 31 March and 31 October (domain.md 6). A card ordered on one of these days runs to the next. ISO date. */
export function findSemesterEnd(orderedOn: string): string {
  const year = Number(orderedOn.slice(0, 4));
  const monthDay = orderedOn.slice(5);
  if (monthDay < '03-31') return `${year}-03-31`;
  // "ordered in October runs to 31 March": from 1 October on, the end of October is no longer the next end.
  return monthDay < '10-01' ? `${year}-10-31` : `${year + 1}-03-31`;
}

/** The semester end that has passed last, before the day itself. ISO date. */
export function findPastSemesterEnd(today: string): string {
  const year = Number(today.slice(0, 4));
  const ends = [`${year}-10-31`, `${year}-03-31`];
  return ends.find((end) => end < today) ?? `${year - 1}-10-31`;
}
