/// <reference lib="dom" />
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../host/content-security-policy.ts';
import { launchDesktop, type Launched, removeDataFolders } from '../support/electron/launch-desktop.ts';
import { ROOT } from '../support/project-root.ts';

const BUILT_PAGE = path.join(ROOT, 'dist', 'page');

let desktop: Launched;
beforeAll(async () => {
  desktop = await launchDesktop();
  await desktop.page();
});
afterAll(async () => {
  await desktop.end();
  removeDataFolders();
});

const ask = (url: string, method = 'GET'): Promise<Response> =>
  desktop.world.protocol.answer(new Request(url, { method }));

test('the scheme is an origin like https and keeps to the CSP', () => {
  expect(desktop.world.protocol.schemes()).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
});

test('the page comes with its policy, which names the mock’s origin and nothing else of the network', async () => {
  const response = await ask('app://mleg-sim/index.html');
  const university = await universityOrigin();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(university),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(university).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  expect(await response.text()).toContain('<script type="module"');
});

test.each([
  [/^decode-worker-.*\.js$/u, 'text/javascript; charset=utf-8'],
  [/^zxing_reader-.*\.wasm$/u, 'application/wasm'],
])('the decoder’s %s comes from the program itself, under the same policy', async (name, contentType) => {
  const file = readdirSync(path.join(BUILT_PAGE, 'assets')).find((built) => name.test(built));
  const response = await ask(`app://mleg-sim/assets/${file}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, contentType]);
  // A worker keeps to the policy of its own script, not to that of the page that started it.
  expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy(await universityOrigin()));
});

test.each([
  'app://mleg-sim/..%2f..%2fpackage.json',
  'app://mleg-sim/..%2Fnode%2Felectron-main.js',
  'app://mleg-sim/assets/..%2f..%2f..%2fpackage.json',
  'app://mleg-sim/..%5c..%5cpackage.json',
  'app://mleg-sim/%2e%2e/%2e%2e/package.json',
  'app://mleg-sim/..%252f..%252fpackage.json',
  'app://mleg-sim/../../package.json',
  'app://mleg-sim//etc/hostname',
  'app://mleg-sim/%2fetc%2fhostname',
  'app://mleg-sim/index.html%00.js',
  'app://mleg-sim/%',
  'app://mleg-sim/%ff',
  'app://mleg-sim/assets',
  'app://mleg-sim/nothing-here.js',
  'app://other/index.html',
  'app://mleg-sim.example/index.html',
  'app://mleg-sim:80/index.html',
])('%s is not served', async (url) => {
  const response = await ask(url);
  expect([response.status, await response.text()]).toEqual([404, '']);
});

test.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  const response = await ask('app://mleg-sim/index.html', method);
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
});

async function universityOrigin(): Promise<string | null> {
  const page = await desktop.page();
  const app = await page.evaluate(() => window.mlegHost.call('app.read', null));
  const { url } = (app as { value: { university: { url: string | null } } }).value.university;
  return url && new URL(url).origin;
}
