import { describe, expect, it } from 'vitest';
import { describeCode } from '../../../shared/protocol/code-texts.ts';
import { CODES } from '../../../shared/protocol/codes.ts';
import { REASON_TEXTS } from '../../../shared/verifier/reason-texts.ts';
import { REASONS } from '../../../shared/verifier/reasons.ts';

const LANGUAGES = ['pl', 'en'] as const;
/** What can be read at a glance, in a queue. */
const MAX_HAPPENED = 130;
const MAX_TODO = 170;

describe('every reason', () => {
  it.each(LANGUAGES)('has its texts, and nothing else has (%s)', (language) => {
    expect(Object.keys(REASON_TEXTS[language]).sort()).toEqual([...REASONS].sort());
  });

  it.each(LANGUAGES)('says what was seen in words of its own (%s)', (language) => {
    const happened = REASONS.map((reason) => REASON_TEXTS[language][reason].happened);
    expect(new Set(happened).size).toBe(REASONS.length);
  });

  it.each(REASONS)('%s is told in whole sentences, short enough to be read at a glance', (reason) => {
    for (const language of LANGUAGES) {
      const { happened, todo } = REASON_TEXTS[language][reason];
      for (const text of [happened, todo]) expect(text).toMatch(/^\p{Lu}.{10,}\.$/u);
      expect([happened.length <= MAX_HAPPENED, todo.length <= MAX_TODO]).toEqual([true, true]);
    }
    const [polish, english] = [REASON_TEXTS.pl[reason], REASON_TEXTS.en[reason]];
    expect([polish.happened === english.happened, polish.todo === english.todo]).toEqual([false, false]);
  });

  it('speaks to who looks at a card, not to who activates one', () => {
    for (const reason of REASONS) {
      const texts = LANGUAGES.map((language) => Object.values(REASON_TEXTS[language][reason]).join(' ')).join(' ');
      expect(texts).not.toMatch(/enter the code|activation|aktywac|wpisuj kodu|your order|zamówieni[ae]/iu);
    }
  });

  it('that is not the holder’s doing says so, in either language', () => {
    for (const reason of ['STATUS_SUBJECT', 'STATUS_INDEX', 'STATUS_SIGNATURE', 'STATUS_SIZE'] as const) {
      expect(REASON_TEXTS.en[reason].todo).toContain('need not be to blame');
      expect(REASON_TEXTS.pl[reason].todo).toContain('nie musi być temu winien');
    }
  });

  it('that comes from two clocks names them', () => {
    for (const reason of [
      'CLOCKS_HOLDER_AHEAD',
      'CLOCKS_HOLDER_BEHIND',
      'OLD_CODE',
      'CLAIM_IAT_FUTURE',
      'CLOCK_BEHIND',
    ] as const) {
      expect(REASON_TEXTS.en[reason].happened).toContain('clock');
      expect(REASON_TEXTS.pl[reason].happened).toMatch(/zegar/iu);
    }
  });
});

describe('a code that no verification ends in', () => {
  it('is no reason', () => {
    const others = CODES.filter((code) => !REASONS.some((reason) => reason === code));
    expect(others.map((code) => code.split('_')[0])).toEqual([
      ...['ISSUER', 'OFFER', 'OFFER', 'OFFER', 'CODE', 'CODE', 'CODE'],
      ...['ORDER', 'ORDER', 'ORDER', 'ORDER', 'REQUEST', 'REQUEST', 'REQUEST', 'REQUEST'],
    ]);
    for (const code of others) expect(describeCode(code, 'en').happened).not.toBe('');
  });
});
