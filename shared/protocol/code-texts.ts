import type { CodeText } from './code-text.ts';
import { ENGLISH } from './code-texts-en.ts';
import { POLISH } from './code-texts-pl.ts';
import type { Code, HostCode } from './codes.ts';

/** The two sentences for a code (protocol.md 8). */
export const describeCode = (code: Code | HostCode, language: 'pl' | 'en'): CodeText =>
  (language === 'pl' ? POLISH : ENGLISH)[code];
