import { existsSync, readFileSync } from 'node:fs';
import { BUILT_FILES, describeSources, STAMP } from './build-state.mjs';
import { withLock } from './lock.mjs';
import { inRoot } from './project.mjs';
import { withProgress } from './progress.mjs';
import { runNode } from './run.mjs';
import { Stop } from './stop.mjs';

/** Builds dist/ unless it was built from just these sources. The check costs a few milliseconds. @returns {Promise<void>} */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await withLock(async () => {
    if (isBuilt()) return;
    // In a process of its own: vite sets NODE_ENV and keeps threads and memory that the program to be run has no use for.
    const built = await withProgress('Building the program', () =>
      runNode(inRoot('scripts', 'build.mjs'), ['--under-lock'], { output: 'stderr' }),
    );
    if (built.code !== 0) throw new Stop(3, 'The build failed; what it says stands above.');
  });
}

function isBuilt() {
  if (!existsSync(STAMP) || !BUILT_FILES.every((file) => existsSync(file))) return false;
  return readFileSync(STAMP, 'utf8') === describeSources();
}
