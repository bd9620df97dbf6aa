import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, absolute. Scripts work from any current folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string[]} parts */
export const inRoot = (...parts) => join(ROOT, ...parts);

/**
 * The JavaScript file behind an installed package's command. Started with `process.execPath` it needs no shell, which
 * the `.cmd` files in node_modules/.bin would on Windows.
 * @param {string} packageName
 * @param {string} [command] name in the package's `bin`; by default the package's own name
 */
export function findCommand(packageName, command = packageName) {
  const folder = inRoot('node_modules', packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(folder, file);
}
