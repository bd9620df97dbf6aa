import { findCommand, inRoot } from './project.mjs';
import { runNode } from './run.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<import('./run.mjs').Finished>} run
 */

/** Folders with TypeScript of their own kind, each with the tsconfig.json that says what its runtime has. */
const TYPED_FOLDERS = ['shared', 'scan', 'issuer-mock', 'host', 'electron', 'cli', 'scripts', 'test'];
const LINKED_FOLDERS = ['shared', 'scan', 'issuer-mock', 'host', 'electron', 'renderer', 'cli', 'scripts', 'test'];

/**
 * @param {string} name
 * @param {string} packageName
 * @param {string[]} args
 * @param {string} [command]
 * @returns {Check}
 */
const check = (name, packageName, args, command) => ({
  name,
  run: () => runNode(findCommand(packageName, command), args, { env: { FORCE_COLOR: '0', NO_COLOR: '1' } }),
});

/** What can be said of the sources without running them. The longest stand first, so that two at a time end together. @type {Check[]} */
export const STATIC_CHECKS = [
  check('eslint', 'eslint', ['.', '--max-warnings', '0']),
  check('types: renderer', 'svelte-check', [
    ...['--workspace', inRoot('renderer'), '--tsconfig', inRoot('renderer', 'tsconfig.json')],
    ...['--fail-on-warnings', '--output', 'human'],
  ]),
  check('prettier', 'prettier', ['--check', '.']),
  check('knip', 'knip', ['--no-progress']),
  ...TYPED_FOLDERS.map((folder) => check(`types: ${folder}`, 'typescript', ['-p', inRoot(folder)], 'tsc')),
  check('import rules', 'dependency-cruiser', ['--config', '.dependency-cruiser.cjs', ...LINKED_FOLDERS], 'depcruise'),
];
