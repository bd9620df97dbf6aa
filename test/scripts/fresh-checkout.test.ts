import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../support/project-root.ts';

/** A checkout with the real scripts, a small lock file and a stand-in for npm that notes each call and "installs" what is locked. */
let checkout: string;

const NPM = `
import { appendFileSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
if (existsSync('npm-is-broken')) process.exit(1);
mkdirSync('node_modules', { recursive: true });
copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
console.log('npm talks');
`;
const PROBE = `
import { ensureInstalled } from './lib/ensure-installed.mjs';
import { runMain } from './lib/stop.mjs';
await runMain(async () => { await ensureInstalled(); process.stdout.write('ready'); });
`;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'mleg-sim-checkout-'));
  cpSync(join(ROOT, 'scripts'), join(checkout, 'scripts'), { recursive: true });
  writeFileSync(join(checkout, 'scripts', 'probe.mjs'), PROBE);
  writeFileSync(join(checkout, 'package.json'), '{"type":"module"}');
  writeFileSync(join(checkout, 'npm.js'), NPM);
  lock({ 'node_modules/left': { version: '1.0.0' } });
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

function lock(packages: Record<string, { version: string; optional?: boolean }>, folder = '.'): void {
  mkdirSync(join(checkout, folder), { recursive: true });
  const name = folder === '.' ? 'package-lock.json' : '.package-lock.json';
  writeFileSync(join(checkout, folder, name), JSON.stringify({ packages: { '': {}, ...packages } }));
}

async function probe() {
  const child = spawn(process.execPath, [join(checkout, 'scripts', 'probe.mjs')], {
    env: { ...process.env, npm_execpath: join(checkout, 'npm.js') },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, stdout, stderr };
}

const npmCalls = (): readonly string[] =>
  existsSync(join(checkout, 'npm-calls')) ? readFileSync(join(checkout, 'npm-calls'), 'utf8').trim().split('\n') : [];
const CI = 'ci --no-audit --no-fund --loglevel=error';

describe('a command in a fresh checkout', () => {
  test('installs once, and keeps npm out of its standard output', async () => {
    expect(await probe()).toEqual({ code: 0, stdout: 'ready', stderr: 'npm talks\n' });
    expect(await probe()).toEqual({ code: 0, stdout: 'ready', stderr: '' });
    expect(npmCalls()).toEqual([CI]);
  });

  test('installs again when the lock file asks for another version', async () => {
    await probe();
    lock({ 'node_modules/left': { version: '1.0.1' } });
    expect((await probe()).code).toBe(0);
    expect(npmCalls()).toEqual([CI, CI]);
  });

  test('accepts what a person has installed, without the parts of other platforms', async () => {
    lock({
      'node_modules/left': { version: '1.0.0' },
      'node_modules/left-darwin': { version: '1.0.0', optional: true },
    });
    lock({ 'node_modules/left': { version: '1.0.0' } }, 'node_modules');
    expect(await probe()).toEqual({ code: 0, stdout: 'ready', stderr: '' });
    expect(npmCalls()).toEqual([]);
  });

  test('says plainly that npm failed, and ends with 3', async () => {
    writeFileSync(join(checkout, 'npm-is-broken'), '');
    const { code, stdout, stderr } = await probe();
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toBe('npm ci failed; without its packages nothing here can run.\n');
  });

  test('two at once install once', async () => {
    expect((await Promise.all([probe(), probe()])).map(({ code, stdout }) => ({ code, stdout }))).toEqual([
      { code: 0, stdout: 'ready' },
      { code: 0, stdout: 'ready' },
    ]);
    expect(npmCalls()).toEqual([CI]);
  });

  test('a lock left behind by a command that was killed holds nobody up', async () => {
    const gone = spawn(process.execPath, ['-e', '0']);
    await once(gone, 'exit');
    mkdirSync(join(checkout, 'dist'));
    writeFileSync(join(checkout, 'dist', '.lock'), String(gone.pid));
    expect((await probe()).code).toBe(0);
    expect(existsSync(join(checkout, 'dist', '.lock'))).toBe(false);
  });
});
