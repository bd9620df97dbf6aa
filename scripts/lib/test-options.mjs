import { parseArgs } from 'node:util';
import { STATIC_CHECKS } from './static-checks.mjs';
import { Stop } from './stop.mjs';

const NAMES = [...STATIC_CHECKS.map(({ name }) => name), 'vitest'];

export const USAGE = `Usage: npm test [-- --only NAME … [-- VITEST ARGUMENTS]]
  Without arguments: everything.
  --only NAME   only this check; may be given several times. Names: ${NAMES.join(', ')};
                "types" means all type checks
  What follows is handed to vitest: npm test -- --only vitest test/shared`;

/**
 * @typedef {object} TestOptions
 * @property {boolean} wantsHelp
 * @property {import('./static-checks.mjs').Check[]} checks
 * @property {boolean} runsVitest
 * @property {string[]} notRun names of what --only leaves out
 * @property {string[]} vitestArgs
 */

/**
 * Throws Stop(2) with the usage text on anything it does not know.
 * @param {readonly string[]} args
 * @returns {TestOptions}
 */
export function readTestOptions(args) {
  const { values, positionals } = parse(args);
  const wanted = values.only ?? [];
  const unknown = wanted.find((name) => name !== 'types' && !NAMES.includes(name));
  if (unknown !== undefined) throw new Stop(2, `There is no check "${unknown}".\n\n${USAGE}`);
  /** @param {string} name */
  const isWanted = (name) =>
    wanted.length === 0 || wanted.includes(name) || (wanted.includes('types') && name.startsWith('types: '));
  if (positionals.length > 0 && !isWanted('vitest')) throw new Stop(2, `${positionals[0]} is for vitest.\n\n${USAGE}`);
  return {
    wantsHelp: values.help === true,
    checks: STATIC_CHECKS.filter(({ name }) => isWanted(name)),
    runsVitest: isWanted('vitest'),
    notRun: NAMES.filter((name) => !isWanted(name)),
    vitestArgs: positionals,
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { only: { type: 'string', multiple: true }, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw new Stop(2, `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}
