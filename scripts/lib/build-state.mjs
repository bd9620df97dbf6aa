import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, ROOT } from './project.mjs';

export const DIST = inRoot('dist');
export const STAMP = join(DIST, '.stamp');

/** Each program of dist/node and the source file it starts from. */
export const NODE_ENTRIES = {
  'issuer-mock': 'issuer-mock/main.ts',
  'host-web': 'host/web/main.ts',
  cli: 'cli/main.ts',
  'electron-main': 'electron/main.ts',
};
export const PRELOAD_ENTRY = 'electron/preload.ts';

/** What zxing-wasm calls its WebAssembly; cli/places.ts looks for it under this name. */
export const ZXING_FILE = 'zxing_reader.wasm';

/** What a finished build has put into dist/. */
export const BUILT_FILES = [
  join(DIST, 'page', 'index.html'),
  ...Object.keys(NODE_ENTRIES).map((name) => join(DIST, 'node', `${name}.js`)),
  join(DIST, 'node', 'electron-preload.cjs'),
  join(DIST, 'node', ZXING_FILE),
];

/** Everything a build reads, files and folders. */
const SOURCES = [
  ...['shared', 'scan', 'issuer-mock', 'host', 'electron', 'renderer', 'cli'],
  ...['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'],
  ...['scripts/build.mjs', 'scripts/lib/build-state.mjs', 'scripts/lib/bundle.mjs'],
];

/** Changes whenever a source file is added, removed, or written: paths, sizes and times, not contents, so that it is cheap. */
export function describeSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of listFiles(source)) {
      const { size, mtimeMs } = statSync(join(ROOT, file));
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats ? [path] : [];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => listFiles(`${path}/${name}`));
}
