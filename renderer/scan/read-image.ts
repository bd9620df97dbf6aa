import type { CodeRead, Engine, Glimpse } from '../../scan/engine.ts';
import type { EngineChoice, Engines } from '../../scan/engines.ts';
import { halvePicture, type LumaPicture, mapCorners } from '../../scan/picture.ts';
import type { CodeKind } from './code-kind.ts';

/** A still image is the only chance there is: at every size down to a thumbnail, with a white margin in case it was cut too tightly. */
export function readImage(
  picture: LumaPicture,
  { zxing, restore, jsqr }: Engines,
  choice: EngineChoice,
  _wanted: readonly CodeKind[],
  _now: () => number,
): { readonly reads: readonly CodeRead[]; readonly glimpse: Glimpse | null } {
  const engine: Engine = choice === 'jsqr' || !zxing ? jsqr : zxing;
  let scaled = pad(picture);
  const margin = (scaled.width - picture.width) / 2;
  for (let scale = 1; Math.max(scaled.width, scaled.height) > 200; scale *= 2, scaled = halvePicture(scaled)) {
    const reads = engine.read(scaled, { effort: 'image', most: 20 });
    const corners = (read: CodeRead) =>
      mapCorners(read.corners, ({ x, y }) => ({ x: x * scale - margin, y: y * scale - margin }));
    if (reads.length > 0) return { reads: reads.map((read) => ({ ...read, corners: corners(read) })), glimpse: null };
  }
  const { reads, glimpse } = restore.examine(picture, { effort: 'image', most: 20 });
  return { reads, glimpse };
}

function pad({ luma, width, height }: LumaPicture): LumaPicture {
  const margin = Math.ceil(Math.max(width, height) * 0.06);
  const [outerWidth, outerHeight] = [width + 2 * margin, height + 2 * margin];
  const padded = new Uint8Array(outerWidth * outerHeight).fill(255);
  for (let row = 0; row < height; row++)
    padded.set(luma.subarray(row * width, (row + 1) * width), (row + margin) * outerWidth + margin);
  return { luma: padded, width: outerWidth, height: outerHeight };
}
