import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCardGroup } from '../../../shared/protocol/card.ts';
import { JWS_RULES, parseJwsStrictly } from '../../../shared/protocol/jws.ts';
import { encodeBase64url } from '../../../shared/protocol/base64url.ts';
import { Checklist, readable } from '../../../shared/protocol/steps.ts';

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

describe('a stranger’s words', () => {
  it.each([
    ['an escape sequence', '\u001b[2J', '\\u{1b}[2J'],
    ['an 8-bit one', '\u009b2J', '\\u{9b}2J'],
    ['a line break', 'a\nb', 'a\\u{a}b'],
    ['bidi', 'a\u202eb\u061c', 'a\\u{202e}b\\u{61c}'],
    ['zero width', 'a\u200bb\u00ad', 'a\\u{200b}b\\u{ad}'],
    ['Polish letters', 'Żółć – „x”', 'Żółć – „x”'],
  ])('show %s for what it is', (_what, text, shown) => {
    expect(readable(text)).toBe(shown);
  });

  it('never reach a step as control characters, whatever a header’s members are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
        const header = new TextEncoder().encode(JSON.stringify({ [name]: value, alg: value, typ: value }));
        const checks = new Checklist(JWS_RULES);
        parseJwsStrictly(`${encodeBase64url(header)}.e30.AA`, 'x', checks);
        expect(checks.report().steps.filter(({ detail }) => UNSEEN.test(detail))).toEqual([]);
      }),
    );
  });
});

describe('a card group', () => {
  const group = {
    ...{ given_name: 'Zofia', family_name: 'Przykładowa', album_number: '1', university: 'T', card_number: '1' },
    ...{ issued_on: '2026-10-01', valid_until: '2027-03-31', photo_digest: 'A'.repeat(43) },
  };
  it('is read', () => expect(parseCardGroup(group)).toEqual(group));

  it.each(['\u061c', '\u2028', '\u00ad', '\u{e0041}', '\u180e', '\ufff9'])(
    'with a character that is not seen in a name is refused: %j',
    (character) => expect(parseCardGroup({ ...group, given_name: `Zo${character}fia` })).toBeNull(),
  );

  it.each(['', 'A'.repeat(42), 'A'.repeat(100), `${'A'.repeat(42)}=`])(
    'with a digest that is none is refused: %j',
    (digest) => expect(parseCardGroup({ ...group, photo_digest: digest })).toBeNull(),
  );
});
