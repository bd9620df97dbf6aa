import type { Engines, EngineChoice } from '../../scan/engines.ts';
import { createFrameScanner, type FrameScanner } from '../../scan/frame-scanner.ts';
import type { LumaPicture } from '../../scan/picture.ts';
import { readStill, STILL_BUDGET_MS } from '../../scan/still/read-still.ts';
import type { DecodeAnswer, DecodeRequest, Seen } from './decode-messages.ts';
import type { Frame } from './frame-light.ts';
import type { FrameSource } from './frame-source.ts';
import { isOfKind } from './pick-read.ts';

export interface SessionParts {
  readonly engines: Promise<Engines>;
  readonly openFrames: (frames: ReadableStream<VideoFrame>) => FrameSource;
  readonly takeLight: (frame: Frame) => Promise<LumaPicture>;
  readonly drawFrame: (bitmap: ImageBitmap) => LumaPicture;
  readonly drawStill: (bitmap: ImageBitmap) => LumaPicture;
  /** Milliseconds from any moment on. */
  readonly now: () => number;
  readonly answer: (answer: DecodeAnswer) => void;
}

/** What the worker does with what it is told: one thing after the other, but for an end, which is heard at once. */
export function createDecodeSession(parts: SessionParts): (request: DecodeRequest) => Promise<void> {
  const { engines, openFrames, takeLight, drawFrame, drawStill, now, answer } = parts;
  let source: FrameSource | null = null;
  /** Where nothing moves there are no new frames; the last one is looked at again, since no two looks are the same. */
  let last: LumaPicture | null = null;
  let current: { readonly choice: EngineChoice; readonly scanner: FrameScanner } | null = null;
  let turn: Promise<void> = engines.then(({ zxing }) => answer({ kind: 'ready', hasWasm: zxing !== null }));

  function leave(): void {
    source?.leave();
    source = null;
    last = null;
    current = null;
  }

  async function scanFrame(picture: LumaPicture, wished: EngineChoice, startedAt: number): Promise<Seen> {
    const opened = await engines;
    const choice = standIn(wished, opened);
    if (current?.choice !== choice) current = { choice, scanner: createFrameScanner(opened, choice, now) };
    const { reads, glimpse } = current.scanner.scan(picture);
    return { reads, glimpse, width: picture.width, height: picture.height, ms: now() - startedAt };
  }

  async function takeNext(choice: EngineChoice): Promise<Seen | null> {
    const from = source;
    const frame = (await from?.next()) ?? null;
    const startedAt = now();
    try {
      if (frame) last = await takeLight(frame);
    } finally {
      frame?.close();
    }
    return last && from === source ? scanFrame(last, choice, startedAt) : null;
  }

  async function look(request: Extract<DecodeRequest, { readonly id: number }>): Promise<Seen | null> {
    if (request.kind === 'next') return takeNext(request.choice);
    const startedAt = now();
    const picture = request.kind === 'frame' ? drawFrame(request.bitmap) : drawStill(request.bitmap);
    request.bitmap.close();
    if (request.kind === 'frame') return scanFrame(picture, request.choice, startedAt);
    const [opened, { choice, wanted }] = [await engines, request];
    const { reads, glimpse } = readStill(picture, opened, {
      choice: standIn(choice, opened),
      wanted: (text) => isOfKind(text, wanted),
      now,
      budgetMs: STILL_BUDGET_MS,
    });
    return { reads, glimpse, width: picture.width, height: picture.height, ms: now() - startedAt };
  }

  return (request) => {
    if (request.kind === 'leave' || request.kind === 'begin') {
      leave();
      if (request.kind === 'begin' && request.frames) source = openFrames(request.frames);
      return Promise.resolve();
    }
    turn = turn
      .then(async () => answer({ kind: 'seen', id: request.id, seen: await look(request) }))
      .catch((error: unknown) => answer({ kind: 'broken', why: String(error) }));
    return turn;
  };
}

/** One that cannot run here is stood in for by whatever can. */
const standIn = (choice: EngineChoice, { zxing }: Engines): EngineChoice =>
  choice === 'zxing' && zxing === null ? 'all' : choice;
