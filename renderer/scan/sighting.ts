import type { CodeKind } from './code-kind.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** Corners in pixels of the picture it was seen in, clockwise from the code's own top left. */
export type Corners = readonly [Point, Point, Point, Point];

/** A QR that was read. */
export interface Sighting {
  readonly kind: 'read';
  readonly text: string;
  readonly corners: Corners;
}

/** A QR whose place can be told and whose content cannot: its modules are too small, or they run into each other. */
export interface Glimpse {
  readonly kind: 'small' | 'blurred';
  readonly corners: Corners;
}

/** `frame`: one of many, quick. `image`: the only chance there is, thorough. */
export type Effort = 'frame' | 'image';

/** To the worker. The bitmap is transferred and closed there. */
export interface DecodeRequest {
  readonly id: number;
  /** Where several codes are in the picture, one of these is the one. */
  readonly wanted: readonly CodeKind[];
  readonly effort: Effort;
  readonly bitmap: ImageBitmap;
}

/** From the worker. */
export interface DecodeAnswer {
  readonly id: number;
  readonly found: Sighting | Glimpse | null;
}
