import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, EngineName } from '../../scan/engine.ts';
import { ENGINE_CHOICES, type Engines } from '../../scan/engines.ts';
import { createJsqrEngine } from '../../scan/engines/jsqr.ts';
import { estimateJsqrWork } from '../../scan/engines/jsqr-work.ts';
import { createFrameScanner } from '../../scan/frame-scanner.ts';
import { type LumaPicture, toLuma } from '../../scan/picture.ts';
import { readStill } from '../../scan/still/read-still.ts';
import { countEngineCalls } from '../support/count-engine-calls.ts';
import { drawText, layOut } from '../support/draw-modules.ts';
import { openTestEngines, SILENT_ENGINES } from '../support/scan-engines.ts';
import { createRandom } from '../support/webcam/random.ts';
import { drawRoom } from '../support/webcam-model.ts';

let engines: Awaited<ReturnType<typeof openTestEngines>>;
beforeAll(async () => void (engines = await openTestEngines()));

const NAMES: readonly EngineName[] = ['zxing', 'restore', 'jsqr'];
const engineOf = (name: EngineName): Engine => engines[name];

const draw = (width: number, height: number, lightAt: (x: number, y: number) => number): LumaPicture => {
  const luma = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++) luma[at++] = lightAt(x, y);
  return { luma, width, height };
};

const [WIDTH, HEIGHT] = [400, 300];

/** No code in any of them. */
const EMPTY: readonly (readonly [what: string, make: () => LumaPicture])[] = [
  ['white', () => draw(WIDTH, HEIGHT, () => 255)],
  ['grey', () => draw(WIDTH, HEIGHT, () => 128)],
  ['black', () => draw(WIDTH, HEIGHT, () => 0)],
  ['noise', () => drawNoise(WIDTH, HEIGHT, 128)],
  ['a wall in the dark', () => drawNoise(WIDTH, HEIGHT, 20)],
  ['a gradient', () => draw(WIDTH, HEIGHT, (x) => (x * 255) / WIDTH)],
  ['a checkerboard of single pixels', () => draw(WIDTH, HEIGHT, (x, y) => ((x + y) % 2) * 255)],
  ['a checkerboard', () => draw(WIDTH, HEIGHT, (x, y) => ((Math.floor(x / 5) + Math.floor(y / 5)) % 2) * 255)],
  ['stripes of single pixels', () => draw(WIDTH, HEIGHT, (x) => (x % 2) * 255)],
  ['stripes across', () => draw(WIDTH, HEIGHT, (_x, y) => (Math.floor(y / 3) % 2) * 255)],
  ['rings', () => draw(WIDTH, HEIGHT, (x, y) => (Math.floor(Math.hypot(x - 200, y - 150) / 3) % 2) * 255)],
  ['corner marks without end', () => draw(WIDTH, HEIGHT, (x, y) => (isMark(x % 27, y % 27) ? 0 : 255))],
  ['one pixel high', () => drawNoise(5000, 1, 128)],
  ['one pixel wide', () => drawNoise(1, 5000, 128)],
  ['two pixels high', () => drawNoise(3000, 2, 128)],
  ['one pixel', () => draw(1, 1, () => 0)],
  ['eight pixels', () => drawNoise(8, 8, 128)],
];

const drawNoise = (width: number, height: number, reach: number): LumaPicture => {
  const random = createRandom(width + height);
  return draw(width, height, () => Math.min(255, Math.max(0, 128 + random.between(-reach, reach))));
};

/** A corner mark with modules of three pixels: seven of them wide. */
function isMark(x: number, y: number): boolean {
  if (x >= 21 || y >= 21) return false;
  const ring = Math.max(Math.abs(Math.floor(x / 3) - 3), Math.abs(Math.floor(y / 3) - 3));
  return ring !== 2;
}

/** A hundred different ones, ten in a row. */
const drawHundred = (): LumaPicture =>
  layOut(
    1000,
    1000,
    255,
    Array.from({ length: 100 }, (_empty, at) => [
      drawText(`CODE ${at}`, { modulePx: 3, quiet: 4 }),
      (at % 10) * 100,
      Math.floor(at / 10) * 100,
    ]),
  );

const EFFORTS = ['frame', 'image'] as const;

describe.each(NAMES)('%s', (name) => {
  it.each(EMPTY)('finds nothing and comes back: %s', (_what, make) => {
    const picture = make();
    for (const effort of EFFORTS) expect(engineOf(name).read(picture, { effort, most: 5 })).toEqual([]);
  });

  it('finds no more of a hundred codes than are asked for, and each once', () => {
    const hundred = drawHundred();
    for (const most of [1, 3]) {
      const texts = engineOf(name)
        .read(hundred, { effort: 'frame', most })
        .map(({ text }) => text);
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.length).toBeLessThanOrEqual(most);
      for (const text of texts) expect(text).toMatch(/^CODE \d+$/u);
    }
  });

  it('comes back from a picture of 64 million pixels', () => {
    const flat = { luma: new Uint8Array(64_000_000).fill(200), width: 8000, height: 8000 };
    expect(engineOf(name).read(flat, { effort: 'frame', most: 1 })).toEqual([]);
  });

  it.each<[bytes: number, width: number, height: number]>([
    [99, 10, 10],
    [101, 10, 10],
    [0, 0, 0],
    [100, -10, -10],
  ])('refuses %d bytes as a picture of %d × %d', (bytes, width, height) => {
    const picture = { luma: new Uint8Array(bytes), width, height };
    for (const effort of EFFORTS) expect(() => engineOf(name).read(picture, { effort, most: 1 })).toThrow(RangeError);
  });

  it('throws at no small picture', () => {
    fc.assert(
      fc.property(smallPictures, fc.constantFrom(...EFFORTS), (picture, effort) => {
        expect(engineOf(name).read(picture, { effort, most: 2 }).length).toBeLessThanOrEqual(2);
      }),
      { numRuns: 60 },
    );
  });
});

describe('jsQR', () => {
  it('is given what it can do in a bounded time, and nothing else', () => {
    const given: (readonly [pixels: number, work: number])[] = [];
    const watched = createJsqrEngine((rgba, width, height) => {
      given.push([width * height, estimateJsqrWork(toLuma(rgba, width, height))]);
      return null;
    });
    const hard = [
      drawNoise(1280, 720, 128),
      draw(1280, 720, (x, y) => ((x + y) % 2) * 255),
      draw(1280, 720, (x) => (x % 2) * 255),
      draw(4000, 3000, (x, y) => ((x >> 3) ^ (y >> 3)) * 80),
    ];
    for (const picture of hard) watched.read(picture, { effort: 'image', most: 5 });
    for (const [, make] of EMPTY) watched.read(make(), { effort: 'image', most: 5 });
    expect(Math.max(...given.map(([pixels]) => pixels))).toBeLessThanOrEqual(1920 * 1080);
    expect(Math.max(...given.map(([, work]) => work))).toBeLessThanOrEqual(40_000_000);
    expect(estimateJsqrWork(hard[1]!)).toBeGreaterThan(1_000_000_000);
    // Noise is halved, and looked at then; a fine pattern with nothing behind it is grey when it is halved.
    expect(given.slice(0, 1)).toEqual([[640 * 360, expect.any(Number)]]);
  });

  it('is given what cameras see, as it is', () => {
    const sizes: number[] = [];
    const watched = createJsqrEngine((_rgba, width, height) => {
      sizes.push(width * height);
      return null;
    });
    for (const profile of ['clean', 'typical', 'hard'] as const)
      watched.read(drawRoom(4, 1280, 720, profile), { effort: 'frame', most: 1 });
    expect(sizes).toEqual([1280 * 720, 1280 * 720, 1280 * 720]);
  });
});

describe('a still picture', () => {
  const read = (picture: LumaPicture, given: Engines) => readStill(picture, given, { now: () => 0, budgetMs: 700 });

  it.each(EMPTY)('of nothing is done after few looks: %s', (_what, make) => {
    const picture = make();
    const { calls, engines: counted } = countEngineCalls(engines);
    expect(read(picture, counted).reads).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(9);
    // One of the looks is at the doubled picture, some have a margin around it.
    expect(sum(calls)).toBeLessThanOrEqual(17 * picture.luma.length + 1000);
  });

  it('of a hundred codes gives each of them once', () => {
    const texts = read(drawHundred(), engines).reads.map(({ text }) => text);
    expect(texts.sort()).toEqual(Array.from({ length: 100 }, (_empty, at) => `CODE ${at}`).sort());
  });

  it('of 64 million pixels is shrunk before anything looks at it', () => {
    const { calls, engines: counted } = countEngineCalls(SILENT_ENGINES);
    expect(read({ luma: new Uint8Array(64_000_000).fill(200), width: 8000, height: 8000 }, counted).reads).toEqual([]);
    expect(Math.max(...calls.map(([, pixels]) => pixels))).toBeLessThanOrEqual(16_000_000);
  });

  it('of any size and content does not throw', () => {
    fc.assert(
      fc.property(smallPictures, fc.constantFrom(...ENGINE_CHOICES), (picture, choice) => {
        const { reads } = readStill(picture, engines, { choice, now: () => 0, budgetMs: 700 });
        expect(reads).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(ENGINE_CHOICES)('the frames of a camera, read by %s', (choice) => {
  it('may show anything: the work stays in proportion to their size, and the next code is read', () => {
    const { calls, engines: counted } = countEngineCalls(engines);
    const scanner = createFrameScanner(counted, choice, () => 0);
    for (const [what, make] of EMPTY) {
      const frame = make();
      const before = sum(calls);
      expect([what, scanner.scan(frame).reads]).toEqual([what, []]);
      expect(sum(calls) - before).toBeLessThanOrEqual(5 * frame.luma.length);
    }
    const code = layOut(WIDTH, HEIGHT, 210, [[drawText('STILL HERE', { modulePx: 5 }), 60, 40]]);
    const seen = Array.from({ length: 8 }, () => scanner.scan(code).reads.map(({ text }) => text)).flat();
    expect(new Set(seen)).toEqual(new Set(['STILL HERE']));
  });

  it('may be of a wrong length, which is a bug and said to be one', () => {
    const scanner = createFrameScanner(engines, choice, () => 0);
    expect(() => scanner.scan({ luma: new Uint8Array(99), width: 10, height: 10 })).toThrow(RangeError);
    expect(() => scanner.scan({ luma: new Uint8Array(0), width: 0, height: 0 })).toThrow(RangeError);
  });

  it('may show a hundred codes: those that are read are among them, each once', () => {
    const texts = createFrameScanner(engines, choice, () => 0)
      .scan(drawHundred())
      .reads.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).toMatch(/^CODE \d+$/u);
  });
});

const sum = (calls: readonly (readonly [engine: EngineName, pixels: number])[]): number =>
  calls.reduce((total, [, pixels]) => total + pixels, 0);

const smallPictures = fc
  .tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), fc.integer(), fc.constantFrom(2, 20, 128))
  .map(([width, height, seed, reach]): LumaPicture => {
    const random = createRandom(seed);
    return draw(width, height, () => (reach === 2 ? random.whole(0, 1) * 255 : 128 + random.between(-reach, reach)));
  });
