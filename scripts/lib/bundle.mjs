import { copyFileSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { NODE_ENTRIES, PRELOAD_ENTRY, ZXING_FILE } from './build-state.mjs';
import { inRoot, ROOT } from './project.mjs';

/**
 * What is not put into the bundles: Electron brings itself, and libsql and sharp have native parts that must lie in their own npm packages.
 * They are matched with everything below them.
 */
const EXTERNAL = [/^electron(\/|$)/u, /^@libsql\//u, /^libsql(\/|$)/u, /^sharp(\/|$)/u];

/** @type {{ version: string }} */
const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

/** Constants that stand in the sources as if they were declared; vitest.config.ts gives the tests the same. */
const define = { __APP_VERSION__: JSON.stringify(version) };

/** Which plugin took how long is of no use to a person who waits for the program. */
const QUIET = { pluginTimings: false };

/** The page, as vite.config.ts describes it. @param {string} outFolder absolute */
export const buildPage = (outFolder) =>
  build({
    root: inRoot('renderer'),
    configFile: inRoot('vite.config.ts'),
    logLevel: 'warn',
    define,
    build: { outDir: outFolder, emptyOutDir: true, rolldownOptions: { checks: QUIET } },
  });

/** The four programs that run in Node or in Electron's main process, in one build so that they share their chunks. @param {string} outFolder */
export async function buildPrograms(outFolder) {
  await buildSources(outFolder, NODE_ENTRIES);
  // Its own JavaScript is in the bundles; the WebAssembly is a file, and lies beside them so that nothing needs node_modules/zxing-wasm when it runs.
  copyFileSync(createRequire(import.meta.url).resolve(`zxing-wasm/reader/${ZXING_FILE}`), join(outFolder, ZXING_FILE));
}

/**
 * Sources that run in Node, with all they import.
 * @param {string} outFolder
 * @param {Readonly<Record<string, string>>} files name → path from the root
 */
export const buildSources = (outFolder, files) =>
  build({
    ...forNode(outFolder),
    build: {
      ...forNode(outFolder).build,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(files).map(([name, file]) => [name, inRoot(file)])),
        external: EXTERNAL,
        // Chunks lie beside the programs, so that `import.meta.dirname` is dist/node wherever a line of code ends up.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  });

/** What a bench measures, from its TypeScript. @param {string} file below the project's folder @param {string} outFolder */
export const buildBench = (file, outFolder) =>
  build({
    ...forNode(outFolder),
    build: {
      ...forNode(outFolder).build,
      rolldownOptions: {
        input: { bench: inRoot(file) },
        external: EXTERNAL,
        checks: QUIET,
        output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  });

/** The preload script: Electron's sandbox loads one CommonJS file and nothing else. @param {string} outFolder */
export const buildPreload = (outFolder) =>
  build({
    ...forNode(outFolder),
    build: {
      ...forNode(outFolder).build,
      rolldownOptions: {
        input: { 'electron-preload': inRoot(PRELOAD_ENTRY) },
        external: EXTERNAL,
        checks: QUIET,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  });

/**
 * @param {string} outFolder
 * @returns {import('vite').InlineConfig}
 */
const forNode = (outFolder) => ({
  root: ROOT,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  define,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: true,
    target: 'node20',
    outDir: outFolder,
    // Programs and preload share a folder that the caller has made empty.
    emptyOutDir: false,
    sourcemap: true,
    minify: false,
  },
});
