import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { readChildErrors } from './child-errors.ts';
import type { ForkIssuer } from './issuer-child.ts';

/** ForkIssuer by a plain child process. `--with-parent`: the mock ends when its standard input closes, even if we are killed. */
export const forkIssuerProcess: ForkIssuer = (modulePath, args, env) => {
  const child = spawn(process.execPath, [modulePath, ...args, '--with-parent'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const lines = createInterface({ input: child.stdout });
  const errors = readChildErrors(child.stderr);
  lines.once('line', errors.passOn);
  return {
    onLine: (listener) => void lines.on('line', listener),
    onExit: (listener) => {
      // `close` comes after the last line has been read, `exit` may come before.
      child.once('close', (code) => listener(code, errors.lastLine()));
      child.once('error', (error) => listener(null, error.message));
    },
    stop: () => void child.kill('SIGTERM'),
  };
};
