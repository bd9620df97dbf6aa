import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSources } from './bundle.mjs';

/**
 * Modules of the program for a bench to measure as they are: built like the program, loaded from a folder that is gone afterwards.
 * @template {Record<string, unknown>} Modules name → module
 * @param {Readonly<Record<keyof Modules & string, string>>} files name → path from the root
 * @returns {Promise<Modules>}
 */
export async function loadSources(files) {
  const folder = mkdtempSync(join(tmpdir(), 'mleg-sim-sources-'));
  try {
    await buildSources(folder, files);
    const names = Object.keys(files);
    const modules = await Promise.all(names.map((name) => import(pathToFileURL(join(folder, `${name}.js`)).href)));
    return /** @type {Modules} */ (Object.fromEntries(names.map((name, at) => [name, modules[at]])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
