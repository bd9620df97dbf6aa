import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Code } from '../../shared/protocol/codes.ts';

/** What an error answer says besides its name. `mleg_code` is the code a wallet shows, so that nobody has to parse a sentence. */
export interface ErrorMembers {
  readonly mleg_code?: Code;
  readonly tries_left?: number;
  readonly from?: string;
  readonly to?: string;
  readonly refusals?: readonly object[];
}

/** An error as OAuth 2.0 writes it (RFC 6749 5.2), never to be cached. */
export function answerError(
  c: Context,
  status: ContentfulStatusCode,
  error: string,
  description: string,
  members: ErrorMembers = {},
): Response {
  c.header('Cache-Control', 'no-store');
  return c.json({ error, error_description: description, ...members }, status);
}

/** JSON that is only for this one caller, now. */
export function answerFresh(c: Context, body: object, status: ContentfulStatusCode = 200): Response {
  c.header('Cache-Control', 'no-store');
  return c.json(body, status);
}

/** A signed text of its own media type. */
export function answerToken(c: Context, mediaType: string, text: string): Response {
  // Must be asked for again each time: a status may have changed since.
  c.header('Cache-Control', 'no-cache');
  c.header('Content-Type', mediaType);
  return c.body(text);
}
