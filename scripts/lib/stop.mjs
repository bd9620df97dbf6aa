/** What ends a command before its work: a plain sentence, and the exit code of the command contract. */
export class Stop extends Error {
  /**
   * @param {number} exitCode 2 wrong usage, 3 could not run
   * @param {string} sentence
   */
  constructor(exitCode, sentence) {
    super(sentence);
    this.name = 'Stop';
    this.exitCode = exitCode;
  }
}

/**
 * Runs a command's main function; a Stop becomes its sentence on standard error and its exit code, anything else is a bug and shows its stack.
 * @param {() => Promise<unknown>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
