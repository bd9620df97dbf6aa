import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { withLock } from './lock.mjs';
import { inRoot } from './project.mjs';
import { withProgress } from './progress.mjs';
import { runNpm } from './run.mjs';
import { Stop } from './stop.mjs';

const WANTED = inRoot('package-lock.json');
/** npm's own note of what it put into node_modules. */
const PRESENT = inRoot('node_modules', '.package-lock.json');
/** Our note of the wanted and present lock files that were last found to agree, so that the usual check reads and compares two hashes. */
const STAMP = inRoot('node_modules', '.mleg-sim-installed');

/** Installs the packages of package-lock.json if node_modules holds others or none. @returns {Promise<void>} */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(async () => {
    if (isInstalled()) return;
    const installed = await withProgress('Installing packages (npm ci)', () =>
      runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { output: 'stderr' }),
    );
    if (installed.code !== 0) throw new Stop(3, 'npm ci failed; without its packages nothing here can run.');
    writeFileSync(STAMP, describeState());
  });
}

function isInstalled() {
  if (!existsSync(PRESENT)) return false;
  const state = describeState();
  if (existsSync(STAMP) && read(STAMP) === state) return true;
  if (!holdsEverything()) return false;
  writeFileSync(STAMP, state);
  return true;
}

const describeState = () =>
  [WANTED, PRESENT].map((file) => createHash('sha256').update(read(file)).digest('hex')).join(' ');

/** True if every package of the lock file is in node_modules in its version; what belongs to other platforms need not be. */
function holdsEverything() {
  const wanted = readPackages(WANTED);
  const present = readPackages(PRESENT);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (optional && !present[path]) || present[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
const readPackages = (file) => JSON.parse(read(file)).packages;

/** @param {string} file */
const read = (file) => readFileSync(file, 'utf8');
