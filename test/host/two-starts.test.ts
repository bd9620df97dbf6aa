import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Running, runProgram, startProgram } from '../support/programs.ts';

let folder: string;
let first: Running;

// A mock port of its own, so that nothing else on this machine is in the way.
const start = () => startProgram('host-web', ['--no-open', '--port', '0', '--data-folder', folder]);

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mleg-two-'));
  first = await start();
});
afterEach(async () => {
  await first.kill();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('the browser shell started twice over one data folder', () => {
  it('joins: the second says the first’s address and ends, the first goes on', async () => {
    const second = await runProgram('host-web', ['--no-open', '--port', '0', '--data-folder', folder]);
    expect([second.code, second.stdout.trim()]).toEqual([0, first.firstLine]);
    const activate = await runProgram('cli', ['activate', '--json', '--code', 'x', '--wallet', folder, 'x']);
    expect([activate.code, activate.stderr]).toEqual([3, expect.stringContaining(folder)]);
  });

  it('starts for itself once the first was killed', async () => {
    await first.kill();
    const before = first.firstLine;
    first = await start();
    expect(first.firstLine).not.toBe(before);
  });
});

describe('a kill while the wallet’s files are made', () => {
  it('leaves a whole key: what stays of a torn one is refused with its path, not replaced', async () => {
    await first.kill();
    const key = path.join(folder, 'wallet.key');
    expect(readFileSync(key)).toHaveLength(32);
    writeFileSync(key, '');
    const refused = await runProgram('host-web', ['--no-open', '--port', '0', '--data-folder', folder]);
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining(key)]);
  });
});
