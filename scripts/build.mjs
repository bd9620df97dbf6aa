// Builds dist/page (what a browser loads) and dist/node (what Node and Electron run).
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describeSources, DIST, STAMP } from './lib/build-state.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { withLock } from './lib/lock.mjs';
import { runMain, Stop } from './lib/stop.mjs';

const NEXT = join(DIST, '.next');
const PREVIOUS = join(DIST, '.previous');

async function buildAll() {
  // Taken first: what is edited while the build runs makes it out of date, not up to date.
  const sources = describeSources();
  try {
    removeLeftovers();
    await buildInto(NEXT);
    // Whoever starts meanwhile finds the whole old build or the whole new one, never half of one.
    rmSync(STAMP, { force: true });
    mkdirSync(PREVIOUS);
    for (const part of ['page', 'node']) {
      moveIfThere(join(DIST, part), join(PREVIOUS, part));
      renameSync(join(NEXT, part), join(DIST, part));
    }
    writeFileSync(STAMP, sources);
  } finally {
    removeLeftovers();
  }
}

/** @param {string} folder */
async function buildInto(folder) {
  // Imported only now, because vite may have been installed only now.
  const { buildPage, buildPreload, buildPrograms } = await import('./lib/bundle.mjs');
  const programs = join(folder, 'node');
  const builds = [buildPage(join(folder, 'page')), buildPrograms(programs), buildPreload(programs)];
  for (const built of await Promise.allSettled(builds)) {
    if (built.status === 'rejected') throw new Stop(1, describeError(built.reason));
  }
}

function removeLeftovers() {
  for (const folder of [NEXT, PREVIOUS]) rmSync(folder, { recursive: true, force: true });
}

/** A fault in the sources is told by vite's message; its stack would lead into vite. @param {unknown} error */
function describeError(error) {
  const message = error instanceof Error ? error.message : String(error);
  return process.stderr.isTTY ? message : stripVTControlCharacters(message);
}

/**
 * @param {string} from
 * @param {string} to
 */
function moveIfThere(from, to) {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

await runMain(async () => {
  await ensureInstalled();
  // ensure-built holds the lock already when it starts this script.
  await (process.argv.includes('--under-lock') ? buildAll() : withLock(buildAll));
});
