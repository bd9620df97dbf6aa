import type { Texts } from './pl.ts';

/** How long something is in words, in whole units of which there are at least two where there can be: 95 000 ms is "95 seconds". */
export function formatSpan(ms: number, texts: Texts['waits']): string {
  const seconds = Math.max(Math.round(ms / 1000), 0);
  if (seconds < 120) return texts.seconds(seconds);
  if (seconds < 2 * 3600) return texts.minutes(Math.round(seconds / 60));
  if (seconds < 48 * 3600) return texts.hours(Math.round(seconds / 3600));
  return texts.days(Math.round(seconds / 86_400));
}
