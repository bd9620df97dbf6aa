import { createInterface } from 'node:readline';
import process from 'node:process';

export interface ChildErrors {
  /** What it said last; empty if nothing. */
  readonly lastLine: () => string;
  /** From now on every line goes to our own standard error. */
  readonly passOn: () => void;
}

/**
 * A child's standard error. Until it runs its words are kept for whoever reports that it did not start, since a first try that fails and
 * is followed by a second one is nobody's concern; afterwards they are shown.
 */
export function readChildErrors(stream: NodeJS.ReadableStream): ChildErrors {
  let last = '';
  let isPassedOn = false;
  createInterface({ input: stream }).on('line', (line) => {
    last = line;
    if (isPassedOn) process.stderr.write(`${line}\n`);
  });
  return { lastLine: () => last, passOn: () => void (isPassedOn = true) };
}
