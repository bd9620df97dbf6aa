/**
 * What a verifier remembers of the time, so that a clock that is set back cannot make an old status list good again (protocol.md 4). It only
 * ever grows.
 */
export interface SignedTimes {
  /** The newest instant that a trusted issuer has signed, in whatever was genuine; seconds. */
  readonly newestAt: number;
  /** This machine's own clock when it was looked at last; seconds. Between two signed times it is all there is. */
  readonly ownClockAt: number;
  /** Address of a status list → when the newest one seen was signed; seconds. */
  readonly lists: Readonly<Record<string, number>>;
}

export const NO_SIGNED_TIMES: SignedTimes = { newestAt: 0, ownClockAt: 0, lists: {} };

/** Later than this it certainly is; seconds. What a checking port calls `newestSignedAt`. */
export const latestKnown = ({ newestAt, ownClockAt }: SignedTimes): number => Math.max(newestAt, ownClockAt);

/** The same object where nothing new is learnt. `signedAt` in seconds, by a trusted issuer only. */
export const noteSigned = (times: SignedTimes, signedAt: number): SignedTimes =>
  signedAt > times.newestAt ? { ...times, newestAt: signedAt } : times;

export const noteOwnClock = (times: SignedTimes, nowMs: number): SignedTimes => {
  const at = Math.floor(nowMs / 1000);
  return at > times.ownClockAt ? { ...times, ownClockAt: at } : times;
};

export const noteList = (times: SignedTimes, uri: string, signedAt: number): SignedTimes => {
  const noted = noteSigned(times, signedAt);
  return signedAt > (times.lists[uri] ?? 0) ? { ...noted, lists: { ...noted.lists, [uri]: signedAt } } : noted;
};

/** SECURITY: an older list than one seen before is a replay, whatever it says and wherever it comes from. */
export const isOlderList = (times: SignedTimes, uri: string, signedAt: number): boolean =>
  signedAt < (times.lists[uri] ?? 0);
