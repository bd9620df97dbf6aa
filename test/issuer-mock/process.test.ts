import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BundledIssuer, bundleIssuer } from './bundled-issuer.ts';

let bundle: BundledIssuer;
let folder: string;
let program: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  bundle = await bundleIssuer();
  ({ folder, program } = bundle);
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => bundle.remove());

interface Running {
  readonly child: ChildProcess;
  readonly hello: { readonly url: string; readonly pid: number; readonly anchor: Record<string, string> };
}

function run(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function start(...args: string[]): Promise<Running> {
  const child = run(...args);
  const [line] = (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line')) as [string];
  return { child, hello: JSON.parse(line) as Running['hello'] };
}

async function finish(child: ChildProcess): Promise<{ code: number | null; stderr: string; stdout: string }> {
  const texts = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
}

const consoleLine = (url: string): string => `Staff console: ${url}/console\n`;

describe('the mock as a process', () => {
  it('says where it is in one line of JSON, answers, and ends orderly on a signal', async () => {
    const { child, hello } = await start('--staff-token', 'process-test', '--fast');
    expect(hello).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/u) as string,
      pid: child.pid,
      anchor: { kty: 'EC', crv: 'P-256', x: expect.any(String) as string, y: expect.any(String) as string },
    });
    const order = await fetch(`${hello.url}/api/orders`, {
      method: 'POST',
      headers: { Authorization: 'Bearer process-test', 'Content-Type': 'application/json' },
      body: '{"student":"zofia"}',
    });
    expect([order.status, ((await order.json()) as { state: string }).state]).toEqual([201, 'ready']);
    child.kill('SIGTERM');
    expect(await finish(child)).toEqual({ code: 0, stdout: '', stderr: consoleLine(hello.url) });
  });

  it('makes up a staff token and shows it once where none was given', async () => {
    const { child, hello } = await start();
    child.kill('SIGINT');
    const { code, stderr } = await finish(child);
    expect(code).toBe(0);
    const line = consoleLine(hello.url);
    expect(stderr.slice(0, line.length)).toBe(line);
    expect(stderr.slice(line.length)).toMatch(/^Staff token, shown only now: [\w-]{32}\n$/u);
    expect(hello.url).not.toBe('');
  });

  it('ends when its parent closes standard input, if it has one', async () => {
    const { child } = await start('--with-parent', '--staff-token', 'x');
    child.stdin?.end();
    // Whoever keeps it has pages of its own, and a token that nobody could type.
    expect(await finish(child)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('leaves everything in the one database file when it ends orderly', async () => {
    const first = await start('--db', join(folder, 'whole.db'));
    first.child.kill('SIGTERM');
    await finish(first.child);
    copyFileSync(join(folder, 'whole.db'), join(folder, 'copy.db'));
    const second = await start('--db', join(folder, 'copy.db'));
    expect(second.hello.anchor).toEqual(first.hello.anchor);
  });

  it('reports no fault of its own when a caller hangs up half way', async () => {
    const { child, hello } = await start('--staff-token', 'hang-up');
    const { port } = new URL(hello.url);
    const socket = connect(Number(port), '127.0.0.1');
    const head = `POST /token HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded`;
    // The 100 says that the request has arrived; only then is it broken off.
    socket.write(`${head}\r\nExpect: 100-continue\r\nContent-Length: 50\r\n\r\nabc`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    await fetch(`${hello.url}/api/health`);
    child.kill('SIGTERM');
    expect(await finish(child)).toMatchObject({ code: 0, stderr: consoleLine(hello.url) });
  });

  it('keeps its anchor and its orders when it is killed', async () => {
    const db = join(folder, 'killed.db');
    const first = await start('--db', db, '--staff-token', 'kill-test', '--fast');
    const headers = { Authorization: 'Bearer kill-test', 'Content-Type': 'application/json' };
    const placed = await fetch(`${first.hello.url}/api/orders`, { method: 'POST', headers, body: '{"student":"jan"}' });
    const { id } = (await placed.json()) as { id: string };
    first.child.kill('SIGKILL');
    await finish(first.child);
    const second = await start('--db', db, '--staff-token', 'kill-test');
    const read = await fetch(`${second.hello.url}/api/orders/${id}`, { headers });
    expect([read.status, second.hello.anchor]).toEqual([200, first.hello.anchor]);
  });
});

describe('the mock that cannot run', () => {
  it('says so in one line and exits with 3: port in use', async () => {
    const { hello } = await start();
    const { port } = new URL(hello.url);
    expect(await finish(run('--port', port))).toEqual({
      code: 3,
      stdout: '',
      stderr: `cannot listen at 127.0.0.1:${port}: the port is in use\n`,
    });
  });

  it('says so in one line and exits with 3: damaged database, which stays as it was', async () => {
    const db = join(folder, 'damaged.db');
    writeFileSync(db, 'not a database at all, but long enough to be looked at'.repeat(40));
    const before = readFileSync(db);
    const { code, stderr } = await finish(run('--db', db));
    expect([code, stderr]).toEqual([3, `cannot use the database ${db}: it is damaged, or not a database\n`]);
    expect(readFileSync(db).equals(before)).toBe(true);
  });

  it('says so in one line and exits with 3: no such folder', async () => {
    const { code, stderr } = await finish(run('--db', join(tmpdir(), 'no-such-folder-of-mleg', 'mock.db')));
    expect([code, stderr.split('\n').length]).toEqual([3, 2]);
  });

  it('explains how it is called and exits with 2: wrong arguments', async () => {
    const { code, stderr, stdout } = await finish(run('--bogus'));
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: ');
  });
});
