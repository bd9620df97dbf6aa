import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { SPECIMENS_ONLY } from '../../issuer-mock/students/seeds.ts';
import { parseArguments } from '../../issuer-mock/arguments.ts';
import { endOfPolishDay, polishDate, polishDateTime } from '../../issuer-mock/calendar.ts';
import { drawPortrait } from '../../issuer-mock/portraits/draw-portrait.ts';
import { drawCode, drawNumber } from '../../issuer-mock/random.ts';
import { DEFAULT_SETTINGS } from '../../issuer-mock/settings.ts';
import { POLISH } from '../../issuer-mock/usosweb/wording-pl.ts';
import { checkPhoto } from '../../shared/protocol/photo.ts';
import { SPECIMENS } from '../../shared/student/specimens.ts';
import { seedRandom } from './world.ts';

describe('dates in Poland', () => {
  it.each([
    ['2026-10-02T09:14:22Z', '2026-10-02 11:14:22'],
    ['2026-03-30T22:00:00Z', '2026-03-31 00:00:00'],
    ['2026-12-31T23:30:00Z', '2027-01-01 00:30:00'],
  ])('%s is %s there', (instant, shown) => {
    expect(polishDateTime(Date.parse(instant))).toBe(shown);
    expect(polishDate(Date.parse(instant))).toBe(shown.slice(0, 10));
  });

  it.each([
    ['2027-03-31', '2027-03-31T22:00:00Z'],
    ['2026-10-31', '2026-10-31T23:00:00Z'],
    // The clocks change during these two days.
    ['2024-03-31', '2024-03-31T22:00:00Z'],
    ['2027-10-31', '2027-10-31T23:00:00Z'],
    ['2026-12-31', '2026-12-31T23:00:00Z'],
  ])('%s ends at %s', (date, instant) => {
    expect(endOfPolishDay(date)).toBe(Date.parse(instant) / 1000);
  });

  it('end where the next one begins, on every day', () => {
    fc.assert(
      // The years the test clock knows. Before 1996 Polish clocks changed at other hours.
      fc.property(fc.integer({ min: 10_957, max: 47_481 }), (day) => {
        const date = new Date(day * 24 * 3600 * 1000).toISOString().slice(0, 10);
        const end = endOfPolishDay(date) * 1000;
        expect([polishDate(end - 1), polishDateTime(end).slice(11)]).toEqual([date, '00:00:00']);
      }),
    );
  });
});

describe('drawn codes', () => {
  it('use every character about equally often, and none that looks like another', () => {
    const { codeAlphabet } = DEFAULT_SETTINGS;
    const code = drawCode(seedRandom('alphabet'), 56_000, codeAlphabet);
    const counts = [...codeAlphabet].map((character) => code.split(character).length - 1);
    expect(codeAlphabet).toMatch(/^[A-HJ-NP-Za-km-np-z2-9]{56}$/u);
    expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length);
    expect([Math.min(...counts) > 850, Math.max(...counts) < 1150]).toEqual([true, true]);
  });

  it('draw again instead of folding the last, incomplete run in', () => {
    // 2^24 = 56 × 299593 + 8: the highest eight values would favour the first eight characters.
    const drawn = [
      [0xff, 0xff, 0xff],
      [0xff, 0xff, 0xf8],
      [0xff, 0xff, 0xf7],
    ];
    expect(drawNumber(() => Uint8Array.from(drawn.shift() ?? []), 56)).toBe(55);
    expect(drawn).toEqual([]);
  });
});

describe('portraits', () => {
  it.each(SPECIMENS.map(({ id }) => id))('%s is a small PNG, the same each time', (student) => {
    const portrait = drawPortrait(student);
    const checked = checkPhoto(`data:image/png;base64,${portrait.toString('base64')}`);
    expect(checked.ok).toBe(true);
    // What goes through a moving QR code in two seconds.
    expect(portrait.length).toBeGreaterThan(2048);
    expect(portrait.length).toBeLessThanOrEqual(4096);
    const { width, height } = PNG.sync.read(portrait, { checkCRC: true });
    expect([width, height]).toEqual([240, 320]);
    expect(drawPortrait(student).equals(portrait)).toBe(true);
  });

  it('differ from each other', () => {
    expect(new Set(SPECIMENS.map(({ id }) => drawPortrait(id).toString('base64'))).size).toBe(SPECIMENS.length);
  });
});

describe('the wording', () => {
  it.each([
    [1, '1\u00a0próba'],
    [2, '2\u00a0próby'],
    [5, '5\u00a0prób'],
  ])('counts %i in Polish', (count, text) => {
    expect(POLISH.codeHint(count)).toContain(`: ${text}.`);
  });
});

describe('the command line', () => {
  const DEFAULTS = {
    ...{
      port: 0,
      databaseLocation: ':memory:',
      databaseToken: null,
      publicUrl: null,
      seed: SPECIMENS_ONLY,
      staffToken: null,
      walletPage: null,
    },
    ...{ isFast: false, hasEarlyOffers: false, hasParent: false },
  };
  it('is read whole', () => {
    expect(parseArguments([], {})).toEqual(DEFAULTS);
    const all = [
      '--port',
      '8080',
      '--db',
      'a.db',
      '--seed',
      'crowd:500',
      '--fast',
      '--early-offers',
      '--staff-token',
      'T',
      '--wallet-page',
      'http://127.0.0.1:8000/#token=x',
      '--with-parent',
    ];
    expect(parseArguments(all, { MLEG_STAFF_TOKEN: 'other' })).toEqual({
      port: 8080,
      databaseLocation: 'a.db',
      databaseToken: null,
      publicUrl: null,
      seed: { hasSpecimens: true, crowd: 500 },
      isFast: true,
      hasEarlyOffers: true,
      staffToken: 'T',
      // The fragment is the links' own.
      walletPage: 'http://127.0.0.1:8000/',
      hasParent: true,
    });
    expect(parseArguments([], { MLEG_STAFF_TOKEN: 'from-env' })).toEqual({ ...DEFAULTS, staffToken: 'from-env' });
  });

  it.each([
    [['--port', '65536']],
    [['--port', '-1']],
    [['--port', 'x']],
    [['--port', '']],
    [['--seed', 'other']],
    [['--seed', 'crowd:0']],
    [['--seed', 'crowd:2000001']],
    [['--db', '']],
    [['--db', 'libsql://user:pass@db.example']],
    [['--db', 'https://db.example?authToken=secret']],
    [['--db', 'https://']],
    [['--public-url', 'http://mock.example']],
    [['--public-url', 'https://mock.example/path']],
    [['--staff-token', 'two words']],
    [['--staff-token', '']],
    [['--wallet-page', 'javascript:alert(1)']],
    [['--wallet-page', 'here']],
    [['--unknown']],
    [['stray']],
    [['--db']],
  ])('%j is refused with a sentence', (args) => {
    expect(parseArguments(args, {})).toEqual(expect.any(String));
  });
});
