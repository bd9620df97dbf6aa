import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSendHttp } from '../../host/network/send-http.ts';
import { sha256, verifyJws } from '../../host/platform-ports.ts';
import { createEs256Signer } from '../../shared/protocol/es256.ts';
import { answerRequest, declineRequest } from '../../shared/wallet/answer-request.ts';
import { findRequest } from '../../shared/wallet/find-request.ts';
import type { RequestInHand } from '../../shared/wallet/presentation-request.ts';
import { ROOT } from '../support/project-root.ts';
import { VerifyWorld } from './verify-world.ts';

let world: VerifyWorld;
beforeAll(async () => void (world = await VerifyWorld.open()));
afterAll(() => world.close());

interface Asking {
  readonly link: string;
  readonly code: string;
  /** Until a line with this has been written to standard error. */
  readonly hear: (text: string) => Promise<void>;
  readonly interrupt: () => void;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Starts the command, and comes back when it has said how it can be answered. */
async function ask(...args: readonly string[]): Promise<Asking> {
  world.catchUp();
  const program = path.join(ROOT, 'dist', 'node', 'cli.js');
  const child = spawn(process.execPath, [program, 'verify', '--trust', world.at('trust.json'), ...args]);
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  const ended = new Promise<Awaited<Asking['ended']>>((resolve) =>
    child.once('close', (code) => resolve({ code, ...said })),
  );
  const lines = createInterface({ input: child.stderr }).on('line', (line) => (said.stderr += `${line}\n`));
  const hear = async (text: string): Promise<void> => {
    while (!said.stderr.includes(text)) await once(lines, 'line');
  };
  const find = (name: string): string => new RegExp(`^${name}: (.*)$`, 'mu').exec(said.stderr)?.[1] ?? '';
  const told = hear('code: ').then(() => ({ link: find('link'), code: find('code') }));
  const early = ended.then(({ code, stderr }): never => {
    throw new Error(`ended with ${code}: ${stderr}`);
  });
  const { link, code } = await Promise.race([told, early]);
  early.catch(() => undefined);
  return { link, code, ended, hear, interrupt: () => void child.kill('SIGINT') };
}

const send = createSendHttp();

/** The wallet's side, as the program's own wallet has it. */
async function open(shown: string): Promise<RequestInHand> {
  const found = await findRequest(shown, 'typed', {
    ...{ now: Date.now, send, sha256, verify: verifyJws, relays: [world.mock.url] },
    findVerifierName: () => Promise.resolve(null),
  });
  if (!found.ok || found.value.kind !== 'online') throw new Error('no request over the network');
  return found.value.request;
}

const share = (request: RequestInHand) =>
  answerRequest(request, world.card.credential, {
    ...{ now: Date.now, send, sha256, sign: createEs256Signer(world.card.key) },
  });

describe('mleg-sim verify --ask', () => {
  it.each([
    ['status', [], null],
    ['name', ['card'], { givenName: 'Jan', familyName: 'Testowy' }],
    ['photo', ['card', 'photo'], { givenName: 'Jan' }],
  ])('%s: asks for %j, and is VALID when a wallet has answered the link', async (what, groups, card) => {
    const asking = await ask('--json', '--ask', what);
    const request = await open(asking.link);
    expect([request.groups, request.asked.host]).toEqual([groups, new URL(world.mock.url).host]);
    await asking.hear('a wallet has read the question');
    expect(await share(request)).toMatchObject({ ok: true });
    const { code, stdout, stderr } = await asking.ended;
    const said = JSON.parse(stdout) as Record<string, unknown>;
    expect([code, said['verdict'], said['mode']]).toEqual([0, 'VALID', 'asked']);
    if (card) expect(said['card']).toMatchObject(card);
    else expect(said['card']).toBeNull();
    expect(stdout + stderr).not.toMatch(/data:image|result_token/u);
  });

  it('is found by six digits too', async () => {
    const asking = await ask('--exit-per-verdict', '--ask', 'name', '--relay', world.mock.url);
    expect(asking.code).toMatch(/^\d{3} \d{3}$/u);
    await share(await open(asking.code));
    const { code, stdout } = await asking.ended;
    expect([code, stdout.split('\n')[0]]).toEqual([0, '=== VALID (confirmed live) ===']);
  });

  it('says when the holder says no: there is no verdict then', async () => {
    const asking = await ask('--json', '--ask', 'name');
    await declineRequest(await open(asking.link), send);
    const { code, stdout } = await asking.ended;
    expect([code, JSON.parse(stdout)]).toEqual([
      ...[1, { verdict: null, code: null, outcome: 'declined', card: null, list: null, steps: [] }],
    ]);
  });

  it('stops waiting when it is told to, and calls the question off', async () => {
    const asking = await ask('--json', '--ask', 'name');
    asking.interrupt();
    const { code, stdout } = await asking.ended;
    expect([code, (JSON.parse(stdout) as { outcome: string }).outcome]).toEqual([1, 'ended']);
    const { status } = await fetch(new URL(asking.link).searchParams.get('request_uri') ?? '');
    expect(status).toBe(410);
  });

  it('stops waiting after its time', async () => {
    const { code, stdout } = await (await ask('--ask', 'name', '--timeout', '1')).ended;
    expect([code, stdout.trim()]).toEqual([1, 'Nobody answered in time.']);
  });

  it('could not run where no relay answers, and where there is none to ask', async () => {
    const away = await world.verify([
      '--trust',
      world.at('trust.json'),
      '--ask',
      'name',
      '--relay',
      'http://127.0.0.1:9',
    ]);
    expect([away.code, away.said]).toEqual([
      ...[3, { ok: false, error: 'could-not-run', detail: expect.stringContaining('REQUEST_UNREACHABLE') as string }],
    ]);
  });
});
