import type { CodeRead, Glimpse } from './engine.ts';
import type { EngineChoice, Engines } from './engines.ts';
import type { LumaPicture } from './picture.ts';

/** What one frame of a moving picture shows. */
export interface FrameReport {
  /** Every code that was read, each once; corners in pixels of the frame. */
  readonly reads: readonly CodeRead[];
  /** Where nothing was read: a code that is seen and cannot be read, and why. */
  readonly glimpse: Glimpse | null;
}

/** Reads the frames of one moving picture, one after the other; it remembers where a code was. */
export interface FrameScanner {
  readonly scan: (frame: LumaPicture) => FrameReport;
}

/** No more codes than this are read in one frame. */
const MOST_CODES = 5;

/** `now` counts milliseconds from any moment on and never backwards. */
export function createFrameScanner(engines: Engines, choice: EngineChoice, _now: () => number): FrameScanner {
  const engine = choice === 'jsqr' || !engines.zxing ? engines.jsqr : engines.zxing;
  return { scan: (frame) => ({ reads: engine.read(frame, { effort: 'frame', most: MOST_CODES }), glimpse: null }) };
}
