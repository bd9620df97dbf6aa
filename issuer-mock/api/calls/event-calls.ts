import type { Context } from 'hono';
import * as z from 'zod';
import { answerStream, readAfter } from '../../events/answer-stream.ts';
import { EVENT_ORDERS, isGap, readBounds, readEvents } from '../../events/event-book.ts';
import { EVENT_KINDS, type EventKind } from '../../events/event-kinds.ts';
import { eventShape, writeEvent } from '../../events/write-event.ts';
import { answerError, answerFresh } from '../../http/answers.ts';
import type { Issuer } from '../../issuer.ts';
import { type ApiRoute, describeIssue } from '../route.ts';
import { SHAPES } from '../shapes.ts';

const isKind = (text: string): text is EventKind => (EVENT_KINDS as readonly string[]).includes(text);

const members = {
  after: z
    .string()
    .regex(/^\d{1,15}$/u, 'the id of an event')
    .optional()
    .describe('Go on after this event; Last-Event-ID does the same and counts more'),
  kinds: z
    .string()
    .refine((text) => text.split(',').every(isKind), `of ${EVENT_KINDS.join(', ')}`)
    .optional()
    .describe('Only these kinds, with commas between'),
};
const streamQuery = z.strictObject(members);
const listQuery = z.strictObject({
  ...members,
  limit: z
    .string()
    .regex(/^(1000|[1-9]\d{0,2})$/u, 'a number from 1 to 1000')
    .optional()
    .describe('At most so many, 1 to 1000; 100 where it is left out'),
  order: z.enum(EVENT_ORDERS).optional().describe('Which come first, and which are left out beyond the limit'),
});

export const eventsShape = z
  .strictObject({
    events: z.array(eventShape),
    last: z.int().describe('The last id given out, to follow from'),
    has_gap: z.boolean().describe('Events after the one asked for are not kept any more'),
  })
  .register(SHAPES, { id: 'Events' });

/** What happens, as it happens or afterwards. */
export const EVENT_CALLS: readonly ApiRoute[] = [
  {
    ...{ id: 'followEvents', method: 'get', path: '/events', topic: 'events', isStream: true },
    summary: {
      pl: 'Zdarzenia na żywo (server-sent events); Last-Event-ID wznawia dokładnie tam, gdzie przerwano',
      en: 'Events as they happen (server-sent events); Last-Event-ID goes on exactly where it broke off',
    },
    ...{ body: null, query: streamQuery, answers: { 200: eventShape } },
    problems: { 400: ['invalid_request'], 503: ['too_many_listeners'] },
    handle: answerFollow,
  },
  {
    ...{ id: 'listEvents', method: 'get', path: '/events.json', topic: 'events' },
    summary: {
      pl: 'Zdarzenia zapisane dotąd, najstarsze pierwsze, chyba że order mówi inaczej',
      en: 'The events so far, oldest first unless order says otherwise',
    },
    ...{ body: null, query: listQuery, answers: { 200: eventsShape }, problems: { 400: ['invalid_request'] } },
    handle: answerList,
  },
];

const readKinds = (text: string | undefined): readonly EventKind[] | undefined => text?.split(',').filter(isKind);

async function answerFollow(c: Context, issuer: Issuer): Promise<Response> {
  const parsed = streamQuery.safeParse(c.req.query());
  if (!parsed.success) return answerError(c, 400, 'invalid_request', describeIssue(parsed.error));
  const kinds = readKinds(parsed.data.kinds);
  return answerStream(c, issuer, {
    ...{ group: 'staff', after: readAfter(c), write: writeEvent },
    isEntitled: async () => true,
    isWanted: ({ kind }) => kinds?.includes(kind) ?? true,
  });
}

async function answerList(c: Context, issuer: Issuer): Promise<Response> {
  const parsed = listQuery.safeParse(c.req.query());
  if (!parsed.success) return answerError(c, 400, 'invalid_request', describeIssue(parsed.error));
  const [after, kinds] = [Number(parsed.data.after ?? 0), readKinds(parsed.data.kinds)];
  const bounds = await readBounds(issuer.database);
  const { limit = 100, order } = parsed.data;
  const events = await readEvents(issuer.database, { after, kinds, order, limit: Number(limit) });
  return answerFresh(c, {
    events: events.map(writeEvent),
    last: bounds.last,
    has_gap: parsed.data.after !== undefined && isGap(bounds, after),
  } satisfies z.infer<typeof eventsShape>);
}
