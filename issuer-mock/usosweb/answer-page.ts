import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Issuer } from '../issuer.ts';
import { chooseLanguage, inLanguage, WORDINGS } from './language.ts';
import { renderErrorPage } from './pages/error-page.ts';
import type { Html, PageContext } from './pages/layout.ts';
import { findSession, type Session } from './session.ts';
import type { PageError } from './wording.ts';

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

export function createPageContext(c: Context, session: Session | null): PageContext {
  const language = chooseLanguage(c);
  const addresses = { pl: inLanguage(c, 'pl'), en: inLanguage(c, 'en') };
  return { language, wording: WORDINGS[language], session, addresses };
}

export async function answerPage(c: Context, page: Html, status: ContentfulStatusCode = 200): Promise<Response> {
  c.header('Content-Security-Policy', POLICY);
  // Pages carry codes and form tokens: they stay in no cache, and the Back button asks again.
  c.header('Cache-Control', 'no-store');
  return c.html(page, status);
}

export async function answerErrorPage(
  c: Context,
  issuer: Issuer,
  error: PageError,
  status: ContentfulStatusCode,
): Promise<Response> {
  const context = createPageContext(c, await findSession(c, issuer));
  return answerPage(c, renderErrorPage(context, error), status);
}
