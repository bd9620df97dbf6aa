/** The exit codes of the command contract: scripts rely on them. */
export const EXIT = { yes: 0, no: 1, usage: 2, couldNotRun: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was called wrongly (exit 2). */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command could not do its work: a file is missing, an issuer does not answer (exit 3). */
export class CouldNotRun extends Error {
  override readonly name = 'CouldNotRun';
}
