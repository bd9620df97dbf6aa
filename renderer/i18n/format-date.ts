/** ISO date yyyy-mm-dd as dd.mm.yyyy. */
export const formatDate = (isoDate: string): string => isoDate.split('-').reverse().join('.');

const pad = (part: number): string => String(part).padStart(2, '0');

/** Milliseconds since 1970 as dd.mm.yyyy, local time. */
export function formatDay(instant: number): string {
  const date = new Date(instant);
  return `${pad(date.getDate())}.${pad(date.getMonth() + 1)}.${date.getFullYear()}`;
}

/** Milliseconds since 1970 as hh:mm, local time. */
export function formatTime(instant: number): string {
  const date = new Date(instant);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

export const formatTimeWithSeconds = (instant: number): string =>
  `${formatTime(instant)}:${pad(new Date(instant).getSeconds())}`;

export const formatInstant = (instant: number): string => `${formatDay(instant)}, ${formatTime(instant)}`;
