import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createHost } from '../../host/create-host.ts';
import type { Host } from '../../host/host.ts';
import { forkIssuerProcess } from '../../host/issuer/fork-issuer-process.ts';
import { parseGreeting } from '../../host/issuer/issuer-supervisor.ts';
import type { AnyPush } from '../../shared/ipc/contract.ts';
import { MemoryVault } from '../support/memory-vault.ts';
import { type Running, startProgram } from '../support/programs.ts';
import { ROOT } from '../support/project-root.ts';

/** The whole host over its own mock, and a second university that nobody has told it of. All over real HTTP. */
const STAFF_TOKEN = 'staff-token-of-the-test';
let folder: string;
let host: Host;
let pushes: AnyPush[];
let foreign: Running;
let foreignUrl: string;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mleg-foreign-'));
  foreign = await startProgram('cli', [
    'issuer',
    '--port',
    '0',
    '--db',
    ':memory:',
    '--staff-token',
    STAFF_TOKEN,
    '--fast',
  ]);
  foreignUrl = parseGreeting(foreign.firstLine)?.url ?? '';
  const memory = new Map<string, unknown>();
  pushes = [];
  host = await createHost({
    ...{
      shell: 'browser',
      version: '0',
      dataFolder: folder,
      systemLanguage: 'en',
      now: Date.now,
      onFault: () => undefined,
    },
    vault: new MemoryVault(),
    verifierVault: new MemoryVault(),
    settings: { path: '', get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) },
    forkIssuer: forkIssuerProcess,
    issuerModule: path.join(ROOT, 'dist', 'node', 'issuer-mock.js'),
    push: (push) => pushes.push(push),
  });
  await host.start();
});
afterEach(async () => {
  await host.stop();
  await foreign.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function orderAbroad(): Promise<{ readonly qr: string; readonly code: string }> {
  const headers = { authorization: `Bearer ${STAFF_TOKEN}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ student: 'jan' });
  const placed = await fetch(`${foreignUrl}/api/orders`, { method: 'POST', headers, body });
  const { id } = (await placed.json()) as { id: string };
  const order = await fetch(`${foreignUrl}/api/orders/${id}`, { headers });
  const { qr, activation_code: code } = (await order.json()) as { qr: string; activation_code: string };
  return { qr, code };
}

async function readTrust() {
  const answer = await host.handlers['app.read'](null);
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.trust;
}

it('a foreign university’s card: refused, its issuer looked at and added on the spot, then activated', async () => {
  const { qr, code } = await orderAbroad();
  const open = () => host.handlers['activation.open']({ text: qr, source: 'camera' });
  const refused = await open();
  expect(refused).toMatchObject({ ok: false, code: 'JWS_KID_UNKNOWN', issuer: { issuer: foreignUrl } });
  expect(await readTrust()).toMatchObject([{ isBundled: true, keys: 3, cards: 0 }]);

  const seen = await host.handlers['trust.inspect']({ text: foreignUrl });
  expect(seen).toMatchObject({ ok: true, value: [{ issuer: foreignUrl, standing: 'new', keys: 3 }] });
  expect(await open()).toMatchObject({ ok: false, code: 'JWS_KID_UNKNOWN' });
  const fingerprint = (seen.ok ? seen.value[0]?.fingerprint : null) ?? '';
  expect(await host.handlers['trust.add']({ issuer: foreignUrl, fingerprint, replaces: null })).toMatchObject({
    ok: true,
  });

  const opened = await open();
  if (!opened.ok) throw new Error(opened.code);
  const redeemed = await host.handlers['activation.redeem']({ activationId: opened.value.activationId, code });
  expect(redeemed).toMatchObject({
    ok: true,
    value: { kind: 'added', card: { givenName: 'Jan', issuer: foreignUrl } },
  });
  expect(await readTrust()).toMatchObject([{ isBundled: true }, { issuer: foreignUrl, isBundled: false, cards: 1 }]);

  expect(await host.handlers['trust.remove']({ issuer: foreignUrl })).toMatchObject({ ok: true });
  const app = await host.handlers['app.read'](null);
  expect(app).toMatchObject({
    ok: true,
    value: { trust: [{ isBundled: true }], wallet: { cards: [{ issuer: foreignUrl }] } },
  });
  // Its push waits for the signatures to be checked, as the answer above did.
  const readPushed = () => pushes.filter((push) => push.name === 'trust.changed').at(-1)?.value;
  await expect.poll(readPushed).toEqual(await readTrust());
});
