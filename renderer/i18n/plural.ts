import type { Language } from '../../shared/ipc/views.ts';

const RULES: Record<Language, Intl.PluralRules> = { pl: new Intl.PluralRules('pl'), en: new Intl.PluralRules('en') };

interface PolishForms {
  readonly one: string;
  readonly few: string;
  readonly many: string;
}
interface EnglishForms {
  readonly one: string;
  readonly other: string;
}

/** 1 próba, 2 próby, 5 prób. */
export function pluralPl(count: number, { one, few, many }: PolishForms): string {
  const form = RULES.pl.select(count);
  if (form === 'one') return one;
  return form === 'few' ? few : many;
}

export const pluralEn = (count: number, { one, other }: EnglishForms): string =>
  RULES.en.select(count) === 'one' ? one : other;
