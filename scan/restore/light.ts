import type { LumaPicture } from '../picture.ts';

/** A picture as light at any place in it, not only at the middles of its pixels. Outside it goes on as at its edge. */
export class Light {
  readonly picture: LumaPicture;
  readonly #luma: Uint8Array;
  readonly #width: number;
  readonly #right: number;
  readonly #bottom: number;

  /** At least 2 pixels each way. */
  constructor(picture: LumaPicture) {
    this.picture = picture;
    this.#luma = picture.luma;
    this.#width = picture.width;
    // A hair less than the last pixel, so that its neighbour to the right and below is still one of the picture's.
    this.#right = picture.width - 1.001;
    this.#bottom = picture.height - 1.001;
  }

  /** 0 to 255, mixed from the four pixels around. Pixels lie with their middles at halves: (0.5, 0.5) is the first one. */
  at(x: number, y: number): number {
    let [across, down] = [x - 0.5, y - 0.5];
    if (across < 0) across = 0;
    else if (across > this.#right) across = this.#right;
    if (down < 0) down = 0;
    else if (down > this.#bottom) down = this.#bottom;
    const [column, row] = [across | 0, down | 0];
    const [right, below] = [across - column, down - row];
    const place = row * this.#width + column;
    const luma = this.#luma;
    const upper = luma[place]! * (1 - right) + luma[place + 1]! * right;
    const lower = luma[place + this.#width]! * (1 - right) + luma[place + this.#width + 1]! * right;
    return upper * (1 - below) + lower * below;
  }
}
