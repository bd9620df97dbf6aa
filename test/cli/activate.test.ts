import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
  folder = mkdtempSync(path.join(tmpdir(), 'mleg-activate-'));
  await startMock('0');
});
afterEach(async () => {
  await mock.stop();
  rmSync(folder, { recursive: true });
});

async function startMock(port: string): Promise<void> {
  const db = path.join(folder, 'university.db');
  mock = await startProgram('cli', ['issuer', '--port', port, '--db', db, '--staff-token', STAFF_TOKEN, '--fast']);
  url = parseGreeting(mock.firstLine)?.url ?? '';
}

interface OrderAnswer {
  readonly id: string;
  readonly state: string;
  readonly qr: string;
  readonly activation_code: string;
}

async function callUniversity(method: string, target: string, body?: unknown): Promise<OrderAnswer> {
  const response = await fetch(url + target, {
    method,
    headers: { authorization: `Bearer ${STAFF_TOKEN}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as OrderAnswer;
}

async function orderCard(student = 'jan'): Promise<OrderAnswer> {
  const { id } = await callUniversity('POST', '/api/orders', { student });
  return callUniversity('GET', `/api/orders/${id}`);
}

async function activate(order: OrderAnswer, code: string, wallet = 'wallet') {
  const args = [
    'activate',
    '--json',
    '--code',
    code,
    '--trust',
    `${url}/trust-list.json`,
    '--wallet',
    path.join(folder, wallet),
  ];
  const { code: exit, stdout } = await runProgram('cli', [...args, '-'], `${order.qr}\n`);
  return { exit, answer: JSON.parse(stdout) as Record<string, unknown> };
}

describe('mleg-sim issuer', () => {
  it('says where it is in one JSON line, and ends orderly on SIGTERM', async () => {
    expect(JSON.parse(mock.firstLine)).toMatchObject({ url, pid: mock.pid });
    expect((await fetch(`${url}/.well-known/openid-credential-issuer`)).status).toBe(200);
    const { code, stderr } = await mock.stop();
    expect(code).toBe(0);
    expect(stderr).not.toContain(STAFF_TOKEN);
  });
});

describe('mleg-sim activate', () => {
  it('stores the card of an order, once; nothing of it can be read from the wallet’s files', async () => {
    const order = await orderCard();
    expect(order.state).toBe('ready');
    const { exit, answer } = await activate(order, order.activation_code);
    expect([exit, answer['ok']]).toEqual([0, true]);
    expect(answer['card']).toMatchObject({ givenName: 'Jan', familyName: 'Testowy', status: 'valid', issuer: url });
    expect((await callUniversity('GET', `/api/orders/${order.id}`)).state).toBe('collected');

    const wallet = path.join(folder, 'wallet');
    const stored = readdirSync(wallet).map((name) => readFileSync(path.join(wallet, name)).toString('latin1'));
    for (const secret of ['Testowy', '05710300770', 'holderKey', 'eyJhbGciOiJFUzI1NiI', STAFF_TOKEN])
      expect(stored.join('\n')).not.toContain(secret);

    const again = await activate(order, order.activation_code);
    expect([again.exit, again.answer['code']]).toEqual([1, 'OFFER_USED']);
    const onAnotherPhone = await activate(order, order.activation_code, 'another-wallet');
    expect([onAnotherPhone.exit, onAnotherPhone.answer['code']]).toEqual([1, 'OFFER_USED']);
  });

  it('counts wrong codes down to a lock that survives a restart of the mock', async () => {
    const order = await orderCard();
    const wrong = order.activation_code === 'AAAAAAAA' ? 'BBBBBBBB' : 'AAAAAAAA';
    const left: unknown[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const { exit, answer } = await activate(order, wrong);
      expect([exit, answer['code']]).toEqual([1, 'CODE_WRONG']);
      left.push(answer['triesLeft']);
    }
    expect(left).toEqual([4, 3, 2, 1]);
    expect((await activate(order, wrong)).answer['code']).toBe('CODE_LOCKED');
    await mock.kill();
    await startMock(new URL(url).port);
    expect((await activate(order, order.activation_code)).answer['code']).toBe('CODE_LOCKED');
    expect((await callUniversity('GET', `/api/orders/${order.id}`)).state).toBe('locked');
  });

  it('refuses an issuer that is not on the trust list, before any code is sent', async () => {
    const order = await orderCard();
    const args = [
      'activate',
      '--json',
      '--code',
      order.activation_code,
      '--wallet',
      path.join(folder, 'stranger'),
      order.qr,
    ];
    const { code, stdout } = await runProgram('cli', args);
    expect([code, (JSON.parse(stdout) as { code: string }).code]).toEqual([1, 'JWS_KID_UNKNOWN']);
    expect((await callUniversity('GET', `/api/orders/${order.id}`)).state).toBe('ready');
  });

  it('exits 3 when the issuer is gone, and the same code works when it is back', async () => {
    const order = await orderCard();
    await activate(order, 'AAAA');
    const { port } = new URL(url);
    await mock.kill();
    const args = [
      'activate',
      '--json',
      '--code',
      order.activation_code,
      '--wallet',
      path.join(folder, 'wallet'),
      order.qr,
    ];
    const gone = await runProgram('cli', args);
    expect([gone.code, (JSON.parse(gone.stdout) as { code: string }).code]).toEqual([3, 'ISSUER_UNREACHABLE']);
    await startMock(port);
    expect((await activate(order, order.activation_code)).exit).toBe(0);
  });
});
