import { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../project-root.ts';
import type { ElectronStandIn } from './create-stand-in.ts';

const MAIN = pathToFileURL(path.join(ROOT, 'dist', 'node', 'electron-main.js'));
const SHELF = Symbol.for('mleg.electron-stand-ins');
const shelf = ((globalThis as Record<symbol, unknown>)[SHELF] ??= new Map()) as Map<string, ElectronStandIn>;

/** What main may import by name. A name that Electron has and this list has not fails to link, loudly. */
const EXPORTS = [
  ...['app', 'BrowserWindow', 'dialog', 'ipcMain', 'Menu'],
  ...['protocol', 'safeStorage', 'session', 'shell', 'utilityProcess'],
] as const satisfies readonly (keyof ElectronStandIn)[];

/**
 * Node's own loader, told what `electron` is. The launch number travels along every import, so that each launch is a program of its own
 * with its own module state, as each start of the real one is.
 */
const HOOKS = `
export async function resolve(specifier, context, next) {
  const launch = context.parentURL && new URL(context.parentURL).searchParams.get('launch');
  if (!launch) return next(specifier, context);
  if (specifier === 'electron') return { url: 'electron-stand-in:?launch=' + launch, shortCircuit: true };
  const resolved = await next(specifier, context);
  if (!resolved.url.startsWith('file:') || resolved.url.includes('/node_modules/')) return resolved;
  return { ...resolved, url: resolved.url.split('?')[0] + '?launch=' + launch };
}
export async function load(url, context, next) {
  if (!url.startsWith('electron-stand-in:')) return next(url, context);
  const launch = new URL(url).searchParams.get('launch');
  const source = [
    "const electron = globalThis[Symbol.for('mleg.electron-stand-ins')].get('" + launch + "');",
    'export default electron;',
    ...${JSON.stringify(EXPORTS)}.map((name) => 'export const ' + name + ' = electron.' + name + ';'),
  ].join('\\n');
  return { format: 'module', source, shortCircuit: true };
}`;

let launches = 0;

/**
 * Runs the built main file, the one that is shipped, against a stand-in. Not the source through vitest's transforms: then neither the
 * bundling, nor the paths between the built files, nor Node's own module loading would have been tried. Resolves when it has been
 * evaluated, which is when Electron would send `ready`.
 */
export async function loadBuiltMain(electron: ElectronStandIn): Promise<void> {
  if (launches === 0) register(`data:text/javascript,${encodeURIComponent(HOOKS)}`);
  const launch = String(++launches);
  shelf.set(launch, electron);
  const { load } = (await import(LOADER)) as { load: (url: string) => Promise<unknown> };
  await load(`${MAIN.href}?launch=${launch}`);
}

/** Node's import, not vitest's. */
const LOADER = `data:text/javascript,${encodeURIComponent('export const load = (url) => import(url);')}`;
