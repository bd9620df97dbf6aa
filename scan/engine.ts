import type { Corners, LumaPicture } from './picture.ts';

/**
 * `zxing`: zxing-cpp as WebAssembly, first because it is fast and reads nearly everything. `restore`: this project's own front end, which finds
 * and samples what the others see and cannot read. `jsqr`: plain JavaScript, for where WebAssembly may not run.
 */
export type EngineName = 'zxing' | 'restore' | 'jsqr';

/** A QR code that was read. */
export interface CodeRead {
  readonly kind: 'read';
  /** Never empty. */
  readonly text: string;
  readonly corners: Corners;
  readonly engine: EngineName;
}

/**
 * Why a code that can be seen cannot be read: its modules have too few pixels; they run into each other; there is too little light between
 * dark and bright; a reflection covers part of it.
 */
export type GlimpseReason = 'small' | 'blurred' | 'dark' | 'glare';

/** A QR code whose place can be told and whose content cannot. */
export interface Glimpse {
  readonly kind: GlimpseReason;
  readonly corners: Corners;
  /** Width of a module, pixels. */
  readonly modulePx: number;
}

/**
 * `frame`: one of many, so quick, and dark on light only. `image`: the only chance there is, so thorough: every direction, inverted,
 * mirrored and scaled down.
 */
export type Effort = 'frame' | 'image';

export interface Wish {
  readonly effort: Effort;
  /** No more codes than this are looked for; at least 1. */
  readonly most: number;
}

/** One way of reading QR codes. It is given pictures of any size and content and must come back from each: no throw, bounded time and memory. */
export interface Engine {
  readonly name: EngineName;
  /** Each code once, the one that is easiest to read first. Corners are in pixels of `picture`. */
  readonly read: (picture: LumaPicture, wish: Wish) => readonly CodeRead[];
}
