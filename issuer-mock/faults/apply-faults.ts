import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import { isJsonObject, parseJsonObject } from '../../shared/protocol/json.ts';
import type { Issuer } from '../issuer.ts';
import { rotateKeys } from '../keys/rotate-keys.ts';
import type { Fault } from './fault-book.ts';
import { isTokenKind, targetOfPath } from './fault-kinds.ts';
import { renameIssuer, spoilToken } from './spoil-token.ts';

/** Lets go wrong what staff has asked for. A preflight is no request of its own, and the staff API is never touched. */
export function applyFaults(issuer: Issuer): MiddlewareHandler {
  return async (c, next) => {
    const target = c.req.method === 'OPTIONS' ? null : targetOfPath(c.req.path);
    const fault = target && issuer.faults.take(target);
    if (!fault) return next();
    switch (fault.kind) {
      case 'status':
        return c.json({ error: 'fault', error_description: 'staff has asked for this answer' }, fault.status as 500);
      case 'delay':
        await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
        return next();
      case 'cut':
        return cut(c);
      case 'rotate-keys':
        // Where too many retired keys are still needed nothing rotates, as the API would refuse it; the answer is right either way.
        await rotateKeys(issuer);
        return next();
      case 'half':
        await next();
        c.res = await answerHalf(c);
        return;
      default:
        await next();
        c.res = await spoil(issuer, fault, c.res);
        return;
    }
  };
}

const outgoingOf = (c: Context): HttpBindings['outgoing'] => (c.env as HttpBindings).outgoing;

/** Before anything has happened here. */
function cut(c: Context): Response {
  outgoingOf(c).destroy();
  return RESPONSE_ALREADY_SENT;
}

/** After it has happened: the caller cannot know whether it did. The length promised is that of the whole answer. */
async function answerHalf(c: Context): Promise<Response> {
  const { status, headers } = c.res;
  const body = Buffer.from(await c.res.arrayBuffer());
  const outgoing = outgoingOf(c);
  outgoing.writeHead(status, { ...Object.fromEntries(headers), 'content-length': String(Math.max(body.length, 2)) });
  await new Promise<void>((resolve) => {
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => resolve());
  });
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** The answer there would have been, with one thing wrong. Refusals keep their meaning: only what they are wrapped in changes. */
async function spoil(issuer: Issuer, fault: Fault, answer: Response): Promise<Response> {
  const text = await answer.text();
  const headers = new Headers(answer.headers);
  headers.delete('Content-Length');
  const answerWith = (body: string): Response => new Response(body || null, { status: answer.status, headers });
  if (fault.kind === 'content-type') {
    headers.set('Content-Type', fault.mediaType);
    return answerWith(text);
  }
  // Spaces behind JSON are allowed (RFC 8259 2): it is the size alone that is wrong.
  if (fault.kind === 'huge') return answerWith(text.padEnd(fault.bytes));
  if (!isTokenKind(fault.kind) || !answer.ok) return answerWith(text);
  const { kind, target } = fault;
  const parsed = headers.get('Content-Type')?.includes('json') ? parseJsonObject(text) : null;
  if (!parsed?.ok) return answerWith(await spoilToken(issuer, target, kind, text));
  const { credentials } = parsed.value;
  if (!Array.isArray(credentials)) return answerWith(JSON.stringify(renameIssuer(parsed.value)));
  const spoilt = await Promise.all(
    credentials.map(async (each: unknown) => {
      const credential = isJsonObject(each) ? String(each['credential']) : '';
      return { credential: await spoilToken(issuer, target, kind, credential) };
    }),
  );
  return answerWith(JSON.stringify({ ...parsed.value, credentials: spoilt }));
}
