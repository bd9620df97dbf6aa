import type { Context } from 'hono';
import type * as z from 'zod';
import { answerError } from '../http/answers.ts';
import { readJson } from '../http/read-body.ts';
import type { Issuer } from '../issuer.ts';

/** A sentence in both languages of the interface. */
export interface BothLanguages {
  readonly pl: string;
  readonly en: string;
}

/** One call of the university's own API: what answers it, and everything the OpenAPI document says of it. */
export interface ApiRoute {
  /** The OpenAPI `operationId`. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api`, as OpenAPI writes it: `/orders/{id}`. */
  readonly path: string;
  readonly topic: ApiTopic;
  readonly summary: BothLanguages;
  /** SECURITY: answers without the staff token, so it may tell nothing about anybody. */
  readonly isOpen?: true;
  /** The JSON body; null where there is none. */
  readonly body: z.ZodType | null;
  /** Parameters of the query, all of them texts. */
  readonly query?: z.ZodObject;
  /** A body that works, for the documentation page. */
  readonly example?: object;
  /** Whether what comes back goes on and on, as text/event-stream; its shape is that of each event’s data. */
  readonly isStream?: true;
  /** What comes back when all went well, by status; null for no body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** The names of the errors that can come back, by status; those that every call has are added (`problemsOf`). */
  readonly problems: Readonly<Record<number, readonly string[]>>;
  readonly handle: (c: Context, issuer: Issuer) => Promise<Response>;
}

export type ApiTopic =
  'mock' | 'students' | 'orders' | 'clock' | 'keys' | 'settings' | 'faults' | 'requests' | 'events';

interface RouteWithBody<Body extends z.ZodType> extends Omit<ApiRoute, 'body' | 'handle'> {
  readonly body: Body;
  readonly handle: (c: Context, issuer: Issuer, body: z.infer<Body>) => Promise<Response>;
}

/** A call with a JSON body, which its handler gets already checked against the schema that the document shows. */
export const routeWithBody = <Body extends z.ZodType>(route: RouteWithBody<Body>): ApiRoute => ({
  ...route,
  handle: async (c, issuer) => {
    const read = await readJson(c);
    if (!read.ok) return answerError(c, 400, 'invalid_request', read.why);
    const parsed = route.body.safeParse(read.value);
    if (!parsed.success) return answerError(c, 400, 'invalid_request', describeIssue(parsed.error));
    return route.handle(c, issuer, parsed.data);
  },
});

/** The first thing wrong, with the member it is about. */
export function describeIssue({ issues: [issue] }: z.ZodError): string {
  const path = issue?.path.map(String).join('.') ?? '';
  return `${path === '' ? 'the body' : path}: ${issue?.message ?? 'not as described'}`;
}

/** Every error a call can answer with, those of the gate (token, body) included. */
export function problemsOf(route: ApiRoute): Readonly<Record<number, readonly string[]>> {
  const common: Record<number, readonly string[]> = {
    ...(!route.isOpen && { 401: ['invalid_token'] }),
    ...(route.body && { 400: ['invalid_request'], 413: ['request_too_large'] }),
  };
  return { ...common, ...route.problems };
}
