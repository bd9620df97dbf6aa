import { spawn } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inRoot } from '../lib/project.mjs';

const TOKEN = 'bench';
const AT_ONCE = 10_000;
const CANCELLED = 100;
const SAMPLE = 20_000;
/** About what one row takes, in bytes: a student; an order with its signed QR; a card as its holder gets it. */
const BYTES = { student: 150, order: 900, card: 3000 };

/** @typedef {import('../bench.mjs').Metric} Metric */

/**
 * A crowd of students put in, an order with its signed QR for each, and a signed card for each, through the built mock's own staff calls on
 * a database file. Each phase against its floor, measured in the same run on one core: rows of as many bytes inserted by a prepared
 * statement, and, where something is signed, one bare ES256 signature.
 * @param {{ students: number }} options @returns {Promise<Metric[]>}
 */
export async function measureCountry({ students }) {
  const folder = mkdtempSync(join(tmpdir(), 'mleg-sim-bench-'));
  try {
    const signing = measureSigning();
    const floors = {
      student: await measureInserts(join(folder, 'floor-a.db'), BYTES.student),
      order: (await measureInserts(join(folder, 'floor-b.db'), BYTES.order)) + signing,
      card: (await measureInserts(join(folder, 'floor-c.db'), BYTES.card)) + signing,
    };
    return await measurePhases(join(folder, 'country.db'), students, floors);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file @param {number} students @param {{ student: number, order: number, card: number }} floors ms each */
async function measurePhases(file, students, floors) {
  const args = [
    inRoot('dist', 'node', 'issuer-mock.js'),
    '--db',
    file,
    '--staff-token',
    TOKEN,
    '--fast',
    '--seed',
    'empty',
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  try {
    const [hello] = await once(createInterface({ input: child.stdout }), 'line');
    const { url, pid } = JSON.parse(hello);
    const seeding = await time(() => ask(`${url}/api/seed`, 'POST', { name: `crowd:${students}` }));
    const ordering = await time(() => issueAll(url, 'ready'));
    const issuing = await time(() => issueAll(url, 'collected'));
    const { orders } = await ask(`${url}/api/orders?state=collected&limit=${CANCELLED}`, 'GET');
    for (const { id } of orders) await ask(`${url}/api/orders/${id}/cancel`, 'POST');
    const { status_lists: lists } = await ask(`${url}/status-aggregation`, 'GET');
    const building = await time(async () => {
      for (const list of lists) await ask(list, 'GET');
    });
    const peak = Number(/VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024;
    child.kill('SIGTERM');
    await exited;
    const perSecond = (/** @type {number} */ ms) => (students * 1000) / ms;
    return [
      ...besideFloor('student', 'seeded', perSecond(seeding), 1000 / floors.student),
      ...besideFloor('order', 'ordered', perSecond(ordering), 1000 / floors.order),
      ...besideFloor('card', 'issued', perSecond(issuing), 1000 / floors.card),
      alone('students', students, ''),
      alone('seeding-takes', seeding / 1000, 's'),
      alone('ordering-takes', ordering / 1000, 's'),
      alone('issuing-takes', issuing / 1000, 's'),
      alone('status-lists', lists.length, ''),
      alone('all-lists-built-in', building, 'ms'),
      alone('file-size', statSync(file).size / 2 ** 20, 'MiB'),
      alone('peak-memory', peak, 'MiB'),
    ];
  } finally {
    child.kill('SIGKILL');
    await exited;
  }
}

/** @param {string} id @param {number} value @param {string} unit @returns {Metric} */
const alone = (id, value, unit) => ({ id, value, unit, against: null, ratio: null });

/** @param {string} what @param {string} id @param {number} value @param {number} floor @returns {Metric[]} */
const besideFloor = (what, id, value, floor) => [
  alone(`${what}-floor`, floor, '/s'),
  { id, value, unit: '/s', against: `${what}-floor`, ratio: value / floor },
];

/** @param {string} url @param {'ready' | 'collected'} to */
async function issueAll(url, to) {
  /** @type {string | undefined} */
  let after;
  do {
    const { next } = await ask(`${url}/api/bulk`, 'POST', {
      to,
      limit: AT_ONCE,
      ...(after !== undefined && { after }),
    });
    after = next;
  } while (after !== undefined);
}

/** @param {() => Promise<unknown>} work @returns {Promise<number>} milliseconds */
async function time(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** Milliseconds of one signature. */
function measureSigning() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const text = Buffer.alloc(1000, 'x');
  const startedAt = performance.now();
  for (let at = 0; at < 5000; at += 1) sign('sha256', text, privateKey);
  return (performance.now() - startedAt) / 5000;
}

/** Milliseconds of one bare row, a thousand to a transaction, in the mock's own journal mode. @param {string} file @param {number} bytes */
async function measureInserts(file, bytes) {
  const { default: Database } = await import('libsql');
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO rows (text) VALUES (?)');
  const text = 'x'.repeat(bytes);
  const startedAt = performance.now();
  for (let at = 0; at < SAMPLE; at += 1) {
    if (at % 1000 === 0) database.exec(at === 0 ? 'BEGIN' : 'COMMIT; BEGIN');
    insert.run(text);
  }
  database.exec('COMMIT');
  const each = (performance.now() - startedAt) / SAMPLE;
  database.close();
  return each;
}

/** Not `fetch`, which gives up after five minutes: a country takes as long as it takes. @param {string} url @param {string} method @param {object} [body] @returns {Promise<any>} */
function ask(url, method, body) {
  const headers = { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (answer) => {
      /** @type {Buffer[]} */
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if ((answer.statusCode ?? 500) >= 400) reject(new Error(`${url} answers ${answer.statusCode}: ${text}`));
        else resolve(answer.headers['content-type']?.includes('json') && text !== '' ? JSON.parse(text) : text);
      });
    });
    asked.on('error', reject);
    asked.end(body && JSON.stringify(body));
  });
}
