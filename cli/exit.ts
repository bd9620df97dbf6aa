import type { Verdict } from '../shared/protocol/codes.ts';

/** The exit codes of the command contract: scripts rely on them. */
export const EXIT = { yes: 0, no: 1, usage: 2, couldNotRun: 3 } as const;

/** `verify --exit-per-verdict`: each verdict has its own. */
export const EXIT_OF_VERDICT = {
  VALID: 0,
  VALID_UNCHALLENGED: 10,
  EXPIRED: 11,
  SUSPENDED: 12,
  REVOKED: 13,
  INDETERMINATE: 14,
  INVALID: 15,
} as const satisfies Record<Verdict, number>;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT] | (typeof EXIT_OF_VERDICT)[Verdict];

/** The command was called wrongly (exit 2). */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The command could not do its work: a file is missing, an issuer does not answer (exit 3). */
export class CouldNotRun extends Error {
  override readonly name = 'CouldNotRun';
}
