import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../scan/engine.ts';
import type { EngineChoice, Engines } from '../../scan/engines.ts';
import { readDrawnWithJsqr } from '../../scan/engines/jsqr.ts';
import { createFrameScanner, type FrameReport } from '../../scan/frame-scanner.ts';
import { invertPicture, type LumaPicture } from '../../scan/picture.ts';
import { createRestoreEngine } from '../../scan/restore/restore-engine.ts';
import { countEngineCalls } from '../support/count-engine-calls.ts';
import { drawModules, drawText, layOut } from '../support/draw-modules.ts';
import { openTestEngines, SILENT_ENGINES } from '../support/scan-engines.ts';
import { distance, fillCode, seeCode } from '../support/seen-code.ts';

let engines: Awaited<ReturnType<typeof openTestEngines>>;
beforeAll(async () => void (engines = await openTestEngines()));

const [WIDTH, HEIGHT] = [400, 300];
const WHOLE = WIDTH * HEIGHT;
const EMPTY = layOut(WIDTH, HEIGHT, 210, []);
const [ONE, OTHER] = [drawText('ONE'), drawText('OTHER')];
const show = (...codes: readonly (readonly [LumaPicture, number, number])[]): LumaPicture =>
  layOut(WIDTH, HEIGHT, 210, codes);

const textsOf = ({ reads }: FrameReport): readonly string[] => reads.map(({ text }) => text);

/** Time stands still, so that nothing depends on how fast the computer is. */
const open = (given: Engines = engines, choice: EngineChoice = 'all', now = (): number => 0) =>
  createFrameScanner(given, choice, now);

/** What is done with each frame, in turn, and with how much of it. */
function noteWork({ zxing, restore, jsqr }: Engines, frames: readonly LumaPicture[]): readonly (readonly string[])[] {
  let notes: string[] = [];
  const note = (what: string, { width, height }: LumaPicture): void => void notes.push(`${what} ${width}×${height}`);
  const noting = <E extends Engine>(engine: E): E => ({
    ...engine,
    read: (picture, wish) => (note(engine.name, picture), engine.read(picture, wish)),
  });
  const scanner = open({
    zxing: zxing && noting(zxing),
    restore: {
      ...restore,
      examine: (picture, wish, isOver) => (note('restore', picture), restore.examine(picture, wish, isOver)),
      glance: (picture, marks) => (note(marks, picture), restore.glance(picture, marks)),
    },
    jsqr: noting(jsqr),
  });
  return frames.map((frame) => {
    notes = [];
    scanner.scan(frame);
    return notes;
  });
}

/** A code whose place is plain and whose bits are wrong. */
function drawDamaged(): LumaPicture {
  const { modules, size } = fillCode(2);
  const isData = (at: number): boolean => at % size > 8 && at % size < 17 && at > size * 9 && at < size * 17;
  return drawModules({ size, data: modules.map((module, at) => (isData(at) && at % 2 === 0 ? 1 - module : module)) });
}

describe('the first frame', () => {
  it('is read by zxing where it can', () => {
    expect(open().scan(show([ONE, 100, 50]))).toMatchObject({
      reads: [{ text: 'ONE', engine: 'zxing' }],
      glimpse: null,
    });
  });

  it('is read by restore where zxing cannot', () => {
    const { picture, text } = seeCode({ version: 13, modulePx: 2, profile: 'typical', faults: {}, seed: 11 });
    expect(open().scan(picture).reads).toMatchObject([{ text, engine: 'restore' }]);
  });

  it('shows where a code is that nobody can read', () => {
    const { reads, glimpse } = open().scan(show([drawDamaged(), 100, 50]));
    expect(reads).toEqual([]);
    expect(distance(glimpse!.corners[0], { x: 112, y: 62 })).toBeLessThan(3);
  });

  it('is empty in an empty picture', () => {
    expect(open().scan(EMPTY)).toEqual({ reads: [], glimpse: null });
  });
});

describe('frames without a code', () => {
  it('are looked at in three ways by turns, and inverted in the middle every twelfth', () => {
    const work = noteWork(SILENT_ENGINES, Array<LumaPicture>(14).fill(EMPTY));
    const turns = [['zxing 400×300'], ['fine 400×300'], ['coarse 400×300']];
    expect(work).toEqual([
      ...[['zxing 400×300', 'zxing 300×300', 'restore 400×300'], ...turns.slice(1)],
      ...[...turns, ...turns, ...turns],
      ...[['zxing 400×300', 'zxing 300×300'], ['fine 400×300']],
    ]);
  });

  it('that show something new are given to zxing and restore at once, and those like them by turns again', () => {
    const other = layOut(400, 300, 60, []);
    expect(noteWork(SILENT_ENGINES, [EMPTY, EMPTY, other, other, EMPTY]).slice(1)).toEqual([
      ['fine 400×300'],
      ['zxing 400×300', 'restore 400×300'],
      ['zxing 400×300'],
      ['zxing 400×300', 'restore 400×300'],
    ]);
  });

  it('that have marks are given to zxing and restore at once', () => {
    const given = { ...SILENT_ENGINES, restore: { ...SILENT_ENGINES.restore, glance: () => true } };
    const both = ['zxing 400×300', 'restore 400×300'];
    expect(noteWork(given, [EMPTY, EMPTY, EMPTY, EMPTY]).slice(1)).toEqual([
      ['fine 400×300', ...both],
      ['coarse 400×300', ...both],
      ['zxing 400×300'],
    ]);
  });

  it('go to jsQR, their middle of 480 pixels, where there is no WebAssembly', () => {
    const frame = layOut(640, 500, 210, []);
    expect(noteWork({ ...SILENT_ENGINES, zxing: null }, [frame, frame, frame, frame])).toEqual([
      ['jsqr 480×480', 'restore 640×500'],
      ['fine 640×500'],
      ['coarse 640×500'],
      ['jsqr 480×480'],
    ]);
  });
});

describe('a code', () => {
  it.each([1, 2, 3, 4, 5])('that comes into frame %i is read in that', (before) => {
    const { picture, text } = seeCode({ version: 13, modulePx: 2, profile: 'typical', faults: {}, seed: 11 });
    const clear = layOut(picture.width, picture.height, 210, [[ONE, 50, 50]]);
    const empty = layOut(picture.width, picture.height, 210, []);
    const scanAfter = (frame: LumaPicture, frames: number): readonly string[] => {
      const scanner = open();
      for (let count = 0; count < before; count++) scanner.scan(empty);
      return Array.from({ length: frames }, () => textsOf(scanner.scan(frame))).flat();
    };
    expect(scanAfter(clear, 1)).toEqual(['ONE']);
    expect(scanAfter(picture, 1)).toEqual([text]);
  });

  it('is followed as it moves, in a part of the picture, and is where it says', () => {
    const counted = countEngineCalls(engines);
    const scanner = open(counted.engines);
    for (let frame = 0; frame < 12; frame++) {
      const [left, top] = [20 + 14 * frame, 150 - 10 * frame];
      const { reads } = scanner.scan(show([ONE, left, top]));
      expect(reads).toMatchObject([{ text: 'ONE' }]);
      expect(distance(reads[0]!.corners[0], { x: left + 12, y: top + 12 })).toBeLessThan(2);
    }
    const isWhole = counted.calls.map(([, pixels]) => pixels === WHOLE);
    expect(isWhole).toEqual(Array.from({ length: 12 }, (_empty, frame) => frame % 4 === 0));
    expect(Math.min(...counted.calls.map(([, pixels]) => pixels))).toBeLessThan(WHOLE / 8);
  });

  it('that comes in besides is read within four frames', () => {
    const scanner = open();
    scanner.scan(show([ONE, 20, 20]));
    const both = show([ONE, 20, 20], [OTHER, 280, 180]);
    const texts = [1, 2, 3, 4].map(() => textsOf(scanner.scan(both)).toSorted());
    expect(texts).toEqual([['ONE'], ['ONE'], ['ONE'], ['ONE', 'OTHER']]);
  });

  it('is read by restore beside one that nobody can read and that is followed', () => {
    const scanner = open({ ...engines, zxing: null, jsqr: SILENT_ENGINES.jsqr });
    const damaged = drawDamaged();
    expect(scanner.scan(show([damaged, 20, 20])).glimpse).not.toBeNull();
    const both = show([damaged, 20, 20], [OTHER, 280, 180]);
    const texts = [1, 2, 3, 4].map(() => textsOf(scanner.scan(both)));
    expect(texts).toEqual([[], [], [], ['OTHER']]);
  });

  it('that nobody can read keeps its place while it is followed', () => {
    const scanner = open();
    const frame = show([drawDamaged(), 230, 150]);
    const [first, second] = [scanner.scan(frame).glimpse!, scanner.scan(frame).glimpse!];
    for (const [at, corner] of first.corners.entries()) expect(distance(corner, second.corners[at]!)).toBeLessThan(1);
  });

  it('of restore is followed by restore in a part of the picture, and is where it says', () => {
    const counted = countEngineCalls({ ...engines, zxing: SILENT_ENGINES.zxing });
    const scanner = open(counted.engines);
    const frame = show([ONE, 230, 150]);
    for (let round = 0; round < 2; round++) {
      const { reads } = scanner.scan(frame);
      expect(reads).toMatchObject([{ text: 'ONE', engine: 'restore' }]);
      expect(distance(reads[0]!.corners[0], { x: 242, y: 162 })).toBeLessThan(1.5);
    }
    expect(counted.calls[3]![1]).toBeLessThan(WHOLE / 4);
  });

  it('that is gone is waited for where it was for seven frames', () => {
    const work = noteWork(engines, [show([ONE, 20, 20]), ...Array<LumaPicture>(10).fill(EMPTY)]);
    const seen = work.map((each) => each.map((what) => what.replace(' 400×300', '').replace(/ \d+×\d+$/u, ': part')));
    const part = ['zxing: part', 'restore: part'];
    expect(seen).toEqual([
      ...[['zxing'], part, part, part],
      ...[['zxing', 'restore'], part, part, part],
      ...[['zxing', 'restore'], ['zxing'], ['fine']],
    ]);
  });

  it('in white on black is read in the first frame, and in one of twelve', () => {
    const inverted = invertPicture(show([ONE, 130, 70]));
    expect(textsOf(open().scan(inverted))).toEqual(['ONE']);
    const late = open();
    for (let frame = 0; frame < 2; frame++) late.scan(EMPTY);
    const found = Array.from({ length: 11 }, () => late.scan(inverted));
    expect(found.map((report) => textsOf(report).length)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(distance(found[10]!.reads[0]!.corners[0], { x: 142, y: 82 })).toBeLessThan(2);
  });
});

describe('time', () => {
  const THREE = show([ONE, 10, 10], [OTHER, 150, 10], [drawText('THIRD'), 290, 10]);
  /** The clock is read at once, and then at each question whether it is over. */
  const clock = (...times: readonly number[]) => {
    let at = 0;
    return () => times[Math.min(at++, times.length - 1)]!;
  };

  it.each([
    ['stands still', clock(7), 3],
    ['is just up', clock(7, 32), 3],
    ['is over after the first', clock(7, 33), 1],
    ['is over after the second', clock(7, 20, 40), 2],
  ])('ends a frame’s reading by restore: %s', (_what, now, count) => {
    const report = open({ ...engines, zxing: SILENT_ENGINES.zxing }, 'all', now).scan(THREE);
    expect(report.reads).toHaveLength(count);
  });

  it('ends it also where a code is followed', () => {
    const scanner = open({ ...engines, zxing: SILENT_ENGINES.zxing }, 'all', clock(0, 26));
    const askedOf: boolean[] = [];
    const watched = {
      ...SILENT_ENGINES,
      restore: {
        ...engines.restore,
        examine: (...[frame, wish, isOver]: Parameters<typeof engines.restore.examine>) => {
          askedOf.push(isOver?.() ?? false);
          return engines.restore.examine(frame, wish);
        },
      },
    };
    expect(scanner.scan(THREE).reads).toHaveLength(1);
    const following = open(watched, 'all', clock(0, 0, 0, 26));
    following.scan(THREE);
    following.scan(THREE);
    expect(askedOf).toEqual([false, true]);
  });
});

describe('without WebAssembly', () => {
  it('jsQR reads what is held into the middle, and has it where it is', () => {
    const frame = layOut(800, 600, 210, [[drawText('MIDDLE', { modulePx: 4 }), 350, 250]]);
    const { reads } = open({ ...SILENT_ENGINES, zxing: null, jsqr: engines.jsqr }).scan(frame);
    expect(reads).toMatchObject([{ text: 'MIDDLE', engine: 'jsqr' }]);
    expect(distance(reads[0]!.corners[0], { x: 366, y: 266 })).toBeLessThan(4);
  });

  it('restore reads the rest, with jsQR for what it draws', () => {
    const { picture, text } = seeCode({ version: 13, modulePx: 2, profile: 'typical', faults: {}, seed: 11 });
    const given = { zxing: null, restore: createRestoreEngine(readDrawnWithJsqr), jsqr: engines.jsqr };
    expect(open(given).scan(picture).reads).toMatchObject([{ text, engine: 'restore' }]);
  });
});

describe('one engine by its name', () => {
  it.each(['zxing', 'restore', 'jsqr'] as const)('reads alone, each frame as a whole: %s', (choice) => {
    const counted = countEngineCalls(engines);
    const scanner = open(counted.engines, choice);
    for (const frame of [EMPTY, show([ONE, 100, 50]), show([ONE, 100, 50])]) {
      const reads = frame === EMPTY ? [] : [{ text: 'ONE', engine: choice }];
      expect(scanner.scan(frame)).toMatchObject({ reads, glimpse: null });
    }
    expect(counted.calls).toEqual(Array(3).fill([choice, WHOLE]));
  });

  it('reads nothing where it cannot be had', () => {
    const counted = countEngineCalls({ ...engines, zxing: null });
    expect(open(counted.engines, 'zxing').scan(show([ONE, 100, 50]))).toEqual({ reads: [], glimpse: null });
    expect(counted.calls).toEqual([]);
  });

  it('says of a code that it cannot read where it is, where that is restore', () => {
    expect(open(engines, 'restore').scan(show([drawDamaged(), 100, 50])).glimpse).not.toBeNull();
    expect(open(engines, 'zxing').scan(show([drawDamaged(), 100, 50])).glimpse).toBeNull();
  });
});
