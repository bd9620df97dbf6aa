import type { LumaPicture } from './picture.ts';

/** Pixels from one spot that is looked at to the next, each way. */
const SPACING = 16;
/** A spot is so many pixels of a row: noise of a few grey levels averages out in them. */
const SPOT_PX = 8;
/** Mean grey levels by which a spot has to differ; a camera's noise stays below. */
const LEAST_DIFFERENCE = 12;
/** Share of the spots that have to: a code of fifty pixels each way in a webcam's frame. */
const LEAST_SHARE = 0.003;

/** Whether there is something new in a moving picture since it was last looked at closely. It is looked at in so few places that this costs next to nothing. */
export class PictureChange {
  #known: Int16Array | null = null;

  /** Compares with the frame of the last `note`; true also before the first. */
  isNew(frame: LumaPicture): boolean {
    const known = this.#known;
    const now = takeSpots(frame);
    if (known?.length !== now.length) return true;
    let different = 0;
    for (let at = 0; at < now.length; at++) {
      if (Math.abs(now[at]! - known[at]!) >= LEAST_DIFFERENCE * SPOT_PX) different++;
    }
    return different > now.length * LEAST_SHARE;
  }

  note(frame: LumaPicture): void {
    this.#known = takeSpots(frame);
  }
}

/** The light of each spot, summed over its pixels. */
function takeSpots({ luma, width, height }: LumaPicture): Int16Array {
  const [columns, rows] = [Math.floor((width - SPOT_PX) / SPACING) + 1, Math.ceil(height / SPACING)];
  const spots = new Int16Array(Math.max(0, columns) * rows);
  for (let row = 0, spot = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, spot++) {
      const start = row * SPACING * width + column * SPACING;
      let sum = 0;
      for (let at = start; at < start + SPOT_PX; at++) sum += luma[at]!;
      spots[spot] = sum;
    }
  }
  return spots;
}
