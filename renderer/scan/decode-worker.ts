import jsQR from 'jsqr';
import type { DecodeAnswer, DecodeRequest, Effort, Sighting } from './sighting.ts';

/** Longest side, pixels, of each attempt. A photograph is often read small where it is not read large, and the other way round. */
const SIDES: Readonly<Record<Effort, readonly number[]>> = { frame: [1280], image: [1000, 1600, 700, 2400, 450] };

const scope = self as unknown as {
  onmessage: (event: MessageEvent<DecodeRequest>) => void;
  postMessage: (answer: DecodeAnswer) => void;
};

scope.onmessage = ({ data: { id, effort, bitmap } }) => {
  const sighting = findCode(bitmap, effort);
  bitmap.close();
  scope.postMessage({ id, sighting });
};

function findCode(bitmap: ImageBitmap, effort: Effort): Sighting | null {
  const tried = new Set<number>();
  for (const side of SIDES[effort]) {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    // A small picture has the same scale for every long side.
    if (tried.has(scale)) continue;
    tried.add(scale);
    const sighting = findCodeAt(bitmap, scale, effort);
    if (sighting) return sighting;
  }
  return null;
}

function findCodeAt(bitmap: ImageBitmap, scale: number, effort: Effort): Sighting | null {
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  // A cropped screenshot often lacks the white margin that finding a code needs.
  const margin = effort === 'image' ? Math.ceil(Math.max(width, height) * 0.06) : 0;
  const canvas = new OffscreenCanvas(width + 2 * margin, height + 2 * margin);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, margin, margin, width, height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  // jsQR keeps the options of the call before, so the attempts are always named.
  const inversionAttempts = effort === 'image' ? 'attemptBoth' : 'dontInvert';
  const code = jsQR(data, canvas.width, canvas.height, { inversionAttempts });
  // jsQR reports a pattern whose bits do not work out as a code without text.
  if (!code || code.data === '') return null;
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location;
  const toPicture = ({ x, y }: { x: number; y: number }) => ({ x: (x - margin) / scale, y: (y - margin) / scale });
  return {
    text: code.data,
    corners: [
      toPicture(topLeftCorner),
      toPicture(topRightCorner),
      toPicture(bottomRightCorner),
      toPicture(bottomLeftCorner),
    ],
  };
}
