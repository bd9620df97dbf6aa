import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { answerError } from '../http/answers.ts';
import type { Issuer } from '../issuer.ts';
import { type HappenedEvent, isGap, readBounds } from './event-book.ts';
import type { ListenerGroup } from './event-feed.ts';

/** What a listener may leave unread; the whole book fits in. */
const MAX_UNREAD_BYTES = 2 * 1024 * 1024;
const RETRY_MS = 2000;
const RETRY_AFTER_S = 10;

interface StreamOf {
  readonly group: ListenerGroup;
  /** Everything up to this id is known; null: from now on. */
  readonly after: number | null;
  readonly isEntitled: () => Promise<boolean>;
  readonly isWanted: (event: HappenedEvent) => boolean;
  readonly write: (event: HappenedEvent) => object;
  /** What is told first, whenever somebody comes or comes back: how things stand. */
  readonly greet?: () => Promise<{ readonly kind: string; readonly data: object }>;
}

/** The id to go on from: what the browser sends when it comes back, else `?after=`; null where there is neither. */
export function readAfter(c: Context): number | null {
  const text = c.req.header('Last-Event-ID') ?? c.req.query('after') ?? '';
  return /^\d{1,15}$/u.test(text) ? Number(text) : null;
}

/** Events as they happen (server-sent events, WHATWG HTML 9.2), each with its id, so that whoever comes back misses none. */
export async function answerStream(c: Context, issuer: Issuer, of: StreamOf): Promise<Response> {
  const bounds = await readBounds(issuer.database);
  const hasGap = of.after !== null && isGap(bounds, of.after);
  const after = hasGap ? bounds.keptAfter : (of.after ?? bounds.last);
  c.header('Content-Type', 'text/event-stream');
  c.header('Cache-Control', 'no-store');
  c.header('X-Accel-Buffering', 'no');
  // Nobody reads the body of an answer to HEAD, so nobody would ever end it.
  if (c.req.method === 'HEAD') return c.body(null);

  // Asked only now, so that whatever changes afterwards is told as an event.
  const greeting = await of.greet?.();
  const leaving: (() => void)[] = [];
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        const send = (text: string): boolean => {
          controller.enqueue(new TextEncoder().encode(text));
          return (controller.desiredSize ?? 0) > 0;
        };
        // An id without data tells nobody anything, but it is what a browser comes back with.
        send(`retry: ${RETRY_MS}\nid: ${after}\n\n`);
        if (hasGap) send(writeBlock(after, 'gap', { after: of.after, kept_after: bounds.keptAfter }));
        if (greeting) send(writeBlock(after, greeting.kind, greeting.data));
        const leave = issuer.feed.join({
          ...{ group: of.group, after, isEntitled: of.isEntitled },
          take: (event) => !of.isWanted(event) || send(writeBlock(event.id, event.kind, of.write(event))),
          beat: (last) => send(`: still here\nid: ${last}\n\n`),
          end: () => controller.close(),
          cut: () => (c.env as HttpBindings).outgoing.destroy(),
        });
        if (leave) leaving.push(leave);
      },
      cancel: () => leaving.pop()?.(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_UNREAD_BYTES }),
  );
  if (leaving.length > 0) return c.body(body);
  c.header('Retry-After', String(RETRY_AFTER_S));
  return answerError(c, 503, 'too_many_listeners', 'as many listen as may; try again later');
}

/** JSON has no line breaks, so each is one line of data. */
const writeBlock = (id: number, kind: string, data: object): string =>
  `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
