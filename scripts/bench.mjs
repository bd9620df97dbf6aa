// `npm run -s bench -- NAME --json`: measures one thing on this machine, next to a floor measured in the same run.
import { parseArgs } from 'node:util';
import { measureCountry } from './bench/country.mjs';
import { measureIssuer } from './bench/issuer.mjs';
import { measurePhoto } from './bench/photo.mjs';
import { drawScanTables } from './bench/scan-tables.mjs';
import { measureLiveScan } from './bench/scan-live.mjs';
import { measureScan } from './bench/scan.mjs';
import { measureStart } from './bench/start.mjs';
import { measureStatusList } from './bench/status-list.mjs';
import { measureVerify } from './bench/verify.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { runMain, Stop } from './lib/stop.mjs';

/**
 * @typedef {object} Metric
 * @property {string} id
 * @property {number} value
 * @property {string} unit
 * @property {string | null} against id of the metric it is held against; null for the floor itself
 * @property {number | null} ratio value ÷ the floor's value
 */

/** @typedef {{ students: number, frames: number, seed: number, folders: readonly string[] }} Options */

/**
 * @typedef {object} Bench
 * @property {string} says
 * @property {(options: Options) => Promise<Metric[]>} measure
 * @property {(metrics: readonly Metric[]) => readonly string[]} [draw] lines for a person, where a plain list would not do
 */

/** @type {Record<string, Bench>} */
const BENCHES = {
  start: {
    says: 'process start to first HTTP answer: the mock alone, and the whole built program',
    measure: measureStart,
  },
  issuer: {
    says: 'activations per second over real HTTP, against the ES256 operations and committed writes each needs',
    measure: measureIssuer,
  },
  country: {
    says: 'a whole country (1.3 million students, --students N for fewer) seeded and issued in bulk: time, file size, memory',
    measure: measureCountry,
  },
  photo: {
    says: 'a card with a photo of 2, 3 and 4 KB through a moving QR code, one frame in five lost, against as many frames as it has blocks',
    measure: measurePhoto,
  },
  'status-list': {
    says: 'a status list of 2^21 entries: built, signed, read, against the public status-list library',
    measure: measureStatusList,
  },
  scan: {
    says: 'QR codes read in drawn webcam frames, each engine beside the others (--frames N a cell, --seed S), or in the pictures of FOLDER…',
    measure: measureScan,
    draw: drawScanTables,
  },
  'scan-live': {
    says: 'the page before a fake webcam: frames looked at of those it gives, frames until a code that comes in is read, how soon camera and worker rest',
    measure: measureLiveScan,
  },
  verify: {
    says: 'shown cards checked per second, against their bare signatures and hashes; a frame to its verdict; a year of records',
    measure: measureVerify,
  },
};

const USAGE = 'Usage: npm run -s bench -- NAME [--json] [--students N] [--frames N] [--seed S] [FOLDER…] | --list';

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

await runMain(async () => {
  const { name, isJson, wantsList, options } = readOptions(process.argv.slice(2));
  if (wantsList) {
    const list = Object.entries(BENCHES).map(([id, { says }]) => ({ name: id, says }));
    return isJson ? say(JSON.stringify(list)) : list.forEach((bench) => say(`${bench.name}  ${bench.says}`));
  }
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) throw new Stop(2, `${name ? `There is no bench "${name}". ` : ''}${USAGE}`);
  await ensureInstalled();
  await ensureBuilt();
  const metrics = await bench.measure(options);
  if (isJson) return say(JSON.stringify({ name, metrics }));
  (bench.draw ?? listMetrics)(metrics).forEach(say);
});

/** @param {readonly Metric[]} metrics */
function listMetrics(metrics) {
  return metrics.map(({ id, value, unit, against, ratio }) => {
    const beside = against === null || ratio === null ? '' : `${ratio.toFixed(2)} × ${against}`;
    return `${id.padEnd(24)} ${`${value.toFixed(0)} ${unit}`.padStart(9)}   ${beside}`;
  });
}

/** @param {readonly string[]} args */
function readOptions(args) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        list: { type: 'boolean' },
        students: { type: 'string' },
        frames: { type: 'string' },
        seed: { type: 'string' },
      },
    });
    const [name = '', ...folders] = positionals;
    if (folders.length > 0 && name !== 'scan') throw new Error('One bench at a time.');
    const options = {
      students: readNumber('--students', values.students ?? '1300000', 1, 2_000_000),
      frames: readNumber('--frames', values.frames ?? '20', 1, 10_000),
      seed: readNumber('--seed', values.seed ?? '1', 0, 2 ** 32 - 1),
      folders,
    };
    return { name, isJson: values.json === true, wantsList: values.list === true, options };
  } catch (error) {
    throw new Stop(2, `${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

/** @param {string} option @param {string} text @param {number} least @param {number} most */
function readNumber(option, text, least, most) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`${option} is ${least} to ${most}.`);
  return number;
}
