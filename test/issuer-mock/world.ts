import { createHash } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { type IssuerSettings, WITHOUT_WAITING } from '../../issuer-mock/settings.ts';
import { type RunningIssuer, startIssuer } from '../../issuer-mock/start-issuer.ts';
import { readSeed, SPECIMENS_ONLY } from '../../issuer-mock/students/seeds.ts';
import { isJsonObject, type JsonObject } from '../../shared/protocol/json.ts';
import type { RandomBytes } from '../../shared/protocol/ports.ts';
import { NOW_MS } from '../support/specimen-issuer.ts';
import { createWorldTimers } from './world-timers.ts';

export const STAFF_TOKEN = 'staff-token-of-this-test';
export const SECOND_MS = 1000;
export const DAY_MS = 24 * 3600 * SECOND_MS;

export interface WorldOptions {
  readonly databaseLocation?: string;
  readonly port?: number;
  /** Orders wait as long as a university's do; by default they are ready at once. */
  readonly isSlow?: boolean;
  readonly settings?: Partial<IssuerSettings>;
  readonly startsAt?: number;
  readonly walletPage?: string;
  readonly seed?: string;
  /** A name as of `--seed`. */
  readonly students?: string;
  readonly databaseToken?: string | null;
  readonly publicUrl?: string;
}

/** A running mock over real HTTP, its clock frozen until a test moves it, its random bytes the same in every run. */
export interface World extends RunningIssuer {
  readonly now: () => number;
  /** Moves the computer's clock, and lets the timers run that are due then. */
  readonly wait: (ms: number) => void;
  /** How many timers the mock has running. */
  readonly countTimers: () => number;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Answer>;
  readonly post: (path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** As staff of the university. */
  readonly staff: (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown) => Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly bytes: Buffer;
  /** The parsed body where it is a JSON object, else an empty one. */
  readonly json: JsonObject;
}

export async function openWorld(options: WorldOptions = {}): Promise<World> {
  let clock = options.startsAt ?? NOW_MS;
  const timers = createWorldTimers(() => clock);
  const issuer = await startIssuer({
    databaseLocation: options.databaseLocation ?? ':memory:',
    port: options.port ?? 0,
    seed: readSeed(options.students ?? 'specimens') ?? SPECIMENS_ONLY,
    databaseToken: options.databaseToken ?? null,
    publicUrl: options.publicUrl ?? null,
    staffToken: STAFF_TOKEN,
    walletPage: options.walletPage ?? null,
    settings: { ...(!options.isSlow && WITHOUT_WAITING), ...options.settings },
    now: () => clock,
    setTimer: timers.setTimer,
    monotonicNow: () => clock,
    randomBytes: seedRandom(options.seed ?? 'world'),
  });
  const send = (method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
    const isForm = body instanceof URLSearchParams;
    const type = body === undefined ? {} : { 'Content-Type': isForm ? FORM : 'application/json' };
    const text = isForm ? body.toString() : typeof body === 'string' ? body : JSON.stringify(body);
    return sendRequest(issuer.address + path, method, { ...type, ...headers }, body === undefined ? undefined : text);
  };
  return {
    ...issuer,
    now: () => clock,
    wait: (ms) => {
      clock += ms;
      timers.runDue();
    },
    countTimers: timers.count,
    get: (path, headers = {}) => send('GET', path, undefined, headers),
    post: (path, body, headers = {}) => send('POST', path, body, headers),
    staff: (method, path, body) => send(method, path, body, { Authorization: `Bearer ${STAFF_TOKEN}` }),
  };
}

const FORM = 'application/x-www-form-urlencoded';

/** Over a connection of its own, so that none is left from before a restart; follows no redirect, and may send any header. */
function sendRequest(url: string, method: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => resolve(readAnswer(answer, Buffer.concat(chunks))));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function readAnswer({ statusCode = 0, headersDistinct }: IncomingMessage, bytes: Buffer): Answer {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  const text = bytes.toString('utf8');
  const isJson = headers.get('Content-Type')?.includes('json') ?? false;
  const json: unknown = isJson && text !== '' ? JSON.parse(text) : {};
  return { status: statusCode, headers, text, bytes, json: isJsonObject(json) ? json : {} };
}

/** Bytes that look random and follow from the seed. */
export function seedRandom(seed: string): RandomBytes {
  let block = 0;
  let pool: number[] = [];
  return (length) => {
    while (pool.length < length) pool = [...pool, ...createHash('sha256').update(`${seed}/${block++}`).digest()];
    const bytes = Uint8Array.from(pool.slice(0, length));
    pool = pool.slice(length);
    return bytes;
  };
}
