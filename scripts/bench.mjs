// `npm run -s bench -- NAME --json`: measures one thing on this machine, next to a floor measured in the same run.
import { parseArgs } from 'node:util';
import { measureCountry } from './bench/country.mjs';
import { measureIssuer } from './bench/issuer.mjs';
import { measurePhoto } from './bench/photo.mjs';
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

/** @type {Record<string, { says: string, measure: (options: { students: number }) => Promise<Metric[]> }>} */
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
  verify: {
    says: 'shown cards checked per second, against their bare signatures and hashes; a frame to its verdict; a year of records',
    measure: measureVerify,
  },
};

const USAGE = 'Usage: npm run -s bench -- NAME [--json] [--students N] | --list';

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

await runMain(async () => {
  const { name, isJson, wantsList, students } = readOptions(process.argv.slice(2));
  if (wantsList) {
    const list = Object.entries(BENCHES).map(([id, { says }]) => ({ name: id, says }));
    return isJson ? say(JSON.stringify(list)) : list.forEach((bench) => say(`${bench.name}  ${bench.says}`));
  }
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) throw new Stop(2, `${name ? `There is no bench "${name}". ` : ''}${USAGE}`);
  await ensureInstalled();
  await ensureBuilt();
  const metrics = await bench.measure({ students });
  if (isJson) return say(JSON.stringify({ name, metrics }));
  for (const { id, value, unit, against, ratio } of metrics) {
    const beside = against === null || ratio === null ? '' : `${ratio.toFixed(2)} × ${against}`;
    say(`${id.padEnd(24)} ${`${value.toFixed(0)} ${unit}`.padStart(9)}   ${beside}`);
  }
});

/** @param {readonly string[]} args */
function readOptions(args) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, list: { type: 'boolean' }, students: { type: 'string' } },
    });
    if (positionals.length > 1) throw new Error('One bench at a time.');
    const students = Number(values.students ?? 1_300_000);
    if (!Number.isInteger(students) || students < 1 || students > 2_000_000)
      throw new Error('--students is 1 to 2000000.');
    return { students, name: positionals[0] ?? '', isJson: values.json === true, wantsList: values.list === true };
  } catch (error) {
    throw new Stop(2, `${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
