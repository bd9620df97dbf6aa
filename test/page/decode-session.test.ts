import { describe, expect, test } from 'vitest';
import type { DecodeAnswer } from '../../renderer/scan/decode-messages.ts';
import { createDecodeSession } from '../../renderer/scan/decode-session.ts';
import { type FrameSource, openFrameSource, STILL_AFTER_MS } from '../../renderer/scan/frame-source.ts';
import type { CodeRead } from '../../scan/engine.ts';
import type { Engines } from '../../scan/engines.ts';
import type { LumaPicture } from '../../scan/picture.ts';
import { SILENT_ENGINES } from '../support/scan-engines.ts';

const PICTURE: LumaPicture = { luma: new Uint8Array(64 * 64).fill(200), width: 64, height: 64 };

/** A frame that remembers whether it was closed. */
function makeFrame() {
  const frame = { isClosed: false, close: () => void (frame.isClosed = true) };
  return { frame: frame as unknown as VideoFrame, isClosed: () => frame.isClosed };
}
type Made = ReturnType<typeof makeFrame>;

/** A stream fed by hand. */
function makeStream() {
  let feeder: ReadableStreamDefaultController<VideoFrame> | undefined;
  const told = { isCancelled: false };
  const stream = new ReadableStream<VideoFrame>(
    { start: (controller) => void (feeder = controller), cancel: () => void (told.isCancelled = true) },
    { highWaterMark: 0 },
  );
  return { stream, feed: ({ frame }: Made) => feeder!.enqueue(frame), end: () => feeder!.close(), told };
}

/** Waits end when the test says so. */
function makeWaits() {
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  const wait = (ms: number): Promise<void> => new Promise((resolve) => waits.push({ ms, end: resolve }));
  return { wait, waits };
}

describe('the frames of a track', () => {
  test('come one at a time', async () => {
    const { stream, feed } = makeStream();
    const source = openFrameSource(stream, makeWaits().wait);
    const [first, second] = [makeFrame(), makeFrame()];
    feed(first);
    expect(await source.next()).toBe(first.frame);
    const next = source.next();
    feed(second);
    expect(await next).toBe(second.frame);
    expect([first.isClosed(), second.isClosed()]).toEqual([false, false]);
  });

  test('that do not come are said not to, and the one that was waited for is not lost', async () => {
    const { stream, feed } = makeStream();
    const { wait, waits } = makeWaits();
    const source = openFrameSource(stream, wait);
    const none = source.next();
    expect(waits.map(({ ms }) => ms)).toEqual([STILL_AFTER_MS]);
    waits[0]!.end();
    expect(await none).toBeNull();
    const late = makeFrame();
    feed(late);
    expect(await source.next()).toBe(late.frame);
  });

  test('of a track that has ended are not asked for again and again', async () => {
    const { stream, end } = makeStream();
    const { wait, waits } = makeWaits();
    end();
    const none = openFrameSource(stream, wait).next();
    await expect.poll(() => waits.length).toBe(2);
    waits[1]!.end();
    expect(await none).toBeNull();
  });

  test('are closed when they come after the end, and the track is told', async () => {
    const { stream, told } = makeStream();
    const source = openFrameSource(stream, makeWaits().wait);
    const next = source.next();
    source.leave();
    expect(await next).toBeNull();
    expect(await source.next()).toBeNull();
    expect(told.isCancelled).toBe(true);
  });
});

const READ: CodeRead = {
  kind: 'read',
  text: 'read',
  engine: 'jsqr',
  corners: [
    { x: 1, y: 1 },
    { x: 9, y: 1 },
    { x: 9, y: 9 },
    { x: 1, y: 9 },
  ],
};

/** A session whose only engine is this one, and whose frames are handed in one after the other. */
function makeSession(read: (picture: LumaPicture) => readonly CodeRead[], frames: readonly (Made | null)[] = []) {
  const answers: DecodeAnswer[] = [];
  const left = [...frames];
  const sources = { left: 0 };
  const engine = { name: 'jsqr', read } as const;
  const engines: Engines = { ...SILENT_ENGINES, zxing: null, jsqr: engine };
  let clock = 100;
  const source: FrameSource = {
    next: async () => left.shift()?.frame ?? null,
    leave: () => void sources.left++,
  };
  const handle = createDecodeSession({
    engines: Promise.resolve(engines),
    openFrames: () => source,
    takeLight: async () => PICTURE,
    drawFrame: () => PICTURE,
    drawStill: () => PICTURE,
    now: () => (clock += 3),
    answer: (answer) => void answers.push(answer),
  });
  return { handle, answers, sources };
}
const begin = { kind: 'begin', frames: new ReadableStream<VideoFrame>() } as const;
const next = (id: number) => ({ kind: 'next', id, choice: 'jsqr' }) as const;

describe('the worker', () => {
  test('says that it is ready and what it can run, and what it sees in a frame, which it closes', async () => {
    const frame = makeFrame();
    const { handle, answers } = makeSession(() => [READ], [frame]);
    await handle(begin);
    await handle(next(1));
    expect(answers).toEqual([
      { kind: 'ready', hasWasm: false },
      { kind: 'seen', id: 1, seen: { reads: [READ], glimpse: null, width: 64, height: 64, ms: expect.any(Number) } },
    ]);
    expect(frame.isClosed()).toBe(true);
  });

  test.each(['all', 'zxing', 'restore', 'jsqr'] as const)('goes on from frame to frame: %s', async (choice) => {
    const { handle, answers } = makeSession(() => [READ], [makeFrame(), makeFrame(), makeFrame()]);
    await handle(begin);
    for (const id of [1, 2, 3]) await handle({ kind: 'next', id, choice });
    expect(answers.map(({ kind }) => kind)).toEqual(['ready', 'seen', 'seen', 'seen']);
  });

  test('looks at the last frame again where nothing moves, and at none of the picture before', async () => {
    const looks: LumaPicture[] = [];
    const { handle, answers, sources } = makeSession((picture) => (looks.push(picture), []), [makeFrame(), null]);
    await handle(next(1));
    await handle(begin);
    await handle(next(2));
    await handle(next(3));
    const before = looks.length;
    expect(before).toBeGreaterThan(1);
    await handle({ kind: 'leave' });
    await handle(next(4));
    expect(looks).toHaveLength(before);
    expect(sources.left).toBe(1);
    const seen = answers.flatMap((answer) => (answer.kind === 'seen' ? [answer.seen !== null] : []));
    expect(seen).toEqual([false, true, true, false]);
  });

  test('says that it is broken where an engine throws, and closes the frame', async () => {
    const frame = makeFrame();
    const { handle, answers } = makeSession(() => {
      throw new RangeError('memory access out of bounds');
    }, [frame]);
    await handle(begin);
    await handle(next(1));
    expect(answers.at(-1)).toEqual({ kind: 'broken', why: 'RangeError: memory access out of bounds' });
    expect(frame.isClosed()).toBe(true);
  });
});
