import type { CodeText } from '../protocol/code-text.ts';
import { ENGLISH_REASONS } from './reason-texts-en.ts';
import { POLISH_REASONS } from './reason-texts-pl.ts';
import type { Reason } from './reasons.ts';

/**
 * What a verifier is told about its answer: what was seen and why that is so, and what to do with the person in front. The same code means
 * something else to somebody who activates a card: describeCode has the words for that.
 */
export const REASON_TEXTS: Readonly<Record<'pl' | 'en', Readonly<Record<Reason, CodeText>>>> = {
  pl: POLISH_REASONS,
  en: ENGLISH_REASONS,
};
