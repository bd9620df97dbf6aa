import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createSendHttp } from '../../host/network/send-http.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

const LIMITS = { timeoutMs: 300, maxBytes: 1000 };
const get = (url: string) => createSendHttp(LIMITS)({ method: 'GET', url });

describe('one HTTP request of the host', () => {
  it('carries method, headers and body there, and status, media type and text back', async () => {
    const url = await serve((request, response) => {
      request.setEncoding('utf8');
      let body = '';
      request.on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        response.writeHead(201, { 'content-type': 'Application/JSON; charset=utf-8' });
        response.end(JSON.stringify([request.method, request.headers['x-test'], body]));
      });
    });
    const sent = await createSendHttp(LIMITS)({ method: 'POST', url, headers: { 'x-test': 'yes' }, body: 'zażółć' });
    expect(sent).toEqual({
      ok: true,
      answer: { status: 201, contentType: 'application/json', text: '["POST","yes","zażółć"]' },
    });
  });

  it('does not follow a redirect', async () => {
    let visits = 0;
    const url = await serve((_request, response) => {
      visits += 1;
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end();
    });
    expect(await get(url)).toMatchObject({ ok: true, answer: { status: 302 } });
    expect(visits).toBe(1);
  });

  it('stops reading an answer that is too large', async () => {
    const url = await serve((_request, response) => {
      const flood = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(flood));
    });
    expect(await get(url)).toEqual({ ok: false, why: 'the answer is larger than 1000 bytes' });
  });

  it('gives up on one that never comes', async () => {
    const url = await serve(() => undefined);
    expect(await get(url)).toEqual({ ok: false, why: 'no answer within 0.3 s' });
  });

  it('gives up on one that stops half way', async () => {
    const url = await serve(
      (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('half'),
    );
    expect(await get(url)).toEqual({ ok: false, why: 'no answer within 0.3 s' });
  });

  it('notices a connection that is cut', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    expect(await get(url)).toMatchObject({
      ok: false,
      why: expect.stringMatching(/^the connection broke off/u) as string,
    });
  });

  it('says when nothing answers, without the address', async () => {
    const url = await serve(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    expect(await get(`${url}secret`)).toEqual({ ok: false, why: 'nothing answers at that address' });
  });
});
