// `npm test`: installs, builds, gets a Chromium, then runs every check and every test, and ends with one line of counts.
import { endWithNpm } from './lib/end-with-npm.mjs';
import { ensureBuilt } from './lib/ensure-built.mjs';
import { ensureChromium } from './lib/ensure-chromium.mjs';
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { formatSeconds } from './lib/progress.mjs';
import { runMain, Stop } from './lib/stop.mjs';
import { readTestOptions, USAGE } from './lib/test-options.mjs';
import { runVitest } from './lib/vitest-run.mjs';

/** @param {string} line */
const say = (line) => void process.stdout.write(`${line}\n`);

/** @type {{ passed: number, failed: number, skipped: string[] }} */
const total = { passed: 0, failed: 0, skipped: [] };

/**
 * Counts one check and says in one line how it went; what it has to say follows only where it failed.
 * @param {string} name
 * @param {{ isGood: boolean, ms: number, output: string }} result
 */
function note(name, { isGood, ms, output }) {
  total[isGood ? 'passed' : 'failed'] += 1;
  say(`${isGood ? 'ok    ' : 'FAILED'}  ${name.padEnd(20)} ${formatSeconds(ms)}`);
  if (!isGood && output.trim()) say(output.trimEnd().replace(/^/gmu, '        '));
}

/** Two at a time: each of these tools uses one core. @param {import('./lib/static-checks.mjs').Check[]} checks */
async function runStaticChecks(checks) {
  const waiting = [...checks];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { code, output, ms } = await check.run();
      note(check.name, { isGood: code === 0, ms, output });
    }
  };
  await Promise.all([work(), work()]);
}

/**
 * What the tests need before they can run, noted like a check. A failure is counted and told; the rest goes on.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T | null>}
 */
async function prepare(name, work) {
  const startedAt = performance.now();
  try {
    const value = await work();
    note(name, { isGood: true, ms: performance.now() - startedAt, output: '' });
    return value;
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    note(name, { isGood: false, ms: performance.now() - startedAt, output: error.message });
    return null;
  }
}

async function findBrowser() {
  const found = await ensureChromium();
  if (found.path === null) throw new Stop(3, `${found.reason}.`);
  return found.path;
}

await runMain(async () => {
  const { wantsHelp, checks, runsVitest, notRun, vitestArgs } = readTestOptions(process.argv.slice(2));
  if (wantsHelp) return say(USAGE);
  endWithNpm();
  // By default a signal ends only this process; leaving through exit() takes the checks and the tests along.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  await ensureInstalled();
  if (runsVitest) await prepare('build', ensureBuilt);
  const chromium = runsVitest ? await prepare('chromium', findBrowser) : null;
  await runStaticChecks(checks);
  if (runsVitest) {
    const counts = await runVitest(vitestArgs, chromium === null ? {} : { CHROMIUM_PATH: chromium });
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped);
  }
  for (const name of total.skipped) say(`skipped  ${name}`);
  if (notRun.length > 0) say(`not asked for: ${notRun.join(', ')}`);
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});
