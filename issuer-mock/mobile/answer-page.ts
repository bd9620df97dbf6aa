import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Issuer } from '../issuer.ts';
import { answerPage } from '../student-pages/answer-page.ts';
import type { PageError } from '../student-pages/wording.ts';
import { createContext, createVisitorContext } from './context.ts';
import { renderErrorPage } from './pages/error-page.ts';

export async function answerErrorPage(
  c: Context,
  issuer: Issuer,
  error: PageError,
  status: ContentfulStatusCode,
): Promise<Response> {
  // A fault may be just what the database has: the page that tells of it asks it nothing.
  const context = error === 'fault' ? createVisitorContext(c) : await createContext(c, issuer);
  return answerPage(c, renderErrorPage(context, error), status);
}
