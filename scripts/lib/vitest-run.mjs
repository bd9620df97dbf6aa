import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { findCommand, inRoot, ROOT } from './project.mjs';
import { runNode } from './run.mjs';

const REPORT = inRoot('test-results', 'vitest.json');

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed test files that could not even be read, and a run that failed besides its tests, count as one each
 * @property {string[]} skipped names of tests that did not run; each name says why
 */

/**
 * Runs the tests, showing their progress as they go.
 * @param {readonly string[]} args further arguments for vitest, such as a folder
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<Counts>}
 */
export async function runVitest(args, env) {
  mkdirSync(inRoot('test-results'), { recursive: true });
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const { code } = await runNode(findCommand('vitest'), ['run', ...reporters, ...args], { output: 'inherit', env });
  const counts = readReport();
  const hasUnseenFailure = code !== 0 && counts.failed === 0;
  return hasUnseenFailure ? { ...counts, failed: 1 } : counts;
}

/** @returns {Counts} */
function readReport() {
  /** @type {{ testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  const report = readJson(REPORT) ?? { testResults: [] };
  const files = report.testResults;
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ status, fullName }) => ({ status, name: `${relative(ROOT, name)}: ${fullName}` })),
  );
  const failedTests = tests.filter(({ status }) => status === 'failed').length;
  const brokenFiles = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failedTests + brokenFiles,
    skipped: tests.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ name }) => name),
  };
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null; // vitest ended before it wrote its report, which its exit code tells
  }
}
