import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, inRoot } from './project.mjs';
import { tell, withProgress } from './progress.mjs';
import { run, runNode } from './run.mjs';

const FETCH_LIMIT_MS = 300_000;

/** Where browsers of the Chromium family usually are. */
const USUAL_PATHS = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/chromium-browser',
    '/usr/bin/microsoft-edge',
  ],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
    const folder = process.env[name];
    if (folder === undefined) return [];
    return [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ];
  }),
};

/**
 * A Chromium for the tests: the one CHROMIUM_PATH names, else one that is installed, else one that is fetched now.
 * @returns {Promise<{ path: string } | { path: null, reason: string }>}
 */
export async function ensureChromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named)
    return existsSync(named)
      ? { path: named }
      : { path: null, reason: `CHROMIUM_PATH names ${named}, which is not there` };
  const found = (await findChromium()) ?? (await fetchChromium());
  if (found !== null) return { path: found };
  return { path: null, reason: 'no Chromium is here and none could be fetched; install one, or set CHROMIUM_PATH' };
}

async function findChromium() {
  const usual = USUAL_PATHS[/** @type {keyof typeof USUAL_PATHS} */ (process.platform)] ?? [];
  for (const path of [...usual, await findPlaywrightsOwn()]) {
    if (path !== null && existsSync(path) && (await answers(path))) return path;
  }
  return null;
}

/** Ubuntu puts a script there that only advertises a snap. On Windows asking for the version would open a window. @param {string} path */
async function answers(path) {
  if (process.platform === 'win32') return true;
  const asked = await run(path, ['--version'], { limitMs: 15_000 });
  return asked.code === 0 && /\d+\.\d+/u.test(asked.output);
}

/** Where `playwright install` puts its Chromium, whether it has or not. @returns {Promise<string | null>} */
async function findPlaywrightsOwn() {
  if (!existsSync(inRoot('node_modules', 'playwright-core'))) return null;
  const { chromium } = await import('playwright-core');
  return chromium.executablePath() || null;
}

async function fetchChromium() {
  if (isDebian()) await withProgress('Installing Chromium with apt-get', installFromDebian);
  const installed = await findChromium();
  if (installed !== null) return installed;
  const playwright = findCommand('playwright-core');
  const fetched = await withProgress('Fetching Chromium with playwright', () =>
    runNode(playwright, ['install', 'chromium'], { limitMs: FETCH_LIMIT_MS }),
  );
  if (fetched.code !== 0) tell(`playwright: ${fetched.output.trim().split('\n').at(-1) ?? ''}`);
  return findChromium();
}

/** Debian has Chromium as a package; Ubuntu's package of that name only points to a snap. */
function isDebian() {
  try {
    return /^ID=["']?debian["']?$/mu.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** As root, or where sudo asks for no password. Fonts are named because a bare Chromium brings none and would draw empty boxes. */
async function installFromDebian() {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  /** @param {string[]} args */
  const aptGet = ([...args]) => {
    const [file, ...rest] = [...sudo, 'apt-get', '-qq', ...args];
    return run(/** @type {string} */ (file), rest, {
      limitMs: FETCH_LIMIT_MS,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  await aptGet(['update']);
  const installed = await aptGet(['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation']);
  if (installed.code !== 0) tell(`apt-get: ${installed.output.trim().split('\n').at(-1) ?? ''}`);
}
