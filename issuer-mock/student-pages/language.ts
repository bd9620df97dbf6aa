import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { cookieScope } from './cookie-scope.ts';

export type Language = 'pl' | 'en';

const COOKIE = 'mleg_language';
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

/** To another page, which is then in the language that this address asked for. */
export function leadTo(c: Context, path: string): Response {
  chooseLanguage(c);
  return c.redirect(path);
}
