import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../project-root.ts';
import type { ElectronStandIn } from './create-stand-in.ts';
import { shelf, teachLoader } from './teach-loader.ts';

const MAIN = pathToFileURL(path.join(ROOT, 'dist', 'node', 'electron-main.js'));
let launches = 0;

/**
 * Runs the built main file, the one that is shipped, against a stand-in. Not the source through vitest's transforms: then neither the
 * bundling, nor the paths between the built files, nor Node's own module loading would have been tried. Resolves when it has been
 * evaluated, which is when Electron would send `ready`.
 */
export async function loadBuiltMain(electron: ElectronStandIn): Promise<void> {
  teachLoader();
  const launch = String(++launches);
  shelf.set(launch, electron);
  const { load } = (await import(LOADER)) as { load: (url: string) => Promise<unknown> };
  await load(`${MAIN.href}?launch=${launch}`);
}

/** Node's import, not vitest's. */
const LOADER = `data:text/javascript,${encodeURIComponent('export const load = (url) => import(url);')}`;
