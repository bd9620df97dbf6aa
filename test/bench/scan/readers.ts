import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CodeRead, Effort, EngineName } from '../../../scan/engine.ts';
import { openEngines } from '../../../scan/engines.ts';
import type { ZxingEngine } from '../../../scan/engines/zxing.ts';
import { createFrameScanner } from '../../../scan/frame-scanner.ts';
import type { LumaPicture } from '../../../scan/picture.ts';
import { readStill, STILL_BUDGET_MS } from '../../../scan/still/read-still.ts';
import { countProcessorMs } from './tally.ts';

/** `all` is what the program itself does: every engine there is, in its own order and within its own time. */
export type ReaderName = EngineName | 'all';
/** jsQR first: the others' times are held against its own. */
export const READERS: readonly ReaderName[] = ['jsqr', 'zxing', 'restore', 'all'];

/** Each reader's way with a picture. */
export type Reading = Readonly<Record<ReaderName, (picture: LumaPicture) => readonly CodeRead[]>>;

export interface Readers {
  /** The first frame of a camera that has just been opened. */
  readonly readFrame: Reading;
  /** One frame after another of a camera that stays open: what `all` does with one may depend on those before. */
  readonly openStream: () => Reading;
  /** A picture that does not come again: each engine once at the whole of it, `all` as the program does it, at several sizes and in its own time. */
  readonly readImage: Reading;
  readonly zxing: ZxingEngine;
}

/** What works against the clock works against the processor's here: it gives up no sooner on a busy machine. Throws where WebAssembly does not run: then there is nothing to compare. */
export async function openReaders(): Promise<Readers> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const engines = await openEngines(() => Promise.resolve(new Uint8Array(readFileSync(wasm))));
  const { zxing, restore, jsqr } = engines;
  if (!zxing) throw new Error('WebAssembly does not run here');
  const alone = (effort: Effort) => ({
    jsqr: (picture: LumaPicture) => jsqr.read(picture, { effort, most: 1 }),
    zxing: (picture: LumaPicture) => zxing.read(picture, { effort, most: 1 }),
    restore: (picture: LumaPicture) => restore.read(picture, { effort, most: 1 }),
  });
  const stillWish = { now: countProcessorMs, budgetMs: STILL_BUDGET_MS };
  const openStream = (): Reading => {
    const scanner = createFrameScanner(engines, 'all', countProcessorMs);
    return { ...alone('frame'), all: (frame) => scanner.scan(frame).reads };
  };
  return {
    readFrame: { ...alone('frame'), all: (frame) => openStream().all(frame) },
    openStream,
    readImage: { ...alone('image'), all: (picture) => readStill(picture, engines, stillWish).reads },
    zxing,
  };
}
