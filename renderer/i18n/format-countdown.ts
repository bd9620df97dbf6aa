/** Whole seconds until an instant, never less than none. */
export const secondsUntil = (instant: number, now: number): number => Math.max(Math.ceil((instant - now) / 1000), 0);

/** Seconds as m:ss. */
export const formatCountdown = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
