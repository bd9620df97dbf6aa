import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseGreeting } from '../../host/issuer/issuer-supervisor.ts';
import { runProgram, type Running, startProgram } from '../support/programs.ts';

const STAFF_TOKEN = 'staff-token-of-the-test';
let folder: string;
let mock: Running;
let url: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mleg-cards-'));
  mock = await startProgram('cli', [
    'issuer',
    '--port',
    '0',
    '--db',
    ':memory:',
    '--staff-token',
    STAFF_TOKEN,
    '--fast',
  ]);
  url = parseGreeting(mock.firstLine)?.url ?? '';
});
afterEach(async () => {
  await mock.stop();
  rmSync(folder, { recursive: true });
});

async function staff(method: string, target: string, body?: unknown): Promise<Record<string, string>> {
  const headers = { authorization: `Bearer ${STAFF_TOKEN}`, 'content-type': 'application/json' };
  const answer = await fetch(url + target, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, string>;
}

async function addCard(): Promise<Record<string, string>> {
  const order = await staff('POST', '/api/orders', { student: 'jan' });
  const args = ['activate', '--code', order['activation_code'] ?? '', '--trust', `${url}/trust-list.json`];
  await runProgram('cli', [...args, '--wallet', folder, '-'], order['qr']);
  return order;
}

async function cards(...args: readonly string[]) {
  const { code, stdout } = await runProgram('cli', ['cards', ...args, '--json', '--wallet', folder]);
  return {
    exit: code,
    ...(JSON.parse(stdout) as {
      ok: boolean;
      code?: string;
      cards: readonly { id: string; status: string; validUntil: string }[];
    }),
  };
}

describe('mleg-sim cards', () => {
  it('lists, updates and removes; the university knows', async () => {
    expect(await cards()).toMatchObject({ exit: 0, ok: true, cards: [], unfinished: 0, removals: 0, notices: [] });
    const order = await addCard();
    const listed = await cards('list');
    expect(listed).toMatchObject({
      exit: 0,
      cards: [{ status: 'valid', givenName: 'Jan', history: [{ kind: 'added' }] }],
    });
    await staff('POST', '/api/students/jan/events', { event: 'renew-els' });
    const { planned_valid_until: extended } = await staff('POST', `/api/orders/${order['id']}/extend`);
    expect(await cards('update')).toMatchObject({ exit: 0, cards: [{ validUntil: extended }] });
    const [card] = listed.cards;
    expect(await cards('remove', card?.id ?? '')).toMatchObject({ exit: 0, ok: true, cards: [], removals: 0 });
    expect((await staff('GET', `/api/orders/${order['id']}`))['state']).toBe('cancelled');
  });

  it('says by its exit code that a card is not valid, is not there, or cannot be asked about', async () => {
    const order = await addCard();
    await staff('POST', `/api/orders/${order['id']}/cancel`);
    expect(await cards('update')).toMatchObject({ exit: 1, ok: true, cards: [{ status: 'invalid' }] });
    expect(await cards('remove', 'none')).toMatchObject({ exit: 1, ok: false, code: 'CARD_GONE' });
    await mock.stop();
    expect(await cards('update')).toMatchObject({ exit: 3, ok: false, code: 'STATUS_UNAVAILABLE' });
  });

  // Not even the superuser may write there.
  it.runIf(process.platform === 'linux')('ends with a sentence in a folder that cannot be written', async () => {
    const { code, stderr } = await runProgram('cli', ['cards', '--wallet', '/sys/kernel']);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^mleg-sim: .*(EACCES|EPERM|EROFS)/u) as string]);
  });

  it.each([[['what']], [['remove']], [['list', 'x']], [['update', 'x', 'y']]])(
    'does not understand %j',
    async (args) => {
      const { code, stderr } = await runProgram('cli', ['cards', ...args, '--wallet', folder]);
      expect([code, stderr.split('\n', 1)[0]]).toEqual([2, expect.stringMatching(/^mleg-sim: /u) as string]);
    },
  );
});
