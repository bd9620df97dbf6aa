import type { CodeRead, Engine, Glimpse } from './engine.ts';
import type { EngineChoice, Engines } from './engines.ts';
import { clampRegion, cropPicture, invertPicture, type LumaPicture, mapCorners, type Region } from './picture.ts';
import { PictureChange } from './picture-change.ts';
import { middleOf, TrackedRegion } from './tracked-region.ts';

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
/** Milliseconds a frame may take before restore gives up on what it has not tried yet: a camera gives 30 frames a second. */
const BUDGET_MS = 25;
/** One frame in so many is looked at as a whole while a code is followed, so that a second one is seen too. */
const WHOLE_EVERY = 4;
/** Ways of looking for a code that nothing is known of: zxing, small marks, large marks. */
const SEARCH_TURNS = 3;
/** One frame in so many is looked at with light and dark exchanged. */
const INVERTED_EVERY = 12;
/** jsQR takes a tenth of a second for a whole frame. In the fallback it gets the middle only. */
const JSQR_SIDE = 480;
const NOTHING: FrameReport = { reads: [], glimpse: null };

/**
 * All engines together: both in every frame that shows something new or a code that was just seen; where nothing happens, zxing in every third frame and restore in those
 * between, because a room without a code is what a camera mostly shows and must cost little. One engine by its name: that one, on each whole frame. `now` counts
 * milliseconds from any moment on and never backwards.
 */
export function createFrameScanner(engines: Engines, choice: EngineChoice, now: () => number): FrameScanner {
  if (choice === 'all') return new FrameReader(engines, now);
  if (choice === 'restore') return { scan: (frame) => engines.restore.examine(frame, WISH) };
  const engine = choice === 'zxing' ? engines.zxing : engines.jsqr;
  return { scan: (frame) => (engine ? { reads: engine.read(frame, WISH), glimpse: null } : NOTHING) };
}

const WISH = { effort: 'frame', most: MOST_CODES } as const;

class FrameReader implements FrameScanner {
  readonly #engines: Engines;
  readonly #now: () => number;
  readonly #tracked = new TrackedRegion();
  readonly #change = new PictureChange();
  #frames = 0;

  constructor(engines: Engines, now: () => number) {
    this.#engines = engines;
    this.#now = now;
  }

  scan(frame: LumaPicture): FrameReport {
    const endsAt = this.#now() + BUDGET_MS;
    const isOver = (): boolean => this.#now() > endsAt;
    const at = this.#frames++;
    const { region } = this.#tracked;
    const report = region ? this.#follow(frame, region, at, isOver) : this.#search(frame, at, isOver);
    const seen = report.reads[0] ?? report.glimpse;
    if (seen) this.#tracked.note(seen);
    else this.#tracked.miss();
    return report;
  }

  /**
   * Nothing is known of a code. A frame with something new in it is looked at in every way at once; one like those before in one of three, and in every way where that
   * shows marks.
   */
  #search(frame: LumaPicture, at: number, isOver: () => boolean): FrameReport {
    const { restore } = this.#engines;
    const turn = at % SEARCH_TURNS;
    const isNew = this.#change.isNew(frame);
    if (isNew) this.#change.note(frame);
    else if (turn !== 0 && !restore.glance(frame, turn === 1 ? 'fine' : 'coarse')) return NOTHING;
    const reads = this.#readQuickly(frame, at);
    if (reads.length > 0 || (turn === 0 && !isNew)) return { reads, glimpse: null };
    return restore.examine(frame, WISH, isOver);
  }

  #follow(frame: LumaPicture, region: Region, at: number, isOver: () => boolean): FrameReport {
    const { zxing, restore } = this.#engines;
    const isWhole = at % WHOLE_EVERY === 0;
    // What was read stays near; what was only seen may be no code at all, and another one is elsewhere.
    const reads = zxing ? within(zxing, frame, isWhole || !this.#tracked.wasRead ? null : region) : [];
    if (reads.length > 0) return { reads, glimpse: null };
    // What is followed may be nothing that can be read, and only restore see the code beside it.
    if (isWhole) return restore.examine(frame, WISH, isOver);
    const { left, top } = clampRegion(frame, region);
    const examined = restore.examine(cropPicture(frame, region), WISH, isOver);
    return {
      reads: examined.reads.map((read) => moved(read, left, top)),
      glimpse: examined.glimpse && moved(examined.glimpse, left, top),
    };
  }

  /** zxing on all of the frame, now and then inverted in the middle; without it, jsQR on the middle. */
  #readQuickly(frame: LumaPicture, at: number): readonly CodeRead[] {
    const { zxing, jsqr } = this.#engines;
    if (!zxing) return within(jsqr, frame, middleOf(frame, JSQR_SIDE));
    const reads = within(zxing, frame, null);
    if (reads.length > 0 || at % INVERTED_EVERY !== 0) return reads;
    const middle = middleOf(frame);
    const inverted = zxing.read(invertPicture(cropPicture(frame, middle)), WISH);
    return inverted.map((read) => moved(read, middle.left, middle.top));
  }
}

function within(engine: Engine, frame: LumaPicture, region: Region | null): readonly CodeRead[] {
  if (!region) return engine.read(frame, WISH);
  const { left, top } = clampRegion(frame, region);
  return engine.read(cropPicture(frame, region), WISH).map((read) => moved(read, left, top));
}

const moved = <Seen extends CodeRead | Glimpse>(seen: Seen, left: number, top: number): Seen => ({
  ...seen,
  corners: mapCorners(seen.corners, ({ x, y }) => ({ x: x + left, y: y + top })),
});
