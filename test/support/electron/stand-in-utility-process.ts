import { type ChildProcess, spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { createEvents } from './events.ts';
import { knowOnly } from './strict.ts';

interface ForkOptions {
  readonly serviceName: string;
  readonly stdio: readonly ['ignore', 'pipe', 'pipe'];
  readonly env: Readonly<Record<string, string>>;
}

/** What a test may want to know about one forked process. */
export interface ForkedProcess {
  readonly modulePath: string;
  readonly args: readonly string[];
  readonly serviceName: string;
  readonly child: ChildProcess;
}

/**
 * utilityProcess by a plain child process: the module really runs, with the pipes it would have.
 * `gate` holds back what it says until it resolves, for a process that is slow to start.
 */
export function createUtilityProcess(isReady: () => boolean, gate: Promise<void>) {
  const forked: ForkedProcess[] = [];
  const fork = (modulePath: string, args: readonly string[], { serviceName, stdio, env }: ForkOptions) => {
    if (!isReady()) throw new Error('utilityProcess.fork cannot be called before app is ready');
    const child = spawn(process.execPath, [modulePath, ...args], { stdio: [...stdio], env: { ...env } });
    // A utility process never outlives its program, even one that fails a test.
    process.once('exit', () => child.kill('SIGKILL'));
    forked.push({ modulePath, args, serviceName, child });
    const events = createEvents('utilityProcess', ['spawn', 'exit']);
    child.once('spawn', () => events.emit('spawn'));
    // Electron gives the code alone, and 0 where a signal ended the process by our own wish.
    child.once('exit', (code) => events.emit('exit', code ?? 0));
    const stdout = new PassThrough();
    void gate.then(() => child.stdout.pipe(stdout));
    return knowOnly('UtilityProcess', {
      ...events,
      stdout,
      stderr: child.stderr,
      pid: child.pid,
      kill: () => child.kill(),
    });
  };
  return { module: knowOnly('utilityProcess', { fork }), forked };
}
