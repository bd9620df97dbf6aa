/** The mock university as a running process, however the shell starts one. */
export interface IssuerChild {
  /** Each line of standard output, without its line break. */
  readonly onLine: (listener: (line: string) => void) => void;
  /** `lastWords`: the last line it wrote to standard error, which says why it ended; empty if it said nothing. */
  readonly onExit: (listener: (code: number | null, lastWords: string) => void) => void;
  readonly stop: () => void;
}

/** Starts the built mock. Plain Node forks a child process, Electron a utility process. `env` is added to the shell's own environment. */
export type ForkIssuer = (
  modulePath: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) => IssuerChild;
