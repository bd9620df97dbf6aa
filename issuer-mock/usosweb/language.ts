import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { cookieScope } from './cookie-scope.ts';
import { ENGLISH } from './wording-en.ts';
import type { Wording } from './wording.ts';
import { POLISH } from './wording-pl.ts';

export type Language = 'pl' | 'en';

export const WORDINGS: Readonly<Record<Language, Wording>> = { pl: POLISH, en: ENGLISH };

const COOKIE = 'mleg_usosweb_language';
const YEAR_S = 365 * 24 * 3600;

const parseLanguage = (value: string | undefined): Language | null => (value === 'pl' || value === 'en' ? value : null);

/** The page's language: asked for by `?lang=`, which is remembered; else the remembered one; else Polish. */
export function chooseLanguage(c: Context): Language {
  const asked = parseLanguage(c.req.query('lang'));
  if (asked) setCookie(c, COOKIE, asked, { ...cookieScope(c), maxAge: YEAR_S });
  return asked ?? parseLanguage(getCookie(c, COOKIE)) ?? 'pl';
}

/** The address of this same page in another language. */
export function inLanguage(c: Context, language: Language): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set('lang', language);
  return `${pathname}?${searchParams.toString()}`;
}
