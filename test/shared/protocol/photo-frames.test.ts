import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../shared/protocol/base45.ts';
import { findCrc32 } from '../../../shared/protocol/crc32.ts';
import { createPiece, solvePieces } from '../../../shared/protocol/erasure-code.ts';
import { MAX_FRAME_CHARACTERS, MAX_FRAMED_BYTES, MAX_FRAMED_CHARACTERS } from '../../../shared/protocol/limits.ts';
import { createFrames, FrameReader, type FrameTaken } from '../../../shared/protocol/photo-frames.ts';

/** What a presentation looks like from outside; what is inside is nobody's business here. */
const wrap = (payload: Uint8Array): string => `MP1:${encodeBase45(payload)}`;
const anyText = (length: number): string => wrap(randomBytes(length));
const takeAll = (reader: FrameReader, frames: readonly string[]): FrameTaken[] =>
  frames.map((frame) => reader.take(frame));
const finish = (frames: readonly string[]): FrameTaken | undefined => takeAll(new FrameReader(), frames).at(-1);

describe('the erasure code', () => {
  it('gives the blocks back from any of its 256 pieces, as many as there are blocks', () => {
    const pieces = fc
      .integer({ min: 1, max: 40 })
      .chain((count) =>
        fc.tuple(
          fc.array(fc.uint8Array({ minLength: 9, maxLength: 9 }), { minLength: count, maxLength: count }),
          fc.uniqueArray(fc.nat(255), { minLength: count, maxLength: count }),
        ),
      );
    fc.assert(
      fc.property(pieces, ([blocks, numbers]) => {
        const given = new Map(numbers.map((number) => [number, createPiece(blocks, number)]));
        expect(solvePieces(given, blocks.length)).toEqual(blocks);
      }),
    );
  });

  it('does so with 128 blocks of which none is there, and knows when there are too few', () => {
    const blocks = Array.from({ length: 128 }, () => new Uint8Array(randomBytes(5)));
    const given = new Map(blocks.map((_block, at) => [at + 128, createPiece(blocks, at + 128)]));
    expect(solvePieces(given, 128)).toEqual(blocks);
    given.delete(200);
    expect(() => solvePieces(given, 128)).toThrow(RangeError);
  });

  it('is the one it always was: what is shown today must be read tomorrow', () => {
    // By hand: 1 ÷ (2 XOR 0) = 142 and 1 ÷ (2 XOR 1) = 1 ÷ 3 = 244 in GF(2^8) with 0x11d.
    expect(createPiece([Uint8Array.of(1, 0, 1), Uint8Array.of(0, 1, 1)], 2)).toEqual(
      Uint8Array.of(142, 244, 142 ^ 244),
    );
  });

  it('has the checksum that everybody else has', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(findCrc32(bytes)).toBe(crc32(bytes));
      }),
    );
  });
});

describe('a presentation in frames', () => {
  it('is whole after as many different frames as are needed, whichever, in whatever order, however often doubled', () => {
    const seen = fc.tuple(
      fc.uint8Array({ minLength: 1, maxLength: 5000 }),
      fc.uniqueArray(fc.nat(255), { minLength: 20, maxLength: 20 }),
      fc.nat(19),
    );
    fc.assert(
      fc.property(seen, ([payload, order, doubled]) => {
        const text = wrap(payload);
        const { needed, draw } = createFrames(text);
        const numbers = order.slice(0, needed);
        const [reader, early] = [new FrameReader(), numbers.slice(0, -1)];
        const taken = takeAll(reader, [...early, ...early.slice(0, doubled)].map(draw));
        expect(taken.every(({ kind }) => kind === 'progress')).toBe(true);
        expect(reader.take(draw(numbers.at(-1) ?? 0))).toEqual({ kind: 'done', text });
      }),
      { numRuns: 60 },
    );
  });

  it('tells how far it is, and again that it is done', () => {
    const text = anyText(1000);
    const { needed, draw } = createFrames(text);
    expect(needed).toBe(3);
    expect(takeAll(new FrameReader(), [0, 0, 7, 300, 1].map(draw))).toEqual([
      { kind: 'progress', received: 1, needed },
      { kind: 'progress', received: 1, needed },
      { kind: 'progress', received: 2, needed },
      { kind: 'done', text },
      { kind: 'done', text },
    ]);
  });

  it.each([
    [1, 1, 16],
    [347, 1, 535],
    [348, 2, 276],
    [4800, 14, 529],
    [MAX_FRAMED_BYTES, 48, 528],
  ])('of %i bytes needs %i frames of at most %i characters', (length, needed, characters) => {
    const frames = createFrames(anyText(length));
    expect(frames.needed).toBe(needed);
    const lengths = new Set([0, 1, needed, 255, 256].map((at) => frames.draw(at).length));
    expect([...lengths]).toEqual([characters]);
    expect(frames.draw(3)).toMatch(/^MF1:[0-9A-Z $%*+./:-]+$/u);
    expect(characters).toBeLessThanOrEqual(MAX_FRAME_CHARACTERS);
  });

  it('goes round after 256 frames', () => {
    const { draw } = createFrames(anyText(2000));
    expect([draw(256), draw(256 + 40)]).toEqual([draw(0), draw(40)]);
    expect(new Set(Array.from({ length: 256 }, (_empty, at) => draw(at))).size).toBe(256);
  });

  it('is not made of anything else, or too much', () => {
    for (const text of ['', 'MP1:', 'MP1:a', 'MC1:000', anyText(MAX_FRAMED_BYTES + 1)])
      expect(() => createFrames(text)).toThrow(RangeError);
    expect(anyText(MAX_FRAMED_BYTES).length).toBe(MAX_FRAMED_CHARACTERS);
  });
});

describe('the reader of frames', () => {
  it('goes over to a code that was drawn anew, in the middle of the one before', () => {
    const [before, after] = [createFrames(anyText(3000)), anyText(3000)];
    const anew = createFrames(after);
    const frames = [...[0, 1, 2, 3, 4, 5, 6].map(before.draw), ...[0, 1, 2, 3, 5, 6, 9, 10, 11].map(anew.draw)];
    expect(before.needed).toBe(9);
    expect(finish(frames.slice(0, -1))).toMatchObject({ kind: 'progress', received: 8 });
    expect(finish(frames)).toEqual({ kind: 'done', text: after });
  });

  it('reads two wallets side by side', () => {
    const texts = [anyText(1200), anyText(1200)];
    const frames = [0, 1, 2, 3].flatMap((at) => texts.map((text) => createFrames(text).draw(at)));
    expect(takeAll(new FrameReader(), frames).slice(-2)).toEqual(texts.map((text) => ({ kind: 'done', text })));
  });

  it('keeps two at most: a third one makes it forget the one not seen for longest', () => {
    const [first, second, third] = [1200, 1200, 1200].map((length) => createFrames(anyText(length)));
    if (!first || !second || !third) throw new Error('three');
    const reader = new FrameReader();
    takeAll(reader, [first.draw(0), second.draw(0), first.draw(1), third.draw(0)]);
    expect(reader.take(first.draw(2))).toMatchObject({ received: 3 });
    expect(reader.take(second.draw(1))).toMatchObject({ received: 1 });
  });

  it('notices a block that was read wrongly, starts anew and gets there', () => {
    const text = anyText(1000);
    const { draw } = createFrames(text);
    const bytes = decodeBase45(draw(1).slice(4)) ?? new Uint8Array();
    bytes[50] = (bytes[50] ?? 0) ^ 1;
    const reader = new FrameReader();
    expect(takeAll(reader, [draw(0), `MF1:${encodeBase45(bytes)}`, draw(2)]).at(-1)).toEqual({
      ...{ kind: 'progress', received: 0, needed: 3 },
    });
    expect(takeAll(reader, [3, 4, 5].map(draw)).at(-1)).toEqual({ kind: 'done', text });
  });

  /** CRC-32, length, number, and a block of so many bytes. */
  const forge = (length: number, blockBytes: number, number = 0): string => {
    const header = [1, 2, 3, 4, length >> 8, length & 255, number];
    return `MF1:${encodeBase45(Uint8Array.from([...header, ...new Array<number>(blockBytes).fill(7)]))}`;
  };
  it.each([
    ['nothing in it', 'MF1:'],
    ['no base45', 'MF1:abc'],
    ['half a header', 'MF1:000000'],
    ['a header without a block', forge(100, 0)],
    ['a payload of no bytes', forge(0, 10)],
    ['a payload past the cap', forge(MAX_FRAMED_BYTES + 1, 340)],
    ['129 blocks', forge(129, 1)],
    ['65,535 blocks', forge(65_535, 1)],
    ['a block larger than the whole', forge(9, 10)],
    ['more characters than a frame has', forge(3000, 348)],
    ['a hundred thousand characters', `MF1:${'0'.repeat(99_999)}`],
  ])('refuses a frame with %s', (_what, frame) => {
    expect(new FrameReader().take(frame)).toEqual({ kind: 'damaged' });
  });

  it('takes what is just within, so the refusals above are for what they say', () => {
    const within = [forge(MAX_FRAMED_BYTES, 340), forge(128, 1), forge(10, 10), forge(3000, 347)];
    expect(within.map((frame) => new FrameReader().take(frame).kind)).toEqual(new Array(4).fill('progress'));
  });

  it('takes frames that contradict each other for different presentations', () => {
    const frames = [forge(1000, 300, 0), forge(1000, 301, 1), forge(1001, 300, 2)];
    expect(takeAll(new FrameReader(), frames)).toEqual(
      [4, 4, 4].map((needed) => ({ kind: 'progress', received: 1, needed })),
    );
  });

  it.each(['', 'MP1:000', 'MC1:000', 'mf1:000', 'https://example.org', ' MF1:'])('leaves %j to others', (text) => {
    expect(new FrameReader().take(text)).toEqual({ kind: 'foreign' });
  });

  it('never throws, whatever comes', () => {
    const any = fc.oneof(
      fc.string().map((text) => `MF1:${text}`),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => `MF1:${encodeBase45(bytes)}`),
      fc
        .tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 9 }), fc.nat(255))
        .map((all) => forge(...all)),
    );
    const reader = new FrameReader();
    fc.assert(
      fc.property(any, (text) => {
        expect(['progress', 'done', 'damaged']).toContain(reader.take(text).kind);
      }),
      { numRuns: 2000 },
    );
  });
});
