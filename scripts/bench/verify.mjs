import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from '../lib/build-state.mjs';

/**
 * Runs test/bench/all.ts, which measures the verifier's own code. It is built for that into a folder of its own below dist/, so that the
 * packages it leaves outside are found.
 * @returns {Promise<import('../bench.mjs').Metric[]>}
 */
export async function measureVerify() {
  mkdirSync(DIST, { recursive: true });
  const folder = mkdtempSync(join(DIST, '.bench-'));
  try {
    const { buildBench } = await import('../lib/bundle.mjs');
    await buildBench('test/bench/all.ts', folder);
    const { measureAll } = await import(pathToFileURL(join(folder, 'bench.js')).href);
    return await measureAll();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
