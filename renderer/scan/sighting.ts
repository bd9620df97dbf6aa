export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A QR that was read. Corners in pixels of the picture it was seen in, clockwise from the code's own top left. */
export interface Sighting {
  readonly text: string;
  readonly corners: readonly [Point, Point, Point, Point];
}

/** `frame`: one of many, quick. `image`: the only chance there is, thorough. */
export type Effort = 'frame' | 'image';

/** To the worker. The bitmap is transferred and closed there. */
export interface DecodeRequest {
  readonly id: number;
  readonly effort: Effort;
  readonly bitmap: ImageBitmap;
}

/** From the worker. */
export interface DecodeAnswer {
  readonly id: number;
  readonly sighting: Sighting | null;
}
