import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseWebArguments } from '../../host/web/web-arguments.ts';
import { createWebBridge, type WebBridge } from '../../host/web/web-bridge.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';

const TOKEN = 'a-token-of-the-test';
const folder = mkdtempSync(path.join(tmpdir(), 'mleg-bridge-'));
const pageFolder = path.join(folder, 'page');
const handlers = {
  'wallet.sign-in': (argument: unknown) => Promise.resolve({ ok: true, value: argument }),
  'wallet.sign-out': () => Promise.reject(new Error('a bug')),
} as unknown as Handlers;
const faults: string[] = [];
let bridge: WebBridge;
let origin: string;

beforeAll(async () => {
  mkdirSync(path.join(pageFolder, 'assets'), { recursive: true });
  writeFileSync(path.join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(path.join(pageFolder, 'assets', 'a.js'), '1');
  writeFileSync(path.join(pageFolder, 'assets', 'a.wasm'), 'asm');
  writeFileSync(path.join(folder, 'secret.html'), 'secret');
  bridge = createWebBridge({
    pageFolder,
    token: TOKEN,
    handlers,
    frameSource: () => 'http://127.0.0.1:47801',
    reportFault: (name) => faults.push(name),
  });
  await new Promise<void>((resolve) => bridge.server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(bridge.server.address() as AddressInfo).port}`;
});
afterAll(() => {
  bridge.close();
  rmSync(folder, { recursive: true });
});

/** By hand, because fetch cleans paths and sets Host itself. */
function send(
  target: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const { method = 'GET', headers = {}, body } = options;
    const sent = request({ hostname, port, path: target, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const call = (message: unknown, headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` }) =>
  send('/call', { method: 'POST', headers, body: typeof message === 'string' ? message : JSON.stringify(message) });

describe('the page over HTTP', () => {
  it('comes with its policy, and names the mock as the only frame', async () => {
    const { status, headers } = await send('/');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain('frame-src http://127.0.0.1:47801;');
    expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
  });

  it.each([
    ['a.js', 'text/javascript; charset=utf-8'],
    ['a.wasm', 'application/wasm'],
  ])('gives %s, which a worker may be or run, the same policy', async (name, contentType) => {
    const [page, { headers }] = [await send('/'), await send(`/assets/${name}`)];
    expect(headers['content-type']).toBe(contentType);
    // A worker keeps to the policy of its own script, not to that of the page that started it.
    expect(headers['content-security-policy']).toBe(page.headers['content-security-policy']);
  });

  it('keeps what has a hash in its name', async () => {
    expect((await send('/assets/a.js')).headers['cache-control']).toContain('immutable');
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/assets/../../secret.html',
    '/..%5csecret.html',
    '/%00',
    '/%',
    '/nope.html',
    '/assets',
  ])('has nothing at %s', async (target) => {
    const { status, text } = await send(target);
    expect(status).toBe(404);
    expect(text).not.toContain('secret');
  });

  it('is refused under a foreign name for this machine', async () => {
    expect((await send('/', { headers: { host: 'rebound.example' } })).status).toBe(421);
    expect((await send('/', { headers: { host: '127.0.0.1:1' } })).status).toBe(421);
  });
});

describe('a call over HTTP', () => {
  const profile = { givenName: 'Jan', familyName: 'Testowy' };

  it('reaches its handler and answers', async () => {
    const { status, text } = await call({ name: 'wallet.sign-in', argument: profile });
    expect([status, JSON.parse(text)]).toEqual([200, { ok: true, value: profile }]);
  });

  it.each([
    ['no token', {}],
    ['a wrong token', { authorization: `Bearer ${TOKEN.slice(0, -1)}x` }],
    ['a shorter token', { authorization: 'Bearer x' }],
    ['a foreign origin', { authorization: `Bearer ${TOKEN}`, origin: 'http://127.0.0.1:47801' }],
    ['an opaque origin', { authorization: `Bearer ${TOKEN}`, origin: 'null' }],
  ])('with %s is refused', async (_what, headers) => {
    const { status, text } = await call({ name: 'wallet.sign-in', argument: profile }, headers);
    expect([status, JSON.parse(text)]).toEqual([403, { ok: false, code: 'CALL_REFUSED' }]);
  });

  it.each([
    ['not JSON', 'nonsense', 400, 'CALL_ARGUMENT'],
    ['too large', JSON.stringify({ name: 'x'.repeat(70_000) }), 400, 'CALL_ARGUMENT'],
    ['unknown', { name: 'wallet.steal' }, 200, 'CALL_UNKNOWN'],
    ['a bug', { name: 'wallet.sign-out' }, 200, 'HOST_FAULT'],
  ])('that is %s answers with its code', async (_what, message, status, code) => {
    const answer = await call(message);
    expect([answer.status, (JSON.parse(answer.text) as { code: string }).code]).toEqual([status, code]);
  });

  it('by GET is no call', async () => {
    expect((await send('/call', { headers: { authorization: `Bearer ${TOKEN}` } })).status).toBe(405);
    expect(faults).toEqual(['wallet.sign-out']);
  });
});

describe('pushes over HTTP', () => {
  it('reach whoever listens with the token, as events', async () => {
    const response = await fetch(`${origin}/events`, { headers: { authorization: `Bearer ${TOKEN}` } });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(': open\n\n');
    const value = { language: 'pl', theme: 'dark', hasSound: true, allowsHttp: false } as const;
    bridge.push({ name: 'settings.changed', value });
    expect((await reader?.read())?.value).toBe(`data: ${JSON.stringify({ name: 'settings.changed', value })}\n\n`);
    await reader?.cancel();
  });

  it('reach nobody without it', async () => {
    expect((await send('/events')).status).toBe(403);
  });
});

describe('arguments of the browser shell', () => {
  it.each([
    [['--port', '0', '--no-open'], { port: 0, isPortWanted: true, opensBrowser: false }],
    [[], { port: 47_800, isPortWanted: false, opensBrowser: true }],
  ])('%j', (args, expected) => expect(parseWebArguments(args, {})).toMatchObject(expected));
  it.each([[['--port', 'x']], [['--port', '70000']], [['--what']], [['positional']]])('%j is wrong', (args) =>
    expect(parseWebArguments(args, {})).toEqual(expect.any(String)),
  );
});
