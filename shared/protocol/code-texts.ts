import type { Code, HostCode } from './codes.ts';
import { ENGLISH } from './code-texts-en.ts';
import { POLISH } from './code-texts-pl.ts';

/** What a refusal says to a person: what happened, and what to do now. */
export interface CodeText {
  readonly happened: string;
  readonly todo: string;
}
export type CodeTexts = Readonly<Record<Code | HostCode, CodeText>>;

/** The two sentences for a code (protocol.md 8). */
export const describeCode = (code: Code | HostCode, language: 'pl' | 'en'): CodeText =>
  (language === 'pl' ? POLISH : ENGLISH)[code];
