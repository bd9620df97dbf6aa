const UNITS_MS = [7 * 24 * 3_600_000, 24 * 3_600_000, 3_600_000, 60_000, 1000] as const;
const FORM = /^(-)?P(?=\d|T)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/u;

/**
 * An ISO 8601 duration in milliseconds, `-` in front for backwards; null where it is none. Weeks to seconds only: a month has no
 * length of its own, and a day here is 24 hours.
 */
export function parseDuration(text: string): number | null {
  const [whole, sign, ...counts] = FORM.exec(text) ?? [];
  if (whole === undefined) return null;
  const ms = UNITS_MS.reduce((sum, unit, at) => sum + Number(counts[at] ?? 0) * unit, 0);
  return Number.isSafeInteger(ms) ? (sign && ms > 0 ? -ms : ms) : null;
}
