import type { Texts } from './pl.ts';

/** A duration in its largest whole unit, in words: 90 000 ms is "2 minutes", since less than that would be too soon. */
export function formatInterval(ms: number, texts: Texts['waits']): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 60) return texts.seconds(seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? texts.minutes(minutes) : texts.hours(Math.ceil(minutes / 60));
}

/** When something is due, as seen from `now`: "in 5 seconds", or "now" where it should have begun. */
export const formatWait = (at: number, now: number, texts: Texts['waits']): string =>
  at <= now ? texts.now : texts.in(formatInterval(at - now, texts));
