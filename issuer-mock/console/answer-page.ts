import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Issuer } from '../issuer.ts';
import { answerPage } from '../student-pages/answer-page.ts';
import type { Html } from '../student-pages/html.ts';
import type { Language } from '../student-pages/language.ts';
import { createPageContext } from '../student-pages/page-context.ts';
import type { Site } from '../student-pages/site.ts';
import type { PageError } from '../student-pages/wording.ts';
import { type ConsoleContext, renderErrorPage } from './layout.ts';
import { ENGLISH } from './wording-en.ts';
import { POLISH } from './wording-pl.ts';
import type { ConsoleWording } from './wording.ts';

const WORDINGS: Readonly<Record<Language, ConsoleWording>> = { pl: POLISH, en: ENGLISH };

export const createContext = (c: Context): ConsoleContext => createPageContext(c, null, WORDINGS);

/** SECURITY: in nobody's frame, the simulator's neither: one click on a page that lies over it would be the staff's. */
export const answerConsolePage = (c: Context, page: Html, status: ContentfulStatusCode = 200): Promise<Response> =>
  answerPage(c, page, status, "'none'");

export const CONSOLE: Pick<Site, 'home' | 'answerError'> = {
  home: '/console',
  answerError: (c: Context, _: Issuer, error: PageError, status: ContentfulStatusCode) =>
    answerConsolePage(c, renderErrorPage(createContext(c), error), status),
};
