import { formatDay, formatTime } from './format-date.ts';
import type { AnswerTexts } from './answer-pl.ts';

type DayTexts = AnswerTexts['days']['at'];

/** An instant as a person near it says it, by this machine's calendar: "yesterday at 12:04"; with its date where it is further away. */
export function formatNear(instant: number, now: number, texts: DayTexts): string {
  const time = formatTime(instant);
  const day = formatDay(instant);
  if (day === formatDay(now)) return texts.today(time);
  if (day === formatDay(shiftDays(now, -1))) return texts.yesterday(time);
  if (day === formatDay(shiftDays(now, 1))) return texts.tomorrow(time);
  return texts.other(day, time);
}

/** By the calendar: a day on which the clocks change has not got 24 hours. */
const shiftDays = (instant: number, days: number): number => {
  const date = new Date(instant);
  return date.setDate(date.getDate() + days);
};
