import { register } from 'node:module';
import type { ElectronStandIn } from './create-stand-in.ts';

/** The stand-ins of this process by launch number; the empty number is for modules that a test imports by itself. */
const SHELF = Symbol.for('mleg.electron-stand-ins');
export const shelf = ((globalThis as Record<symbol, unknown>)[SHELF] ??= new Map()) as Map<string, ElectronStandIn>;

/** What main may import by name. A name that Electron has and this list has not fails to link, loudly. */
const EXPORTS = [
  ...['app', 'BrowserWindow', 'desktopCapturer', 'dialog', 'ipcMain', 'Menu'],
  ...['protocol', 'safeStorage', 'session', 'shell', 'utilityProcess'],
] as const satisfies readonly (keyof ElectronStandIn)[];

/**
 * Node's own loader, told what `electron` is, for whoever asks and however (vitest asks by file). The real one would start a download
 * and throw. The launch number travels along every import, so that each launch is a program of its own
 * with its own module state, as each start of the real one is.
 */
const HOOKS = `
export async function resolve(specifier, context, next) {
  const launch = context.parentURL && new URL(context.parentURL).searchParams.get('launch');
  if (specifier === 'electron' || specifier.endsWith('/node_modules/electron/index.js'))
    return { url: 'electron-stand-in:?launch=' + (launch ?? ''), shortCircuit: true };
  const resolved = await next(specifier, context);
  if (!launch || !resolved.url.startsWith('file:') || resolved.url.includes('/node_modules/')) return resolved;
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

let isRegistered = false;

export function teachLoader(): void {
  if (!isRegistered) register(`data:text/javascript,${encodeURIComponent(HOOKS)}`);
  isRegistered = true;
}
