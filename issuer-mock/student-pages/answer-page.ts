import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Html } from './html.ts';

/** By the simulator only: its browser shell on another loopback port and the desktop program's own scheme. */
const SIMULATOR = 'http://127.0.0.1:* http://localhost:* app:';

/** SECURITY: nothing inline, nothing from elsewhere, and framed by none but those who are named. */
const writePolicy = (framedBy: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join('; ');

export async function answerPage(
  c: Context,
  page: Html,
  status: ContentfulStatusCode = 200,
  framedBy = SIMULATOR,
): Promise<Response> {
  c.header('Content-Security-Policy', writePolicy(framedBy));
  // Pages carry codes and form tokens: they stay in no cache, and the Back button asks again.
  c.header('Cache-Control', 'no-store');
  return c.html(page, status);
}
