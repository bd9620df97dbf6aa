import type { Geometry } from './geometry.ts';
import type { Light } from './light.ts';
import { sizeOf } from './symbol.ts';

/** Places a module's light is taken from, in modules from its middle: close enough to it that neighbours do not come in. */
const SPOTS = [-0.25, 0, 0.25];

/** The light of each module, 0 to 255, rows after each other. */
export function sampleModules(light: Light, { version, homography, bend }: Geometry): Float32Array {
  const size = sizeOf(version);
  const samples = new Float32Array(size * size);
  const bentBy = bend ? bendAt(bend.centres, bend.offsets) : null;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const middle = homography.place(column + 0.5, row + 0.5);
      const [next, below] = [homography.place(column + 1.5, row + 0.5), homography.place(column + 0.5, row + 1.5)];
      const [rightX, rightY] = [next.x - middle.x, next.y - middle.y];
      const [downX, downY] = [below.x - middle.x, below.y - middle.y];
      let { x, y } = middle;
      if (bentBy) {
        const bent = bentBy(column, row);
        x += bent.x;
        y += bent.y;
      }
      let sum = 0;
      for (const down of SPOTS) {
        for (const right of SPOTS)
          sum += light.at(x + rightX * right + downX * down, y + rightY * right + downY * down);
      }
      samples[row * size + column] = sum / 9;
    }
  }
  return samples;
}

/** Between the alignment patterns the bend is mixed from the four around; outside them it is that of the nearest. */
function bendAt(
  centres: readonly number[],
  offsets: Float32Array,
): (column: number, row: number) => { x: number; y: number } {
  const count = centres.length;
  const locate = (at: number): readonly [cell: number, share: number] => {
    let cell = 0;
    while (cell < count - 2 && at > centres[cell + 1]!) cell++;
    const share = (at - centres[cell]!) / (centres[cell + 1]! - centres[cell]!);
    return [cell, Math.min(1, Math.max(0, share))];
  };
  return (column, row) => {
    const [across, right] = locate(column);
    const [along, down] = locate(row);
    const mix = (axis: 0 | 1): number => {
      const at = (along * count + across) * 2 + axis;
      const upper = offsets[at]! * (1 - right) + offsets[at + 2]! * right;
      const lower = offsets[at + 2 * count]! * (1 - right) + offsets[at + 2 * count + 2]! * right;
      return upper * (1 - down) + lower * down;
    };
    return { x: mix(0), y: mix(1) };
  };
}
