import { utilityProcess } from 'electron';
import { createInterface } from 'node:readline';
import { readChildErrors } from '../host/issuer/child-errors.ts';
import type { ForkIssuer } from '../host/issuer/issuer-child.ts';

/** The mock as a utility process: Node without a window and without our keys, and it ends when the program does, even if that crashes. */
export const forkIssuer: ForkIssuer = (modulePath, args, env) => {
  const child = utilityProcess.fork(modulePath, [...args], {
    serviceName: 'mLegitymacja mock university',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  if (!child.stdout || !child.stderr) throw new Error('the utility process has no standard output');
  const lines = createInterface({ input: child.stdout });
  const errors = readChildErrors(child.stderr);
  lines.once('line', errors.passOn);
  return {
    onLine: (listener) => void lines.on('line', listener),
    onExit: (listener) => void child.on('exit', (code) => listener(code, errors.lastLine())),
    stop: () => void child.kill(),
  };
};
