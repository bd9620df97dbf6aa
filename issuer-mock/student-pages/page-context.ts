import type { Context } from 'hono';
import { chooseLanguage, inLanguage, type Language } from './language.ts';
import type { Session } from './session.ts';
import type { SharedWording } from './wording.ts';

/** What every page knows about its reader. */
export interface PageContext<Wording extends SharedWording = SharedWording> {
  readonly language: Language;
  readonly wording: Wording;
  readonly session: Session | null;
  /** This page's own address in each language. */
  readonly addresses: Readonly<Record<Language, string>>;
}

export function createPageContext<Wording extends SharedWording>(
  c: Context,
  session: Session | null,
  wordings: Readonly<Record<Language, Wording>>,
): PageContext<Wording> {
  const language = chooseLanguage(c);
  const addresses = { pl: inLanguage(c, 'pl'), en: inLanguage(c, 'en') };
  return { language, wording: wordings[language], session, addresses };
}
