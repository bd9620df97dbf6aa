import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { ROOT } from './project.mjs';

const ANSWER_LIMIT_MS = 30_000;

/**
 * Starts a Node program and measures how long it takes until `findAddress` finds an address in a line of its standard output and that
 * address answers over HTTP with status 200. Then ends it.
 * @param {readonly string[]} args file and arguments
 * @param {(line: string) => string | null} findAddress
 * @returns {Promise<number>} milliseconds from starting the process to the end of the answer
 */
export async function measureFirstAnswer(args, findAddress) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const limit = setTimeout(() => child.kill('SIGKILL'), ANSWER_LIMIT_MS);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const address = findAddress(line);
      if (address === null) continue;
      const answer = await fetch(address);
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}`);
      return performance.now() - startedAt;
    }
    throw new Error(`${args.join(' ')} ended, or was ended after ${ANSWER_LIMIT_MS / 1000} s, without an answer`);
  } finally {
    clearTimeout(limit);
    child.kill('SIGTERM');
    await exited;
  }
}

/** How long Node itself takes to start and end: what no program can be faster than. @returns {Promise<number>} milliseconds */
export async function measureBareNode() {
  const startedAt = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - startedAt;
}

/**
 * The middle of several measurements: one slow run, such as the first with cold files, does not move it.
 * @param {number} times odd
 * @param {() => Promise<number>} measure
 */
export async function findMedian(times, measure) {
  const values = [];
  for (let run = 0; run < times; run += 1) values.push(await measure());
  return values.sort((a, b) => a - b)[Math.floor(times / 2)] ?? Number.NaN;
}
