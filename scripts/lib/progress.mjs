/** Written at once, these lines would flicker past on every start; only what keeps a person waiting is worth one. */
const PATIENCE_MS = 1000;

/** @param {string} line */
export const tell = (line) => void process.stderr.write(`${line}\n`);

/**
 * Says what is being done if it takes longer than a second, and how long it took in the end. Goes to standard error.
 * @template T
 * @param {string} what for example "Building the program"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(what, work) {
  const startedAt = performance.now();
  const timer = setTimeout(() => tell(`${what} …`), PATIENCE_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    const ms = performance.now() - startedAt;
    if (ms > PATIENCE_MS) tell(`${what}: ${formatSeconds(ms)}`);
  }
}

/** @param {number} ms */
export const formatSeconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
