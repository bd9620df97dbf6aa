import { spawn } from 'node:child_process';
import { ROOT } from './project.mjs';

/** Where a program's standard output and standard error go. */
const STREAMS = /** @type {const} */ ({ capture: ['pipe', 'pipe'], inherit: ['inherit', 'inherit'], stderr: [2, 2] });

/** What runs now. It must not outlive this process, however that ends. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill();
});

/**
 * @typedef {object} Finished
 * @property {number} code exit code; 1 where a signal or the time limit ended it
 * @property {string} output standard output and standard error, in the order they came; empty if not captured
 * @property {number} ms how long it ran
 */

/**
 * Runs one program to its end. Never rejects: a program that cannot be started ends with code 127 and the reason as output.
 * `output: 'stderr'` sends both of its streams to ours, so that standard output stays clean for results.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ output?: 'capture' | 'inherit' | 'stderr', env?: Record<string, string | undefined>, limitMs?: number, shell?: boolean }} [options]
 * @returns {Promise<Finished>}
 */
export function run(file, args, { output = 'capture', env, limitMs, shell = false } = {}) {
  const startedAt = performance.now();
  /** @type {import('node:child_process').SpawnOptions} */
  const options = {
    cwd: ROOT,
    env: { ...process.env, ...env },
    shell,
    stdio: ['ignore', ...STREAMS[output]],
    ...(limitMs === undefined ? {} : { timeout: limitMs, killSignal: 'SIGKILL' }),
  };
  return new Promise((resolve) => {
    /** @type {string[]} */
    const pieces = [];
    /** @param {number} code */
    const finish = (code) => resolve({ code, output: pieces.join(''), ms: performance.now() - startedAt });
    const child = spawn(file, args, options);
    running.add(child);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (piece) => pieces.push(piece));
    }
    child.on('error', (error) => {
      pieces.push(error.message);
      finish(127);
    });
    child.on('close', (code) => {
      running.delete(child);
      finish(code ?? 1);
    });
  });
}

/**
 * Runs a JavaScript file in a Node of the same version.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runNode = (file, args, options) => run(process.execPath, [file, ...args], options);

/**
 * Runs npm: the very one that started us where there is one, else the one on the path (a .cmd file on Windows, which needs a shell).
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const npm = process.env['npm_execpath'];
  if (npm?.endsWith('.js')) return runNode(npm, args, options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}
