import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../support/programs.ts';

const STEPS = [
  'issuer',
  'order',
  'ready',
  'qr-drawn',
  'qr-read',
  'qr-checked',
  'redeemed',
  'collected',
  'reopened',
  'verified',
];

interface Demo {
  readonly ok: boolean;
  readonly steps: readonly {
    readonly id: string;
    readonly ok: boolean;
    readonly ms: number;
    readonly detail: string;
  }[];
  readonly card: Readonly<Record<string, string>> | null;
}

describe('mleg-sim demo', () => {
  it('walks the whole path and says so in one JSON value', async () => {
    const { code, stdout, stderr } = await runProgram('cli', ['demo', '--json']);
    const demo = JSON.parse(stdout) as Demo;
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect([code, stderr, demo.ok]).toEqual([0, '', true]);
    expect(demo.steps.map(({ id, ok }) => [id, ok])).toEqual(STEPS.map((id) => [id, true]));
    expect(demo.card).toMatchObject({ givenName: 'Zofia', familyName: 'Przykładowa', status: 'valid' });
    expect(Object.keys(demo.card ?? {})).not.toContain('pesel');
  });

  it('says each step to a person', async () => {
    const { code, stdout } = await runProgram('cli', ['demo']);
    expect(code).toBe(0);
    for (const step of STEPS) expect(stdout).toMatch(new RegExp(`✓ ${step} `, 'u'));
    expect(stdout).toContain('The card is stored and verified.');
  });

  it('keeps what it made where it is asked to, in an empty folder only', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mleg-keep-'));
    try {
      expect((await runProgram('cli', ['demo', '--json', '--keep', folder])).code).toBe(0);
      expect(readdirSync(folder)).toEqual(expect.arrayContaining(['activation-qr.png', 'university.db', 'wallet']));
      expect((await runProgram('cli', ['demo', '--json', '--keep', folder])).code).toBe(3);
      const file = path.join(folder, 'file');
      writeFileSync(file, '');
      expect((await runProgram('cli', ['demo', '--json', '--keep', path.join(file, 'x')])).code).toBe(3);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
