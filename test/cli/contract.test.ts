import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/programs.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mleg-contract-'));
  writeFileSync(path.join(folder, 'bad.json'), '{');
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);

describe('the command contract, when it cannot be done', () => {
  it.each<[code: number, what: string, args: () => string[]]>([
    [2, 'no text', () => ['inspect', '--json']],
    [2, 'an unknown option', () => ['inspect', '--json', '--nope', 'x']],
    [2, 'an unknown command', () => ['nosuch', '--json']],
    [2, 'a code left out', () => ['activate', '--json', 'x']],
    [2, 'one word too many', () => ['demo', '--json', 'extra']],
    [3, 'a missing file', () => ['inspect', '--json', at('none.txt')]],
    [3, 'a key file that is not JSON', () => ['inspect', '--json', '--jwk', at('bad.json'), 'x']],
    [3, 'a wallet folder that is a file', () => ['activate', '--json', '--code', 'x', '--wallet', at('bad.json'), 'x']],
  ])('exits %d and says why in one JSON value: %s', async (code, _what, args) => {
    const ended = await runProgram('cli', args());
    expect([ended.code, JSON.parse(ended.stdout)]).toEqual([
      code,
      { ok: false, error: code === 2 ? 'usage' : 'could-not-run', detail: expect.any(String) as string },
    ]);
    expect(ended.stderr).toMatch(/^mleg-sim: /u);
  });

  it('writes nothing to standard output without --json, nor where it is text to be looked at', async () => {
    const [plain, quoted] = await Promise.all([
      runProgram('cli', ['inspect', at('none.txt')]),
      runProgram('cli', ['inspect', '--', '--json', 'x']),
    ]);
    expect([plain.code, plain.stdout, quoted.code, quoted.stdout]).toEqual([3, '', 2, '']);
  });

  it('does not explain a command there is not', async () => {
    const { code, stdout } = await runProgram('cli', ['help', 'nosuch']);
    expect([code, stdout]).toEqual([2, '']);
  });
});
