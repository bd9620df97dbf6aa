import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { inRoot } from './project.mjs';
import { tell } from './progress.mjs';

const LOCK_FILE = inRoot('dist', '.lock');
/** Longer than any install or build; a lock this old was left behind on another machine or by a reused process id. */
const STALE_MS = 15 * 60_000;

/**
 * Lets only one command at a time install or build in this checkout. Others wait for it.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(work) {
  mkdirSync(inRoot('dist'), { recursive: true });
  let hasTold = false;
  while (!tryLock()) {
    if (!hasTold) tell('Waiting for another command that is installing or building …');
    hasTold = true;
    await wait(100);
  }
  const release = () => rmSync(LOCK_FILE, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    release();
    process.removeListener('exit', release);
  }
}

function tryLock() {
  try {
    writeFileSync(LOCK_FILE, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    if (isAbandoned()) rmSync(LOCK_FILE, { force: true });
    return false;
  }
}

function isAbandoned() {
  try {
    const ageMs = Date.now() - statSync(LOCK_FILE).mtimeMs;
    const holder = Number(readFileSync(LOCK_FILE, 'utf8'));
    // An empty file is one whose holder is just writing its id.
    return ageMs > STALE_MS || (holder > 0 && !isAlive(holder));
  } catch {
    return false; // released in the meantime
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
const hasCode = (error, code) => error instanceof Error && 'code' in error && error.code === code;
