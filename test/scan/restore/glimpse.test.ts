import { describe, expect, it } from 'vitest';
import type { GlimpseReason } from '../../../scan/engine.ts';
import { createRestoreEngine } from '../../../scan/restore/restore-engine.ts';
import { distance, seeCode, type SeenCode, STRAIGHT } from '../../support/seen-code.ts';
import type { Faults } from '../../support/webcam/profiles.ts';

/** Finds, and can read nothing. */
const { examine } = createRestoreEngine(() => null);
const FRAME = { effort: 'frame', most: 1 } as const;

const LEANING = { tiltDegrees: 15, tiltAxisDegrees: 10 };
const LAMP = { degrees: 30, away: 0.4, radius: 0.35, strength: 250 };

const outlineOf = ({ place, size }: SeenCode) => [place(0, 0), place(size, 0), place(size, size), place(0, size)];

describe('a code that is seen and cannot be read', () => {
  it.each<[reason: GlimpseReason, what: string, version: number, modulePx: number, faults: Partial<Faults>]>([
    ['small', 'sharp', 4, 2, {}],
    ['small', 'dense', 25, 2, {}],
    ['small', 'leaning', 13, 2, { tiltDegrees: 12, tiltAxisDegrees: 30, turnDegrees: 20 }],
    ['small', 'dense and leaning', 25, 2, { tiltDegrees: 12, tiltAxisDegrees: 30, turnDegrees: 20 }],
    ['small', 'under two pixels', 13, 1.8, { blurPx: 0.6 }],
    ['blurred', 'few modules', 4, 4, { blurPx: 2.2 }],
    ['blurred', 'dense', 25, 4, { blurPx: 2.2 }],
    ['blurred', 'close', 7, 8, { blurPx: 3 }],
    ['dark', 'little light', 13, 4, { blurPx: 1, gain: 0.2, noise: 2 }],
    ['dark', 'hardly any', 4, 3, { blurPx: 1, gain: 0.12, noise: 1.5 }],
    ['dark', 'and pale', 13, 4, { blurPx: 1, gain: 0.5, contrast: 0.2, noise: 1 }],
    ['glare', 'in the middle', 13, 4, { blurPx: 1, glare: LAMP }],
    ['glare', 'dense', 25, 3, { blurPx: 1, noise: 3, glare: { ...LAMP, degrees: 45, away: 0.8, radius: 0.4 } }],
    ['glare', 'leaning', 13, 4, { ...LEANING, blurPx: 1, glare: LAMP }],
    ['glare', 'few modules', 2, 8, { blurPx: 2, glare: LAMP }],
  ])('is called %s, and outlined: %s, version %i at %f pixels', (reason, _what, version, modulePx, faults) => {
    const code = seeCode({ version, modulePx, faults: { ...STRAIGHT, ...faults } });
    const { reads, glimpse } = examine(code.picture, FRAME);
    expect(reads).toEqual([]);
    expect(glimpse?.kind).toBe(reason);
    for (const [at, corner] of outlineOf(code).entries())
      expect(distance(glimpse!.corners[at]!, corner) / modulePx).toBeLessThan(1.5);
    expect(glimpse!.modulePx / modulePx).toBeGreaterThan(0.8);
    expect(glimpse!.modulePx / modulePx).toBeLessThan(1.1);
  });

  it.each([1, 2, 3, 5, 7, 10])('is not called glaring for its own white, however bright: version %i', (version) => {
    const code = seeCode({ version, modulePx: 5, faults: { ...STRAIGHT, blurPx: 1, gain: 1.25 } });
    expect(code.picture.luma.some((light) => light > 245)).toBe(true);
    expect(examine(code.picture, FRAME).glimpse?.kind).toBe('blurred');
  });

  it('leaning, is outlined as it stands, and not as a parallelogram', () => {
    const code = seeCode({ version: 13, modulePx: 4, faults: { ...STRAIGHT, ...LEANING, blurPx: 1.2 } });
    const [a, b, c, d] = examine(code.picture, FRAME).glimpse!.corners;
    expect(distance(c, { x: b.x + d.x - a.x, y: b.y + d.y - a.y })).toBeGreaterThan(20);
    expect(distance(c, code.place(code.size, code.size))).toBeLessThan(2);
  });

  it('is outlined by its marks alone where nothing else of it can be made out', () => {
    const code = seeCode({ version: 10, modulePx: 4 });
    const { luma, width, height } = code.picture;
    // All but the three corners is covered.
    const [from, to] = [code.place(9, 9), code.place(code.size + 1, code.size + 1)];
    const covered = luma.map((light, at) => {
      const [x, y] = [at % width, Math.floor(at / width)];
      return x > from.x && y > from.y && x < to.x && y < to.y ? 128 : light;
    });
    const { glimpse } = examine({ luma: covered, width, height }, FRAME);
    for (const [at, corner] of outlineOf(code).entries())
      expect(distance(glimpse!.corners[at]!, corner)).toBeLessThan(1.5 * 4);
  });
});
