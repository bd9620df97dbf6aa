import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Issuer } from '../issuer.ts';
import { answerPage } from '../student-pages/answer-page.ts';
import type { Language } from '../student-pages/language.ts';
import { createPageContext } from '../student-pages/page-context.ts';
import { findSession, type Session } from '../student-pages/session.ts';
import type { PageError } from '../student-pages/wording.ts';
import { renderErrorPage } from './pages/error-page.ts';
import type { UsoswebContext } from './pages/layout.ts';
import { ENGLISH } from './wording-en.ts';
import { POLISH } from './wording-pl.ts';
import type { Wording } from './wording.ts';

const WORDINGS: Readonly<Record<Language, Wording>> = { pl: POLISH, en: ENGLISH };

export const createContext = (c: Context, session: Session | null): UsoswebContext =>
  createPageContext(c, session, WORDINGS);

export async function answerErrorPage(
  c: Context,
  issuer: Issuer,
  error: PageError,
  status: ContentfulStatusCode,
): Promise<Response> {
  const context = createContext(c, await findSession(c, issuer));
  return answerPage(c, renderErrorPage(context, error), status);
}
