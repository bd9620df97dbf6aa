import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerCall } from '../../shared/ipc/answer-call.ts';
import type { AnyPush, Handlers } from '../../shared/ipc/contract.ts';
import { contentSecurityPolicy } from '../content-security-policy.ts';
import { readStaticFile } from './static-files.ts';

export interface WebBridgeParts {
  readonly pageFolder: string;
  /** Whoever has it may call. At least 128 random bits. */
  readonly token: string;
  readonly handlers: Handlers;
  /** Origin the page may frame; asked for at each request, since the mock may start late. */
  readonly frameSource: () => string | null;
  readonly reportFault: (name: string, error: unknown) => void;
}

export interface WebBridge {
  readonly server: Server;
  readonly push: (push: AnyPush) => void;
  readonly close: () => void;
}

const MAX_BODY_BYTES = 64 * 1024;

/** The page and its contract over HTTP, on loopback only: the browser shell (architecture.md, "The contract between page and host"). */
export function createWebBridge(parts: WebBridgeParts): WebBridge {
  const listeners = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response, parts, listeners).catch((error: unknown) => {
      parts.reportFault('http', error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return {
    server,
    push: (push) => {
      for (const response of listeners) response.write(`data: ${JSON.stringify(push)}\n\n`);
    },
    close: () => {
      for (const response of listeners) response.end();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  parts: WebBridgeParts,
  listeners: Set<ServerResponse>,
): Promise<void> {
  if (!isOwnHost(request)) return end(response, 421, 'wrong host');
  const { pathname } = new URL(request.url ?? '/', 'http://host');
  if (pathname !== '/call' && pathname !== '/events') return sendPage(request, response, pathname, parts);
  if (!isOwnOrigin(request) || !hasToken(request, parts.token))
    return sendJson(response, 403, { ok: false, code: 'CALL_REFUSED' });
  if (pathname === '/call' && request.method === 'POST') return sendAnswer(request, response, parts);
  if (pathname === '/events' && request.method === 'GET') return openEvents(response, listeners);
  return end(response, 405, 'method not allowed');
}

/** SECURITY: a foreign name that resolves to this machine (DNS rebinding) arrives under its own Host and is turned away. */
function isOwnHost({ headers, socket }: IncomingMessage): boolean {
  return headers.host === `127.0.0.1:${socket.localPort}` || headers.host === `localhost:${socket.localPort}`;
}

/** SECURITY: a page of another origin cannot call even if it learnt the token. Requests without an Origin come from no page. */
function isOwnOrigin({ headers }: IncomingMessage): boolean {
  return headers.origin === undefined || headers.origin === `http://${headers.host}`;
}

function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  parts: WebBridgeParts,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return end(response, 405, 'method not allowed');
  const file = await readStaticFile(parts.pageFolder, pathname);
  if (!file) return end(response, 404, 'not found');
  response.writeHead(200, {
    'content-type': file.contentType,
    'content-length': file.bytes.length,
    'cache-control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-store',
    'content-security-policy': contentSecurityPolicy(parts.frameSource()),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(self), display-capture=(self), microphone=(), geolocation=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}

async function sendAnswer(request: IncomingMessage, response: ServerResponse, parts: WebBridgeParts): Promise<void> {
  const body = await readBody(request);
  const message = body === null ? null : parseJson(body);
  if (message === null) return sendJson(response, 400, { ok: false, code: 'CALL_ARGUMENT' });
  sendJson(response, 200, await answerCall(parts.handlers, message.name, message.argument, parts.reportFault));
}

function openEvents(response: ServerResponse, listeners: Set<ServerResponse>): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.write(': open\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

/** Null for a body over the limit; the rest of it is not read. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(body: string): { readonly name: unknown; readonly argument: unknown } | null {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return null;
    const { name, argument } = value as Record<string, unknown>;
    return { name, argument: argument ?? null };
  } catch {
    return null;
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(value));
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
}
