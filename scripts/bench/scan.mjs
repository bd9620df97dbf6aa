import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from '../lib/build-state.mjs';
import { tell } from '../lib/progress.mjs';
import { Stop } from '../lib/stop.mjs';

/** @typedef {import('../bench.mjs').Metric} Metric */

/**
 * Runs test/bench/scan.ts, which measures how codes are read. It is built into a folder of its own below dist/, so that the packages it leaves
 * outside are found.
 * @param {{ frames: number, seed: number, folders: readonly string[] }} options
 * @returns {Promise<Metric[]>}
 */
export async function measureScan({ frames, seed, folders }) {
  mkdirSync(DIST, { recursive: true });
  const folder = mkdtempSync(join(DIST, '.bench-'));
  try {
    const { buildBench } = await import('../lib/bundle.mjs');
    await buildBench('test/bench/scan.ts', folder);
    const { measureScanning } = await import(pathToFileURL(join(folder, 'bench.js')).href);
    const outcome = await measureScanning({ frames, seed, folders, say: tell });
    if ('problem' in outcome) throw new Stop(3, outcome.problem);
    return outcome.metrics;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
