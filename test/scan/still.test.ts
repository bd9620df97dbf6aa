import QRCode from 'qrcode';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engines } from '../../scan/engines.ts';
import { type Corners, invertPicture, type LumaPicture, type Point } from '../../scan/picture.ts';
import { readStill, type StillReport, type StillWish } from '../../scan/still/read-still.ts';
import { countEngineCalls } from '../support/count-engine-calls.ts';
import { drawModules, drawText, layOut } from '../support/draw-modules.ts';
import { openTestEngines, SILENT_ENGINES } from '../support/scan-engines.ts';
import { createRandom } from '../support/webcam/random.ts';
import { drawFrame } from '../support/webcam-model.ts';

let engines: Awaited<ReturnType<typeof openTestEngines>>;
beforeAll(async () => void (engines = await openTestEngines()));

/** Time stands still: what is found does not depend on the computer. */
const read = (picture: LumaPicture, wish: Partial<StillWish> = {}, given: Engines = engines): StillReport =>
  readStill(picture, given, { now: () => 0, budgetMs: 700, ...wish });
const textsOf = ({ reads }: StillReport): readonly string[] => reads.map(({ text }) => text);

const at = (x: number, y: number): Point => ({ x, y });

const TEXT = 'US1:SPECIMEN 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ';

describe('a still picture', () => {
  it.each<[what: string, make: () => LumaPicture]>([
    ['plain', () => drawText(TEXT)],
    ['one pixel a module', () => drawText(TEXT, { modulePx: 1 })],
    ['cut off at its edge', () => drawText(TEXT, { quiet: 0 })],
    ['cut off, one pixel a module', () => drawText(TEXT, { quiet: 0, modulePx: 1 })],
    ['white on black', () => invertPicture(drawText(TEXT))],
    ['white on black, cut off', () => invertPicture(drawText(TEXT, { quiet: 0 }))],
    ['mirrored', () => mirror(drawText(TEXT))],
    ['turned by 90 degrees', () => transpose(mirror(drawText(TEXT)))],
    ['pale', () => drawText(TEXT, { dark: 130, light: 146 })],
    ['of very large modules', () => drawText(TEXT, { modulePx: 40 })],
    ['small in a large picture', () => layOut(4000, 3000, 210, [[drawText(TEXT, { modulePx: 2 }), 1700, 1300]])],
    ['of dots that do not touch', () => drawDots(TEXT)],
    ['under noise', () => addNoise(drawText(TEXT, { modulePx: 8, dark: 70, light: 170 }), 120)],
    [
      'bent and blurred',
      () =>
        drawFrame({ text: TEXT, level: 'L', modulePx: 5, width: 640, height: 480, seed: 3, profile: 'hard' }).picture,
    ],
  ])('is read: %s', (_what, make) => {
    expect(textsOf(read(make()))).toEqual([TEXT]);
  });

  it('gives all its codes, each once, and where they are', () => {
    const [one, other] = [drawText('ONE', { modulePx: 4 }), drawText('OTHER', { modulePx: 6 })];
    const picture = layOut(900, 600, 255, [
      [one, 50, 40],
      [one, 300, 300],
      [other, 500, 100],
    ]);
    const report = read(picture);
    expect([...textsOf(report)].sort()).toEqual(['ONE', 'OTHER']);
    const { corners } = report.reads.find(({ text }) => text === 'OTHER')!;
    expectNear(corners, [524, 124], 21 * 6, 3);
  });

  it('has its corners in its own pixels, whatever size it was read at', () => {
    // Larger than any engine is given.
    const picture = layOut(5000, 4000, 210, [[drawText('SIZE', { modulePx: 30 }), 1700, 1300]]);
    const [code] = read(picture, { choice: 'zxing' }).reads;
    expectNear(code!.corners, [1820, 1420], 21 * 30, 30);
    const small = layOut(700, 700, 255, [[drawText('SIZE', { modulePx: 6 }), 100, 200]]);
    for (const choice of ['zxing', 'restore', 'jsqr'] as const)
      expectNear(read(small, { choice }).reads[0]!.corners, [124, 224], 21 * 6, 6);
  });

  it('is looked at until the wanted code is found, and what was found besides is told', () => {
    // One is found by a glance at the shrunken picture already, the other only in the picture as it is.
    const picture = layOut(2400, 2000, 255, [
      [drawText('LARGE', { modulePx: 20 }), 100, 100],
      [drawText('SMALL', { modulePx: 1 }), 1500, 1500],
    ]);
    const counting = countEngineCalls(engines);
    expect(textsOf(read(picture, { wanted: (text) => text === 'LARGE' }, counting.engines))).toEqual(['LARGE']);
    expect(counting.calls).toEqual([['zxing', 1095 * 912]]);
    expect(textsOf(read(picture, { wanted: (text) => text === 'SMALL' }))).toEqual(['LARGE', 'SMALL']);
    expect(textsOf(read(picture, { wanted: () => false, budgetMs: 0 }))).toEqual(['LARGE', 'SMALL']);
  });

  it('is read by the engine that was asked for and by no other', () => {
    const picture = layOut(700, 700, 255, [[drawText(TEXT, { modulePx: 5 }), 100, 200]]);
    for (const choice of ['zxing', 'restore', 'jsqr'] as const) {
      const counted = countEngineCalls(engines);
      expect(read(picture, { choice }, counted.engines).reads).toMatchObject([{ text: TEXT, engine: choice }]);
      expect(new Set(counted.calls.map(([name]) => name))).toEqual(new Set([choice]));
    }
  });

  it('is read where WebAssembly may not run', () => {
    const without = { ...engines, zxing: null };
    expect(read(drawText(TEXT, { modulePx: 4 }), {}, without).reads).toMatchObject([{ text: TEXT }]);
    expect(read(drawText(TEXT), { choice: 'zxing' }, without).reads).toEqual([]);
    const small = layOut(4000, 3000, 210, [[drawText(TEXT, { modulePx: 3 }), 1850, 1400]]);
    expect(textsOf(read(small, { choice: 'jsqr' }, without))).toEqual([TEXT]);
  });

  it('that cannot be read says what is seen and why, in its own pixels', () => {
    const corners: Corners = [at(10, 20), at(30, 20), at(30, 40), at(10, 40)];
    const seeing: Engines = {
      ...SILENT_ENGINES,
      restore: {
        ...SILENT_ENGINES.restore,
        examine: () => ({ reads: [], glimpse: { kind: 'small', corners, modulePx: 1 } }),
      },
    };
    const report = read({ luma: new Uint8Array(8_000_000), width: 4000, height: 2000 }, {}, seeing);
    expect(report).toMatchObject({
      reads: [],
      glimpse: { kind: 'small', modulePx: 2, corners: [at(20, 40), at(60, 40), at(60, 80), at(20, 80)] },
    });
  });

  it('is one', () => {
    expect(() => read({ luma: new Uint8Array(5), width: 2, height: 2 })).toThrow(RangeError);
    expect(() => read({ luma: new Uint8Array(0), width: 0, height: 0 })).toThrow(RangeError);
  });
});

describe('the time for a still picture', () => {
  /** A clock on which every look takes so many milliseconds. */
  const tick = (ms: number) => {
    let reading = 0;
    return () => (reading += ms / 2);
  };

  it('is told', () => {
    expect(read(drawText(TEXT), { now: tick(10) }).ms).toBeGreaterThan(0);
  });

  it('ends the search between two looks, after one at the whole picture', () => {
    const room = { luma: new Uint8Array(640 * 480), width: 640, height: 480 };
    const whole = countEngineCalls(SILENT_ENGINES);
    read(room, {}, whole.engines);
    expect(whole.calls.map(([name]) => name)).toEqual([
      ...['zxing', 'restore', 'restore', 'zxing', 'zxing', 'zxing', 'restore', 'zxing', 'jsqr'],
    ]);
    const hurried = countEngineCalls(SILENT_ENGINES);
    read(room, { now: tick(800) }, hurried.engines);
    expect(hurried.calls).toEqual([['zxing', 640 * 480]]);
    const none = countEngineCalls(SILENT_ENGINES);
    read(room, { budgetMs: 0 }, none.engines);
    expect(none.calls).toEqual([['zxing', 640 * 480]]);
  });

  it('is bounded by pixels before it is by the clock', () => {
    const { calls, engines: counted } = countEngineCalls(SILENT_ENGINES);
    read({ luma: new Uint8Array(12_000_000).fill(200), width: 4000, height: 3000 }, { wanted: () => false }, counted);
    const given = (engine: string): number =>
      Math.max(...calls.filter(([name]) => name === engine).map(([, pixels]) => pixels));
    expect([given('zxing'), given('restore'), given('jsqr')]).toEqual([
      12_000_000,
      expect.closeTo(2_000_000, -4),
      // With the margin around it.
      expect.closeTo(1_400_000, -5),
    ]);
  });
});

function expectNear(corners: Corners, [left, top]: readonly [number, number], side: number, within: number): void {
  const places = [left, top, left + side, top, left + side, top + side, left, top + side];
  const far = corners.flatMap(({ x, y }) => [x, y]).filter((place, at) => Math.abs(place - places[at]!) > within);
  expect(far).toEqual([]);
}

const transpose = ({ luma, width, height }: LumaPicture): LumaPicture => ({
  luma: luma.map((_light, at) => luma[(at % height) * width + Math.floor(at / height)]!),
  width: height,
  height: width,
});

const mirror = ({ luma, width, height }: LumaPicture): LumaPicture => ({
  luma: luma.map((_light, at) => luma[at - (at % width) + width - 1 - (at % width)]!),
  width,
  height,
});

/** Each dark module a round dot. */
function drawDots(text: string): LumaPicture {
  const MODULE = 10;
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { luma, width, height } = drawModules(modules, { modulePx: MODULE });
  const middle = (MODULE - 1) / 2;
  const isOutside = (at: number): boolean =>
    Math.hypot(((at % width) % MODULE) - middle, (Math.floor(at / width) % MODULE) - middle) > MODULE * 0.38;
  return { luma: luma.map((light, at) => (isOutside(at) ? 255 : light)), width, height };
}

function addNoise({ luma, width, height }: LumaPicture, reach: number): LumaPicture {
  const random = createRandom(1);
  const noisy = luma.map((light) => Math.min(255, Math.max(0, light + random.between(-reach, reach))));
  return { luma: noisy, width, height };
}
