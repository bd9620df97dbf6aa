import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ForkIssuer } from './issuer-child.ts';

/** ForkIssuer by a plain child process. `--with-parent`: the mock ends when its standard input closes, even if we are killed. */
export const forkIssuerProcess: ForkIssuer = (modulePath, args, env) => {
  const child = spawn(process.execPath, [modulePath, ...args, '--with-parent'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  const lines = createInterface({ input: child.stdout });
  return {
    onLine: (listener) => void lines.on('line', listener),
    onExit: (listener) => {
      child.once('exit', listener);
      child.once('error', () => listener(null));
    },
    stop: () => void child.kill('SIGTERM'),
  };
};
