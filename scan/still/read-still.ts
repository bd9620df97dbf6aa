import type { CodeRead, EngineName, Glimpse } from '../engine.ts';
import type { EngineChoice, Engines } from '../engines.ts';
import { assertPicture, cropPicture, type LumaPicture, mapCorners, type Point } from '../picture.ts';
import type { Examined } from '../restore/restore-engine.ts';
import { shrinkPicture } from '../shrink.ts';
import { GLANCE, JSQR_LOOKS, type Look, LOOKS, placeReads } from './looks.ts';

export interface StillWish {
  /** All engines, where nothing is said. */
  readonly choice?: EngineChoice;
  /** Whether a text is the one that is looked for: looking goes on until one is. Without it any code will do, and all that are read with it. */
  readonly wanted?: (text: string) => boolean;
  /** Milliseconds from any moment on, never backwards. */
  readonly now: () => number;
  /** No look is begun that is not expected to end in this time, but for the first at the whole picture. */
  readonly budgetMs: number;
}

/** What a still picture shows. */
export interface StillReport {
  /** Every code that was read, each once; corners in pixels of the picture. */
  readonly reads: readonly CodeRead[];
  /** Where nothing was read: a code that is seen and cannot be read, and why. */
  readonly glimpse: Glimpse | null;
  /** Milliseconds it took. */
  readonly ms: number;
}

/** With opening the file, twelve million pixels are done within a second by this, "not found" included. */
export const STILL_BUDGET_MS = 700;
const GLANCE_FROM_PIXELS = 3_000_000;

/**
 * Reads a picture that stands still (a file, the clipboard, a screen): one engine after the other, at several sizes, until a code is read that will do or the
 * time is spent. Of any size; throws a RangeError on a wrong number of bytes.
 */
export function readStill(picture: LumaPicture, engines: Engines, wish: StillWish): StillReport {
  assertPicture(picture);
  const { now, budgetMs, wanted } = wish;
  const startedAt = now();
  const shrink = createShrink(picture);
  const paces = new Map<EngineName, number>();
  const reads: CodeRead[] = [];
  let glimpse: Glimpse | null = null;
  for (const [at, look] of chooseLooks(picture, engines, wish).entries()) {
    const pixels = Math.min(look.mostPixels, picture.luma.length);
    // What an engine took once for a pixel, on this computer and of this picture, it may take again.
    const pace = Math.max(look.msPerMegapixel / 1_000_000, paces.get(look.engine) ?? 0);
    if (at > 0 && !look.isAlways && now() - startedAt + pace * pixels > budgetMs) continue;
    const view = look.isMiddle ? cutMiddle(picture, look.mostPixels) : shrink(look.mostPixels);
    const begunAt = now();
    const examined = placeIn(view, look.examine(engines, view.picture, look.most));
    paces.set(look.engine, Math.max(pace, (now() - begunAt) / pixels));
    for (const read of examined.reads) if (!reads.some(({ text }) => text === read.text)) reads.push(read);
    glimpse ??= examined.glimpse;
    if (wanted ? reads.some(({ text }) => wanted(text)) : reads.length > 0) break;
  }
  return { reads, glimpse: reads.length > 0 ? null : glimpse, ms: now() - startedAt };
}

function chooseLooks(picture: LumaPicture, { zxing }: Engines, { choice = 'all', wanted }: StillWish): readonly Look[] {
  const pixels = picture.width * picture.height;
  // Without a text to stop at, a glance that finds one code would not tell whether it is the only one.
  const glances = wanted && pixels >= GLANCE_FROM_PIXELS ? [GLANCE] : [];
  const isJsqrAll = choice === 'jsqr' || !zxing;
  return [...glances, ...LOOKS, ...(isJsqrAll ? JSQR_LOOKS : [])].filter(
    ({ engine, isFor }) =>
      (choice === 'all' || engine === choice) && (engine !== 'zxing' || zxing !== null) && (isFor?.(pixels) ?? true),
  );
}

/** What of the picture an engine is given, and how its pixels lie in the whole. */
interface View {
  readonly picture: LumaPicture;
  readonly left: number;
  readonly top: number;
  /** Pixels of the whole for one of the view. */
  readonly across: number;
  readonly down: number;
}

/** The whole picture at the sizes that are asked for, each made once and from the smallest there is that is larger. */
function createShrink(whole: LumaPicture): (mostPixels: number) => View {
  const made = new Map<number, LumaPicture>([[whole.luma.length, whole]]);
  const make = (mostPixels: number): LumaPicture => {
    if (whole.luma.length <= mostPixels) return whole;
    const source = Math.min(...[...made.keys()].filter((pixels) => pixels >= mostPixels));
    const picture = shrinkPicture(made.get(source) ?? whole, mostPixels);
    made.set(mostPixels, picture);
    return picture;
  };
  return (mostPixels) => {
    const picture = make(mostPixels);
    return { picture, left: 0, top: 0, across: whole.width / picture.width, down: whole.height / picture.height };
  };
}

/** The middle of a picture, of the same proportions, as it is. */
function cutMiddle(whole: LumaPicture, mostPixels: number): View {
  const share = Math.min(1, Math.sqrt(mostPixels / whole.luma.length));
  const [width, height] = [Math.floor(whole.width * share), Math.floor(whole.height * share)];
  const [left, top] = [(whole.width - width) >> 1, (whole.height - height) >> 1];
  return { picture: cropPicture(whole, { left, top, width, height }), left, top, across: 1, down: 1 };
}

function placeIn({ left, top, across, down }: View, { reads, glimpse }: Examined): Examined {
  const place = ({ x, y }: Point): Point => ({ x: left + x * across, y: top + y * down });
  return {
    reads: placeReads(reads, place),
    glimpse: glimpse && {
      ...glimpse,
      corners: mapCorners(glimpse.corners, place),
      modulePx: glimpse.modulePx * across,
    },
  };
}
