import { utilityProcess } from 'electron';
import { createInterface } from 'node:readline';
import type { ForkIssuer } from '../host/issuer/issuer-child.ts';

/** The mock as a utility process: Node without a window and without our keys, and it ends when the program does, even if that crashes. */
export const forkIssuer: ForkIssuer = (modulePath, args, env) => {
  const child = utilityProcess.fork(modulePath, [...args], {
    serviceName: 'mLegitymacja mock university',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  if (!child.stdout) throw new Error('the utility process has no standard output');
  const lines = createInterface({ input: child.stdout });
  return {
    onLine: (listener) => void lines.on('line', listener),
    onExit: (listener) => void child.on('exit', listener),
    stop: () => void child.kill(),
  };
};
