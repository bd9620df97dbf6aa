/** Dates at the university are Polish dates, whatever the computer's own time zone. */
const ZONE = 'Europe/Warsaw';
const DAY_MS = 24 * 3600 * 1000;

const format = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function readParts(ms: number): Record<string, string> {
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
}

/** ISO date in Poland at an instant in milliseconds. */
export const polishDate = rememberLast((ms: number): string => {
  const { year, month, day } = readParts(ms);
  return `${year}-${month}-${day}`;
});

/** Thousands of cards of one day ask the same question, and the calendar takes longer than a signature. */
function rememberLast<Key, Value>(find: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | null = null;
  return (key) => {
    if (last?.key !== key) last = { key, value: find(key) };
    return last.value;
  };
}

/** `2026-10-02 09:14:22`, as USOSweb writes it. */
export function polishDateTime(ms: number): string {
  const { hour, minute, second } = readParts(ms);
  return `${polishDate(ms)} ${hour}:${minute}:${second}`;
}

/** The first instant after an ISO date in Poland, in seconds: what `exp` of a card valid through that day must be (RFC 7519 4.1.4). */
export const endOfPolishDay = rememberLast((date: string): number => {
  const midnightUtc = Date.parse(`${date}T00:00:00Z`) + DAY_MS;
  // Polish clocks change at 01:00 UTC (since 1996), so the offset at midnight UTC is also the one at the Polish midnight shortly before.
  const offset = Date.parse(`${polishDateTime(midnightUtc).replace(' ', 'T')}Z`) - midnightUtc;
  return (midnightUtc - offset) / 1000;
});
