// `npm start`: installs and builds what is missing, then opens the desktop window, or the browser shell where that cannot be.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithNpm } from './lib/end-with-npm.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { fetchElectron, findDesktopObstacle, findElectron } from './lib/electron-runtime.mjs';
import { tell } from './lib/progress.mjs';
import { inRoot, ROOT } from './lib/project.mjs';
import { readStartOptions, USAGE } from './lib/start-options.mjs';
import { runMain, Stop } from './lib/stop.mjs';

/** A desktop window that ends with an error this soon after its start was never seen: a library or a display is missing. */
const EARLY_MS = 5000;

await runMain(async () => {
  const options = readStartOptions(process.argv.slice(2));
  if (options.wantsHelp) return void process.stdout.write(`${USAGE}\n`);
  endWithNpm();
  await ensureInstalled();
  await ensureBuilt();
  if (options.shell === 'browser') return startBrowserShell(options);

  const { binary, obstacle } = await findDesktop(options.shell === 'desktop');
  if (binary !== null && (await runDesktop(binary, options))) return;
  const reason = obstacle ?? 'the Electron runtime ended at once, with an error';
  if (options.shell === 'desktop') throw new Stop(3, `No desktop window: ${reason}.`);
  tell(`No desktop window (${reason}), so the browser shell starts instead.`);
  await startBrowserShell(options);
});

/**
 * @param {boolean} isAsked
 * @returns {Promise<{ binary: string | null, obstacle: string | null }>}
 */
async function findDesktop(isAsked) {
  const obstacle = findDesktopObstacle();
  if (obstacle !== null) return { binary: null, obstacle };
  const binary = findElectron() ?? (await fetchElectron({ isAsked }));
  return { binary, obstacle: binary === null ? 'the Electron runtime is not here and could not be fetched' : null };
}

/**
 * Resolves when the window is closed or a signal has ended it: true, or false if it never really started.
 * @param {string} binary
 * @param {import('./lib/start-options.mjs').StartOptions} options
 * @returns {Promise<boolean>}
 */
function runDesktop(binary, options) {
  const startedAt = performance.now();
  const dataFolder = options.dataFolder === null ? {} : { MLEG_DATA_FOLDER: resolve(options.dataFolder) };
  // The checkout, not the built file: package.json names the program as well as its main file.
  const child = spawn(binary, [ROOT], { stdio: 'inherit', env: { ...process.env, ...dataFolder } });
  let isSignalled = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      isSignalled = true;
      child.kill(signal);
    });
  }
  return new Promise((settle) => {
    child.on('error', () => settle(false));
    child.on('exit', (code) => {
      if (isSignalled || code === 0) return settle(true);
      if (performance.now() - startedAt < EARLY_MS) return settle(false);
      process.exitCode = code ?? 1;
      settle(true);
    });
  });
}

/**
 * In this very process: one process fewer to start, and signals reach the host itself.
 * @param {import('./lib/start-options.mjs').StartOptions} options
 */
async function startBrowserShell({ opensBrowser, port, dataFolder }) {
  const program = inRoot('dist', 'node', 'host-web.js');
  const args = [
    ...(opensBrowser ? [] : ['--no-open']),
    ...(port === null ? [] : ['--port', port]),
    ...(dataFolder === null ? [] : ['--data-folder', resolve(dataFolder)]),
  ];
  process.argv = [process.execPath, program, ...args];
  await import(pathToFileURL(program).href);
}
