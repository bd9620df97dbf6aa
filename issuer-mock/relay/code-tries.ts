const WINDOW_MS = 60_000;
const MAX_OF_ONE = 10;
const MAX_OF_ALL = 100;

/** Who guesses six-digit codes, and for how long nobody listens to them. In memory; at most a hundred tries are remembered. */
export interface CodeTries {
  /** Seconds until this address may try again; null where it may now. */
  readonly findWaitS: (address: string) => number | null;
  readonly noteWrong: (address: string) => void;
}

/**
 * SECURITY: ten wrong codes a minute of one address and a hundred of all: in the two minutes of a code, 200 guesses at most among a million.
 * `monotonicNow` in milliseconds: real time that staff cannot put forward.
 */
export function createCodeTries(monotonicNow: () => number): CodeTries {
  let wrong: readonly { readonly address: string; readonly at: number }[] = [];
  const waitFor = (tries: typeof wrong, allowed: number, now: number): number | null => {
    const freeing = tries.at(-allowed);
    return freeing ? Math.max(1, Math.ceil((freeing.at + WINDOW_MS - now) / 1000)) : null;
  };
  return {
    findWaitS: (address) => {
      const now = monotonicNow();
      wrong = wrong.filter(({ at }) => at + WINDOW_MS > now);
      const own = wrong.filter((each) => each.address === address);
      return waitFor(own, MAX_OF_ONE, now) ?? waitFor(wrong, MAX_OF_ALL, now);
    },
    noteWrong: (address) => void (wrong = [...wrong, { address, at: monotonicNow() }]),
  };
}
