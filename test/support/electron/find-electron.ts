import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../project-root.ts';

const PACKAGE = path.join(ROOT, 'node_modules', 'electron');

const PLATFORM_PATH: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The real Electron binary, or why there is none. Looks only: importing `electron` in plain Node would start a download. */
export function findElectron(): { readonly binary: string } | { readonly missing: string } {
  const pathFile = path.join(PACKAGE, 'path.txt');
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8').trim()
    : (PLATFORM_PATH[process.platform] ?? 'electron');
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(PACKAGE, 'dist');
  const binary = path.join(folder, name);
  return existsSync(binary) ? { binary } : { missing: `no Electron binary at ${binary}` };
}
