import { parseArgs } from 'node:util';
import { Stop } from './stop.mjs';

export const USAGE = `Usage: npm start [-- OPTIONS]
  --desktop           the Electron window, or nothing
  --browser           the browser shell, even where Electron is there
  --no-open           browser shell: print the address, open no browser
  --port N            browser shell: listen on this port, or not at all (0: any free one)
  --data-folder DIR   keep cards, settings and the mock's database there
  --help              this text`;

/**
 * @typedef {object} StartOptions
 * @property {'desktop' | 'browser' | 'either'} shell
 * @property {boolean} wantsHelp
 * @property {boolean} opensBrowser
 * @property {string | null} port
 * @property {string | null} dataFolder
 */

/**
 * Throws Stop(2) with the usage text on anything it does not know.
 * @param {readonly string[]} args
 * @returns {StartOptions}
 */
export function readStartOptions(args) {
  const { values } = parse(args);
  if (values.desktop && values.browser) throw wrong('--desktop and --browser exclude each other.');
  const port = values.port ?? null;
  if (port !== null && !(/^\d{1,5}$/u.test(port) && Number(port) <= 65_535)) {
    throw wrong(`--port needs a number from 0 to 65535, not ${port}.`);
  }
  const isBrowserOnly = values['no-open'] === true || port !== null;
  if (values.desktop && isBrowserOnly) throw wrong('--no-open and --port are for the browser shell.');
  return {
    shell: values.desktop ? 'desktop' : values.browser || isBrowserOnly ? 'browser' : 'either',
    wantsHelp: values.help === true,
    opensBrowser: !values['no-open'],
    port,
    dataFolder: values['data-folder'] ?? null,
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        desktop: { type: 'boolean' },
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        'data-folder': { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} problem */
const wrong = (problem) => new Stop(2, `${problem}\n\n${USAGE}`);
