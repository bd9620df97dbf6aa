import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Html } from './html.ts';

/**
 * SECURITY: nothing inline, nothing from elsewhere. The pages may be framed by the simulator only: by its browser shell on another loopback
 * port and by the desktop program's own scheme.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  'frame-ancestors http://127.0.0.1:* http://localhost:* app:',
].join('; ');

export async function answerPage(c: Context, page: Html, status: ContentfulStatusCode = 200): Promise<Response> {
  c.header('Content-Security-Policy', POLICY);
  // Pages carry codes and form tokens: they stay in no cache, and the Back button asks again.
  c.header('Cache-Control', 'no-store');
  return c.html(page, status);
}
