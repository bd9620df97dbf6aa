import { describe, expect, test } from 'vitest';
import { Advice } from '../../renderer/scan/advice.ts';
import { pickRead } from '../../renderer/scan/pick-read.ts';
import type { CodeRead, GlimpseReason } from '../../scan/engine.ts';

describe('advice', () => {
  /** What is said after each of these frames, 33 ms apart. */
  const hear = (reasons: readonly GlimpseReason[], advice = new Advice()): (GlimpseReason | null)[] =>
    reasons.map((reason, at) => advice.note(reason, at * 33));
  const times = (count: number, reason: GlimpseReason): GlimpseReason[] => new Array<GlimpseReason>(count).fill(reason);

  test('is given after four frames that agree, not before', () => {
    expect(hear(times(5, 'small'))).toEqual([null, null, null, 'small', 'small']);
  });

  test('is not given while every frame says something else', () => {
    expect(hear(['small', 'blurred', 'small', 'small', 'small', 'blurred', 'glare', 'dark'])).toEqual(
      new Array(8).fill(null),
    );
  });

  test('stands for a second, then follows what frames agree on', () => {
    const said = hear([...times(4, 'small'), ...times(40, 'blurred')]);
    expect(said.lastIndexOf('small')).toBe(33);
    expect(said[34]).toBe('blurred');
  });

  test('is not shaken by a frame in between', () => {
    const said = hear([...times(40, 'small'), 'glare', ...times(3, 'small'), ...times(3, 'glare'), 'small']);
    expect(new Set(said.slice(4))).toEqual(new Set(['small']));
  });

  test('begins anew after the code was gone', () => {
    const advice = new Advice();
    hear(times(4, 'small'), advice);
    advice.forget();
    expect(hear(times(4, 'glare'), advice)).toEqual([null, null, null, 'glare']);
  });
});

describe('of several codes in a picture', () => {
  const read = (text: string): CodeRead => ({
    kind: 'read',
    text,
    engine: 'zxing',
    corners: [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ],
  });
  const [menu, first, second] = ['https://example.org/menu', 'MP1:FIRST', 'MP1:SECOND'].map(read);
  const pick = (reads: readonly CodeRead[], passed: readonly string[] = []): string | undefined =>
    pickRead(reads, ['presentation'], (text) => passed.includes(text))?.text;

  test('one that is wanted is looked at before any other', () => {
    expect(pick([menu!, first!])).toBe('MP1:FIRST');
    expect(pick([first!, menu!])).toBe('MP1:FIRST');
  });

  test('one that is new is looked at before one that has been', () => {
    expect(pick([menu!, first!, second!], ['MP1:FIRST'])).toBe('MP1:SECOND');
    expect(pick([menu!, first!, second!], ['MP1:FIRST', 'MP1:SECOND'])).toBe('MP1:FIRST');
  });

  test('any is better than none', () => {
    expect(pick([menu!])).toBe('https://example.org/menu');
    expect(pick([])).toBeUndefined();
  });
});
