import { beforeAll, describe, expect, it } from 'vitest';
import { readDrawnWithJsqr } from '../../../scan/engines/jsqr.ts';
import { cropPicture, invertPicture, type LumaPicture } from '../../../scan/picture.ts';
import { createRestoreEngine, type RestoreEngine } from '../../../scan/restore/restore-engine.ts';
import { drawText, layOut } from '../../support/draw-modules.ts';
import { openTestEngines } from '../../support/scan-engines.ts';
import { distance, seeCode, STRAIGHT } from '../../support/seen-code.ts';
import { drawHostile } from '../../support/webcam/hostile.ts';
import { drawRoom } from '../../support/webcam-model.ts';

let engines: Awaited<ReturnType<typeof openTestEngines>>;
let restore: RestoreEngine;
beforeAll(async () => {
  engines = await openTestEngines();
  ({ restore } = engines);
});

const FRAME = { effort: 'frame', most: 5 } as const;
const IMAGE = { effort: 'image', most: 5 } as const;
const textsOf = (picture: LumaPicture, wish: typeof FRAME | typeof IMAGE = FRAME): readonly string[] =>
  restore.read(picture, wish).map(({ text }) => text);

const mirror = ({ luma, width, height }: LumaPicture): LumaPicture => ({
  luma: luma.map((_light, at) => luma[at - (at % width) + (width - 1 - (at % width))]!),
  width,
  height,
});

describe('restore', () => {
  it.each([
    [11, 1],
    [12, 2],
    [13, 3],
    [13, 11],
    [17, 15],
    [12, 18],
  ])('reads at two pixels a module what zxing-cpp cannot: version %i, seed %i', (version, seed) => {
    const { picture, text, place, size } = seeCode({ version, modulePx: 2, profile: 'typical', faults: {}, seed });
    expect(engines.zxing.read(picture, FRAME)).toEqual([]);
    const reads = restore.read(picture, FRAME);
    expect(reads).toMatchObject([{ kind: 'read', engine: 'restore', text }]);
    const truth = [place(0, 0), place(size, 0), place(size, size), place(0, size)];
    for (const [at, corner] of reads[0]!.corners.entries()) expect(distance(corner, truth[at]!)).toBeLessThan(1);
  });

  it('reads with jsQR behind it as well, where there is no WebAssembly', () => {
    const { picture, text } = seeCode({ version: 13, modulePx: 2, profile: 'typical', faults: {}, seed: 11 });
    expect(createRestoreEngine(readDrawnWithJsqr).read(picture, FRAME)).toMatchObject([{ text }]);
  });

  it.each([1, 2, 6, 7, 23, 32, 40])('reads a code of version %i', (version) => {
    const { picture, text } = seeCode({ version, modulePx: 3 });
    expect(textsOf(picture)).toEqual([text]);
  });

  it.each([
    [4, 90],
    [5, 135],
    [12, 200],
    [30, 20],
  ])(
    'reads large modules in the halved picture, and has their corners in the whole one: %i pixels, turned %i°',
    (modulePx, turnDegrees) => {
      const code = seeCode({ version: 2, modulePx, faults: { ...STRAIGHT, turnDegrees } });
      const [read] = restore.read(code.picture, FRAME);
      expect(read?.text).toBe(code.text);
      expect(distance(read!.corners[0], code.place(0, 0))).toBeLessThan(modulePx / 2);
      expect(distance(read!.corners[2], code.place(code.size, code.size))).toBeLessThan(modulePx / 2);
    },
  );

  it('gives several codes each once, and no more than are wanted', () => {
    const picture = layOut(500, 300, 230, [
      [drawText('ONE'), 20, 20],
      [drawText('TWO'), 200, 20],
      [drawText('ONE'), 20, 160],
      [drawText('THREE', { modulePx: 4 }), 300, 150],
    ]);
    const reads = restore.read(picture, IMAGE);
    expect(reads.map(({ text }) => text).toSorted()).toEqual(['ONE', 'THREE', 'TWO']);
    expect(distance(reads.find(({ text }) => text === 'TWO')!.corners[0], { x: 212, y: 32 })).toBeLessThan(1.5);
    expect(restore.read(picture, { ...IMAGE, most: 2 })).toHaveLength(2);
  });

  it('does not read again what it has read, however many likenesses lie in it', () => {
    let drawn = 0;
    const counting = createRestoreEngine((picture) => {
      drawn++;
      return engines.zxing.readDrawn(picture);
    });
    const { picture, text } = seeCode({ version: 25, modulePx: 3 });
    expect(counting.read(picture, IMAGE)).toMatchObject([{ text }]);
    expect(drawn).toBe(1);
  });

  it('reads white on black in an image, and leaves it in a frame', () => {
    const picture = invertPicture(layOut(200, 200, 240, [[drawText('INVERTED'), 40, 40]]));
    expect(textsOf(picture, IMAGE)).toEqual(['INVERTED']);
    expect(textsOf(picture, FRAME)).toEqual([]);
  });

  it.each([2, 7, 13])('reads a mirrored code: version %i', (version) => {
    const { picture, text } = seeCode({ version, modulePx: 3, faults: { ...STRAIGHT, turnDegrees: 10 } });
    expect(textsOf(mirror(picture))).toEqual([text]);
  });

  it.each([0, 1, 2, 3, 4, 5])('reads nothing in room %i and sees nothing that might be read', (seed) => {
    expect(restore.examine(drawRoom(seed, 640, 360), IMAGE)).toEqual({ reads: [], glimpse: null });
  });

  it('has fine marks and coarse ones at a glance', () => {
    const glance = (picture: LumaPicture) => [restore.glance(picture, 'fine'), restore.glance(picture, 'coarse')];
    expect(glance(seeCode({ version: 4, modulePx: 2 }).picture)[0]).toBe(true);
    expect(glance(seeCode({ version: 4, modulePx: 12 }).picture)).toEqual([false, true]);
    expect(glance(layOut(200, 200, 120, []))).toEqual([false, false]);
    // One mark is no code.
    const { picture, marks } = seeCode({ version: 4, modulePx: 2 });
    const mark = cropPicture(picture, { left: marks.topLeft.x - 12, top: marks.topLeft.y - 12, width: 24, height: 24 });
    expect(glance(layOut(200, 200, 230, [[mark, 80, 80]]))[0]).toBe(false);
  });

  it('reads nothing in noise', () => {
    expect(textsOf(drawHostile('noise', 320, 240), IMAGE)).toEqual([]);
  });

  it('reads the right text or none', () => {
    const seeds = Array.from({ length: 16 }, (_empty, at) => at);
    const answers = seeds.map((seed) => {
      const { picture, text } = seeCode({ version: 8, modulePx: 2, profile: 'hard', faults: {}, seed });
      return textsOf(picture).map((read) => read === text);
    });
    expect(answers.flat()).not.toContain(false);
    // Neither all nor none: the frames are at the edge of what can be read, where a wrong text would come from.
    expect(answers.flat().length).toBeGreaterThan(0);
    expect(answers.flat().length).toBeLessThan(seeds.length);
  });

  it('leaves what it has not tried yet where time is up, but tries the first', () => {
    const picture = layOut(500, 200, 230, [
      [drawText('ONE'), 20, 20],
      [drawText('TWO'), 200, 20],
      [drawText('THREE'), 350, 20],
    ]);
    expect(restore.examine(picture, FRAME, () => true).reads).toHaveLength(1);
    let asked = 0;
    expect(restore.examine(picture, FRAME, () => ++asked > 1).reads).toHaveLength(2);
  });

  it('does not take bytes that are no picture', () => {
    expect(() => restore.read({ luma: new Uint8Array(9), width: 3, height: 4 }, FRAME)).toThrow(RangeError);
  });
});
