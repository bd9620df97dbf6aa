import type { CodeRead, Glimpse } from './engine.ts';
import type { LumaPicture, Region } from './picture.ts';

/** How far a hand moves a code from one frame to the next, and how much white a reader wants around it: share of its size, on each side. */
const MARGIN = 0.35;
/** So many frames without it, and a code is somewhere else or gone; what was only seen may have been none. */
const MOST_MISSES = { read: 6, seen: 2 };

/** Where a code was seen last. */
export class TrackedRegion {
  #region: Region | null = null;
  #misses = 0;
  #wasRead = false;

  /** Whether what is followed was read, and not only seen. */
  get wasRead(): boolean {
    return this.#wasRead;
  }

  /** The part of the picture to look at first; null while nothing is followed. */
  get region(): Region | null {
    return this.#region;
  }

  note({ kind, corners }: CodeRead | Glimpse): void {
    const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
    const [left, top] = [Math.min(...xs), Math.min(...ys)];
    const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
    const margin = Math.max(width, height) * MARGIN;
    this.#region = {
      left: left - margin,
      top: top - margin,
      width: width + 2 * margin,
      height: height + 2 * margin,
    };
    this.#misses = 0;
    this.#wasRead ||= kind === 'read';
  }

  /** Nothing was seen where the code was. */
  miss(): void {
    this.#misses++;
    if (this.#misses <= (this.#wasRead ? MOST_MISSES.read : MOST_MISSES.seen)) return;
    this.#region = null;
    this.#wasRead = false;
  }
}

/** A square in the middle, at most as high as the picture: that is where a person holds a code. */
export function middleOf({ width, height }: LumaPicture, longest = Infinity): Region {
  const side = Math.min(width, height, longest);
  return { left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2), width: side, height: side };
}
