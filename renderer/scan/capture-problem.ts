/**
 * Why a camera or a screen gives no picture. `refused`: the person or the browser said no; `blocked`: the operating system did;
 * `unfit`: what was chosen is not there or cannot do it; `unsupported`: this page may not even ask.
 */
export type CaptureProblem = 'refused' | 'blocked' | 'missing' | 'busy' | 'unfit' | 'unsupported';

const PROBLEM_OF_ERROR: Readonly<Record<string, CaptureProblem>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
  OverconstrainedError: 'unfit',
  NotSupportedError: 'unsupported',
};

export function problemOf(error: unknown): CaptureProblem {
  // Where the page may not use media at all, `mediaDevices` or one of its functions is missing and a TypeError arrives here.
  if (!(error instanceof DOMException) && !isOverconstrained(error)) return 'unsupported';
  // Chromium's one way of telling its own refusal from the system's is this sentence.
  if (error.name === 'NotAllowedError' && /by system/iu.test(error.message)) return 'blocked';
  return PROBLEM_OF_ERROR[error.name] ?? 'missing';
}

/** By its name: it is a DOMException in some browsers and a class of its own in others. */
export const isOverconstrained = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'OverconstrainedError';
