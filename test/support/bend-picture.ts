import type { LumaPicture, Point } from '../../scan/picture.ts';
import { Light } from '../../scan/restore/light.ts';

export interface Bent {
  readonly picture: LumaPicture;
  /** Where a place of the flat picture has gone. */
  readonly bend: (place: Point) => Point;
}

/** As paper that is held in one hand: rows and columns swing by up to `swingPx`, once over the picture. */
export function bendPicture(flat: LumaPicture, swingPx: number): Bent {
  const { width, height } = flat;
  const light = new Light(flat);
  const shift = ({ x, y }: Point): Point => ({
    x: swingPx * Math.sin((y / height) * 2 * Math.PI),
    y: swingPx * Math.sin((x / width) * 2 * Math.PI),
  });
  const luma = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const { x: right, y: down } = shift({ x: x + 0.5, y: y + 0.5 });
      luma[y * width + x] = Math.round(light.at(x + 0.5 + right, y + 0.5 + down));
    }
  }
  // What is at a place comes from a little beside it; the way back is found step by step.
  const bend = (place: Point): Point => {
    let bent = place;
    for (let round = 0; round < 20; round++) {
      const { x, y } = shift(bent);
      bent = { x: place.x - x, y: place.y - y };
    }
    return bent;
  };
  return { picture: { luma, width, height }, bend };
}
