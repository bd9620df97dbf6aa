import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';
import { ROOT } from './project-root.ts';

/** The programs as they are built: what a person runs, not their sources. `npm test` builds them first. */
type Program = 'cli' | 'host-web' | 'issuer-mock';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  /** The first line it wrote to standard output. */
  readonly firstLine: string;
  /** Asks it to end (SIGTERM), and answers with how it ended. */
  readonly stop: () => Promise<Finished>;
  /** Ends it without asking. */
  readonly kill: () => Promise<Finished>;
}

const launch = (program: Program, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [path.join(ROOT, 'dist', 'node', `${program}.js`), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1' },
  });

function collect(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs a program to its end. */
export function runProgram(program: Program, args: readonly string[], stdin: string | Buffer = ''): Promise<Finished> {
  const child = launch(program, args);
  const finished = collect(child);
  child.stdin?.end(stdin);
  return finished;
}

/** Starts a program that keeps running, and waits for its first line; fails with what it said if it ends instead. */
export async function startProgram(program: Program, args: readonly string[]): Promise<Running> {
  const child = launch(program, args);
  const finished = collect(child);
  const end = (signal: NodeJS.Signals) => (): Promise<Finished> => {
    child.kill(signal);
    return finished;
  };
  const { stdout } = child;
  if (!stdout) throw new Error('standard output is a pipe');
  const firstLine = new Promise<string>((resolve) => createInterface({ input: stdout }).once('line', resolve));
  const early = finished.then(({ code, stderr }): never => {
    throw new Error(`${program} ended with ${code}: ${stderr}`);
  });
  const line = await Promise.race([firstLine, early]);
  early.catch(() => undefined);
  return { pid: child.pid ?? 0, firstLine: line, stop: end('SIGTERM'), kill: end('SIGKILL') };
}
