import type { Clock } from '../../shared/protocol/ports.ts';

/** A clock that jumped, or a machine that slept, is noticed within this time. */
const LONGEST_SLEEP_MS = 60_000;
const SHORTEST_SLEEP_MS = 250;

/**
 * Runs `run` now and whenever it says that something is due next. `wake` looks again at once, for what came up meanwhile. One run at a time;
 * a run that throws is told to `onFault` and tried again after the longest sleep.
 */
export function startRounds(
  run: () => Promise<number | null>,
  { now, onFault }: { readonly now: Clock; readonly onFault: (error: unknown) => void },
): { readonly wake: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | null = null;
  let isRunning = false;
  let isWoken = false;
  let isStopped = false;
  const sleep = (ms: number): void => {
    if (isStopped) return;
    timer = setTimeout(() => void turn(), Math.min(Math.max(ms, SHORTEST_SLEEP_MS), LONGEST_SLEEP_MS));
    // Nothing here keeps a program alive that has nothing else to do.
    timer.unref();
  };
  const turn = async (): Promise<void> => {
    isRunning = true;
    isWoken = false;
    const nextAt = await runSafely(run, onFault);
    isRunning = false;
    if (wasWoken()) sleep(0);
    else sleep(nextAt === null ? LONGEST_SLEEP_MS : nextAt - now());
  };
  // Changed by `wake` while the run was waiting.
  const wasWoken = (): boolean => isWoken;
  const wake = (): void => {
    isWoken = true;
    if (isRunning || isStopped) return;
    if (timer) clearTimeout(timer);
    void turn();
  };
  void turn();
  return {
    wake,
    stop: () => {
      isStopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}

async function runSafely(run: () => Promise<number | null>, onFault: (error: unknown) => void): Promise<number | null> {
  try {
    return await run();
  } catch (error) {
    onFault(error);
    return null;
  }
}
