import { PNG } from 'pngjs';

const WIDTH = 60;
const HEIGHT = 80;
const [WALL, FIGURE] = [0xdd, 0x88];

/**
 * The one picture of everybody in the crowd: a grey figure without a face, drawn by these lines. Small, because it stands in every card and
 * a country has over a million of them.
 */
export function drawCrowdPortrait(): Buffer {
  const png = new PNG({ width: WIDTH, height: HEIGHT });
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    const [x, y] = [(at % WIDTH) - WIDTH / 2 + 0.5, Math.floor(at / WIDTH) + 0.5];
    const isFigure = isInside(x, y - 32, 12, 15) || isInside(x, y - 80, 25, 28);
    png.data.fill(isFigure ? FIGURE : WALL, at * 4, at * 4 + 3);
    png.data[at * 4 + 3] = 0xff;
  }
  return PNG.sync.write(png, { colorType: 0, deflateLevel: 9, filterType: 0 });
}

const isInside = (x: number, y: number, across: number, down: number): boolean =>
  (x / across) ** 2 + (y / down) ** 2 <= 1;
