import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inRoot } from '../lib/project.mjs';

const ROUNDS = 40;
const STUDENTS = ['zofia', 'hanna', 'jan', 'piotr'];
const TOKEN = 'bench';
const GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
/** What one activation cannot do without: QR and card signed, the wallet's proof signed and checked; order, code, nonce twice, card written. */
const SIGNATURES = 3;
const CHECKS = 1;
const WRITES = 5;

/**
 * Activations end to end over real HTTP, the built mock on a database file: order, offer, token, nonce, credential, and the order cancelled
 * to make room for the next. Four students at a time. Against the floor of the ES256 operations and the committed writes that each needs,
 * one after the other on one core, measured in the same run.
 * @returns {Promise<import('../bench.mjs').Metric[]>}
 */
export async function measureIssuer() {
  const folder = mkdtempSync(join(tmpdir(), 'mleg-sim-bench-'));
  try {
    const floor = 1000 / ((await measureOperations()) + (await measureWrites(join(folder, 'floor.db'))));
    const value = await measureActivations(join(folder, 'issuer.db'));
    return [
      { id: 'es256-and-writes', value: floor, unit: '/s', against: null, ratio: null },
      { id: 'activations', value, unit: '/s', against: 'es256-and-writes', ratio: value / floor },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of the signatures of one activation. */
async function measureOperations() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { verify } = await import('node:crypto');
  const text = Buffer.alloc(1000, 'x');
  const signature = sign('sha256', text, privateKey);
  const startedAt = performance.now();
  for (let round = 0; round < 500; round += 1) {
    for (let at = 0; at < SIGNATURES; at += 1) sign('sha256', text, privateKey);
    for (let at = 0; at < CHECKS; at += 1) verify('sha256', text, publicKey, signature);
  }
  return (performance.now() - startedAt) / 500;
}

/** Milliseconds of the committed writes of one activation, in the mock's own journal mode. @param {string} file */
async function measureWrites(file) {
  const { createClient } = await import('@libsql/client/sqlite3');
  const database = createClient({ url: `file:${file}`, concurrency: 1 });
  await database.execute('PRAGMA journal_mode = WAL');
  await database.execute('PRAGMA synchronous = NORMAL');
  await database.execute('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const startedAt = performance.now();
  for (let round = 0; round < 200 * WRITES; round += 1) {
    await database.execute({ sql: 'INSERT INTO rows (text) VALUES (?)', args: ['x'.repeat(500)] });
  }
  const each = (performance.now() - startedAt) / 200;
  database.close();
  return each;
}

/** Activations per second. @param {string} file */
async function measureActivations(file) {
  const args = [inRoot('dist', 'node', 'issuer-mock.js'), '--db', file, '--staff-token', TOKEN, '--fast'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const [hello] = await once(createInterface({ input: child.stdout }), 'line');
    const { url } = JSON.parse(hello);
    for (const student of STUDENTS) await activate(url, student); // warms up
    const startedAt = performance.now();
    await Promise.all(
      STUDENTS.map(async (student) => {
        for (let round = 0; round < ROUNDS; round += 1) await activate(url, student);
      }),
    );
    return (ROUNDS * STUDENTS.length * 1000) / (performance.now() - startedAt);
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

/** @param {string} url @param {string} student */
async function activate(url, student) {
  const staff = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  const order = await ask(`${url}/api/orders`, { method: 'POST', headers: staff, body: JSON.stringify({ student }) });
  const { cou } = JSON.parse(Buffer.from(order.qr.split('.')[1], 'base64url').toString());
  const code = (await ask(cou, {})).grants[GRANT]['pre-authorized_code'];
  const form = { grant_type: GRANT, 'pre-authorized_code': code, tx_code: order.activation_code };
  const { access_token: token } = await ask(`${url}/token`, { method: 'POST', body: new URLSearchParams(form) });
  const { c_nonce: nonce } = await ask(`${url}/nonce`, { method: 'POST' });
  const { credentials } = await ask(`${url}/credential`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ credential_configuration_id: 'mlegitymacja', proofs: { jwt: [makeProof(url, nonce)] } }),
  });
  if (credentials.length !== 1) throw new Error('no card');
  await ask(`${url}/api/orders/${order.id}/cancel`, { method: 'POST', headers: staff });
}

const HOLDER = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/** @param {string} aud @param {string} nonce */
function makeProof(aud, nonce) {
  const encode = (/** @type {object} */ part) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const header = { alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk: HOLDER.publicKey.export({ format: 'jwk' }) };
  const input = `${encode(header)}.${encode({ aud, nonce, iat: Math.floor(Date.now() / 1000) })}`;
  const key = { key: HOLDER.privateKey, dsaEncoding: /** @type {const} */ ('ieee-p1363') };
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

/** @param {string} url @param {RequestInit} init @returns {Promise<any>} */
async function ask(url, init) {
  const answer = await fetch(url, init);
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${JSON.stringify(body)}`);
  return body;
}
