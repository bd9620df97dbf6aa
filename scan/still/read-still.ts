import type { CodeRead, EngineName, Glimpse } from '../engine.ts';
import type { EngineChoice, Engines } from '../engines.ts';
import { assertPicture, type LumaPicture, mapCorners } from '../picture.ts';
import type { Examined } from '../restore/restore-engine.ts';
import { shrinkPicture } from '../shrink.ts';
import { GLANCE, JSQR_LOOKS, type Look, LOOKS, rescale } from './looks.ts';

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
  const sizes = createSizes(picture);
  const paces = new Map<EngineName, number>();
  const reads: CodeRead[] = [];
  let glimpse: Glimpse | null = null;
  for (const [at, look] of chooseLooks(picture, engines, wish).entries()) {
    const seen = sizes(look.mostPixels);
    const begunAt = now();
    // What an engine took once for a pixel, on this computer and of this picture, it may take again.
    const pace = Math.max(look.msPerMegapixel / 1_000_000, paces.get(look.engine) ?? 0);
    if (at > 0 && !look.isAlways && begunAt - startedAt + pace * seen.luma.length > budgetMs) continue;
    const examined = toPixelsOf(picture, seen, look.examine(engines, seen, look.most));
    paces.set(look.engine, Math.max(pace, (now() - begunAt) / seen.luma.length));
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

/** The picture at the sizes that are asked for, each made once and from the smallest there is that is larger. */
function createSizes(picture: LumaPicture): (mostPixels: number) => LumaPicture {
  const made = new Map<number, LumaPicture>([[picture.luma.length, picture]]);
  return (mostPixels) => {
    if (picture.luma.length <= mostPixels) return picture;
    const known = made.get(mostPixels);
    if (known) return known;
    const source = Math.min(...[...made.keys()].filter((pixels) => pixels > mostPixels));
    const shrunk = shrinkPicture(made.get(source) ?? picture, mostPixels);
    made.set(mostPixels, shrunk);
    return shrunk;
  };
}

function toPixelsOf(picture: LumaPicture, seen: LumaPicture, { reads, glimpse }: Examined): Examined {
  if (seen === picture) return { reads, glimpse };
  const [across, down] = [picture.width / seen.width, picture.height / seen.height];
  const corners = glimpse && mapCorners(glimpse.corners, ({ x, y }) => ({ x: x * across, y: y * down }));
  return {
    reads: rescale(reads, across, down),
    glimpse: glimpse && corners && { ...glimpse, corners, modulePx: glimpse.modulePx * across },
  };
}
