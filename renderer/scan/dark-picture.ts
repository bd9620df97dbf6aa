const DARKER_BY = 0.92;

/** A picture in dark and light. Dark is what is darker than its surroundings, so that a shadow across the paper does not matter. */
export class DarkPicture {
  readonly width: number;
  readonly height: number;
  readonly #dark: Uint8Array;

  constructor(rgba: Uint8ClampedArray, width: number, height: number) {
    this.width = width;
    this.height = height;
    this.#dark = separate(rgba, width, height);
  }

  has(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.width && y < this.height;
  }

  isDark(x: number, y: number): boolean {
    return this.#dark[y * this.width + x] === 1;
  }
}

function separate(rgba: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const luma = new Uint8Array(width * height);
  // sums[y][x]: all the light above and to the left of a pixel, so that the mean of any rectangle takes four readings.
  const sums = new Float64Array((width + 1) * (height + 1));
  const sumAt = (x: number, y: number): number => sums[y * (width + 1) + x] ?? 0;
  const channel = (at: number): number => rgba[at] ?? 0;
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const light = (channel(at) * 77 + channel(at + 1) * 150 + channel(at + 2) * 29) >> 8;
      luma[y * width + x] = light;
      row += light;
      sums[(y + 1) * (width + 1) + x + 1] = sumAt(x + 1, y) + row;
    }
  }
  const reach = Math.max(12, Math.round(Math.max(width, height) / 16));
  return luma.map((light, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    const sum = sumAt(right, bottom) - sumAt(right, top) - sumAt(left, bottom) + sumAt(left, top);
    return light * (right - left) * (bottom - top) < sum * DARKER_BY ? 1 : 0;
  });
}
