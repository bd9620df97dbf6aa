import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMedian, measureBareNode, measureFirstAnswer } from '../lib/measured-process.mjs';
import { inRoot } from '../lib/project.mjs';

const TIMES = 5;
const FLOOR = 'bare-node-start';

/**
 * From starting a process to its first answer over HTTP: the mock alone, and the built program as a person starts it the second time.
 * Against the floor of an empty Node process, measured in the same run.
 * @returns {Promise<import('../bench.mjs').Metric[]>}
 */
export async function measureStart() {
  const folder = mkdtempSync(join(tmpdir(), 'mleg-sim-bench-'));
  try {
    const floor = await findMedian(TIMES, measureBareNode);
    const issuer = await findMedian(TIMES, () => measureIssuer(folder));
    await measureApp(folder); // the first start makes keys and files
    const app = await findMedian(TIMES, () => measureApp(folder));
    /** @param {number} value */
    const against = (value) => ({ value, unit: 'ms', against: FLOOR, ratio: value / floor });
    return [
      { id: FLOOR, value: floor, unit: 'ms', against: null, ratio: null },
      { id: 'issuer-first-answer', ...against(issuer) },
      { id: 'second-start-to-page', ...against(app) },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
const measureIssuer = (folder) =>
  measureFirstAnswer(
    [
      inRoot('dist', 'node', 'issuer-mock.js'),
      '--port',
      '0',
      '--db',
      join(folder, 'issuer.db'),
      '--staff-token',
      'bench',
    ],
    (line) => (line.startsWith('{') ? `${JSON.parse(line).url}/.well-known/openid-credential-issuer` : null),
  );

/** @param {string} folder */
const measureApp = (folder) =>
  measureFirstAnswer(
    [inRoot('scripts', 'start.mjs'), '--browser', '--no-open', '--port', '0', '--data-folder', join(folder, 'app')],
    (line) => /http:\/\/127\.0\.0\.1:\d+\//u.exec(line)?.[0] ?? null,
  );
