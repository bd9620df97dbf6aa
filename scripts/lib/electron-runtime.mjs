import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './project.mjs';
import { withProgress } from './progress.mjs';
import { runNode } from './run.mjs';

const PACKAGE = inRoot('node_modules', 'electron');
/** Written when the runtime could not be fetched, so that not every start waits for a network that is not there. */
const FAILED = inRoot('dist', '.electron-unavailable');
const TRY_AGAIN_MS = 60 * 60_000;
/** A blocked network must not keep the browser shell waiting; a download that is under way may take its time. */
const FETCH_LIMIT_MS = 180_000;

/**
 * The Electron binary, if there is one. Reads what the `electron` package notes about itself: importing the package in plain Node would
 * start a download.
 * @returns {string | null} absolute path
 */
export function findElectron() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const note = join(PACKAGE, 'path.txt');
  const inside = existsSync(note) ? readFileSync(note, 'utf8') : null;
  if (inside === null && override === undefined) return null;
  const binary = join(override ?? join(PACKAGE, 'dist'), inside ?? 'electron');
  return existsSync(binary) ? binary : null;
}

/**
 * Fetches the binary the way electron's own `install-electron` does.
 * @param {{ isAsked: boolean }} options `isAsked`: a person said --desktop, so a recent failure is no reason not to try
 * @returns {Promise<string | null>}
 */
export async function fetchElectron({ isAsked }) {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD'] || (!isAsked && hasFailedLately())) return null;
  const fetched = await withProgress('Fetching the Electron runtime (about 110 MB, once)', () =>
    runNode(join(PACKAGE, 'install.js'), [], { limitMs: FETCH_LIMIT_MS }),
  );
  const binary = fetched.code === 0 ? findElectron() : null;
  mkdirSync(inRoot('dist'), { recursive: true });
  if (binary) rmSync(FAILED, { force: true });
  else writeFileSync(FAILED, fetched.output);
  return binary;
}

function hasFailedLately() {
  const failed = statSync(FAILED, { throwIfNoEntry: false });
  return failed !== undefined && Date.now() - failed.mtimeMs < TRY_AGAIN_MS;
}

/**
 * Why no window can open on this machine even with a runtime; null where one can.
 * @returns {string | null}
 */
export function findDesktopObstacle() {
  if (process.platform !== 'linux') return null;
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no graphical session here';
  // Chromium refuses to run as root with its sandbox on, and this program does not run without it.
  if (process.getuid?.() === 0) return 'the desktop window does not run as root';
  return null;
}
