import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROOT } from '../support/project-root.ts';

let dataFolder: string;
let child: ChildProcess | null = null;

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'mleg-sim-start-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  child = null;
  rmSync(dataFolder, { recursive: true, force: true });
});

interface Started {
  /** The first line of standard output. */
  readonly line: string;
  /** Everything that came to standard output until the process was gone. */
  readonly output: () => string;
  readonly exit: Promise<unknown[]>;
  readonly process: ChildProcess;
}

const START = [process.execPath, join(ROOT, 'scripts', 'start.mjs')];

async function start(
  args: readonly string[],
  env: Record<string, string> = {},
  [command = '', ...first]: readonly string[] = START,
): Promise<Started> {
  child = spawn(command, [...first, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let output = '';
  child.stdout?.on('data', (piece: Buffer) => (output += piece.toString()));
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const { value } = (await lines.next()) as { value: string };
  return { line: value, output: () => output, exit, process: child };
}

async function runToEnd(args: readonly string[], env: Record<string, string> = {}) {
  child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.mjs'), ...args], { env: { ...process.env, ...env } });
  let stderr = '';
  child.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, stderr };
}

const addressIn = (line: string): URL => new URL(/http:\S+/u.exec(line)?.[0] ?? 'none:');

/** Asks until nothing listens there any more; the test's own time limit is the only one. */
async function waitUntilGone(address: URL): Promise<void> {
  while (
    await fetch(address).then(
      () => true,
      () => false,
    )
  );
}

describe('npm start -- --browser --no-open', () => {
  test('prints one line, serves the page, and ends with its children on a signal', async () => {
    const started = await start(['--browser', '--no-open', '--port', '0', '--data-folder', dataFolder]);
    const address = addressIn(started.line);
    expect(address.hostname).toBe('127.0.0.1');
    const answer = await fetch(address);
    expect(await answer.text()).toContain('<script');

    const call = await fetch(new URL('/call', address), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: address.origin,
        Authorization: `Bearer ${new URLSearchParams(address.hash.slice(1)).get('token') ?? ''}`,
      },
      body: JSON.stringify({ name: 'app.read', argument: null }),
    });
    const { value } = (await call.json()) as { value: { university: { url: string } } };
    const university = new URL(value.university.url);
    expect((await fetch(university)).status).toBe(200);

    started.process.kill('SIGTERM');
    expect(await started.exit).toEqual([0, null]);
    await waitUntilGone(address);
    await waitUntilGone(university);
    expect(started.output().trimEnd()).toBe(started.line);
  });

  test.skipIf(process.platform === 'win32')('a signal to npm alone ends the program too', async () => {
    const args = ['start', '--silent', '--', '--browser', '--no-open', '--port', '0', '--data-folder', dataFolder];
    const started = await start(args, {}, ['npm']);
    const address = addressIn(started.line);
    expect((await fetch(address)).status).toBe(200);
    started.process.kill('SIGTERM');
    await started.exit;
    await waitUntilGone(address);
  });
});

describe('npm start without a window to open', () => {
  /** As on a server: a folder without Electron in it, no screen, no download. */
  const nowhere = {
    ELECTRON_OVERRIDE_DIST_PATH: '/nowhere',
    ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
  };

  test('--desktop says so and ends with 3', async () => {
    const { code, stderr } = await runToEnd(['--desktop'], nowhere);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^No desktop window: .+\.\n$/u);
  });

  test('goes on with the browser shell, and says why in one line', async () => {
    child = null;
    const started = await start(['--data-folder', dataFolder], { ...nowhere, BROWSER: 'none', PATH: '' });
    let stderr = '';
    started.process.stderr?.on('data', (piece: Buffer) => (stderr += piece.toString()));
    expect(addressIn(started.line).hostname).toBe('127.0.0.1');
    started.process.kill('SIGTERM');
    expect(await started.exit).toEqual([0, null]);
    expect(stderr).toMatch(/^No desktop window \(.+\), so the browser shell starts instead\.\n/u);
  });

  test('unknown options end with 2 and the usage', async () => {
    const { code, stderr } = await runToEnd(['--fullscreen']);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: npm start');
  });
});
