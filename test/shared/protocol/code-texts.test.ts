import { describe, expect, it } from 'vitest';
import { describeCode } from '../../../shared/protocol/code-texts.ts';
import { CODES, HOST_CODES } from '../../../shared/protocol/codes.ts';

const LANGUAGES = ['pl', 'en'] as const;

describe('every code', () => {
  it.each([...CODES, ...HOST_CODES])('%s says what happened and what to do, in both languages', (code) => {
    for (const language of LANGUAGES) {
      const { happened, todo } = describeCode(code, language);
      for (const sentence of [happened, todo]) expect(sentence).toMatch(/^[\p{Lu}m„].{10,}[.?]$/u);
    }
    expect(describeCode(code, 'pl').happened).not.toBe(describeCode(code, 'en').happened);
  });

  it.each(LANGUAGES)('says what happened in a sentence of its own (%s)', (language) => {
    const sentences = [...CODES, ...HOST_CODES].map((code) => describeCode(code, language).happened);
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});
