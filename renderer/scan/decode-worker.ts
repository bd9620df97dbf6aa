import jsQR from 'jsqr';
import { type CodeKind, findCodeKind } from './code-kind.ts';
import { findMarkedCode } from './finder-marks.ts';
import type { Corners, DecodeAnswer, DecodeRequest, Effort, Glimpse, Point, Sighting } from './sighting.ts';

/** Longest side, pixels, of each attempt. A photograph is often read small where it is not read large, and the other way round. */
const SIDES: Readonly<Record<Effort, readonly number[]>> = { frame: [1280], image: [1000, 1600, 700, 2400, 450] };
/** Codes that are not wanted and lie in the same picture are covered, one after the other, to see what else there is. */
const MOST_FOREIGN = 4;
/** Below this a decoder has too few pixels for a module, whatever their quality. */
const SMALL_MODULE_PX = 2.6;

const scope = self as unknown as {
  onmessage: (event: MessageEvent<DecodeRequest>) => void;
  postMessage: (answer: DecodeAnswer) => void;
};

scope.onmessage = ({ data: { id, wanted, effort, bitmap } }) => {
  const found = findCode(bitmap, effort, wanted);
  bitmap.close();
  scope.postMessage({ id, found });
};

/** A wanted one if there is one, else any code that can be read, else the place of one that cannot. */
function findCode(bitmap: ImageBitmap, effort: Effort, wanted: readonly CodeKind[]): Sighting | Glimpse | null {
  const tried = new Set<number>();
  let foreign: Sighting | null = null;
  let glimpse: Glimpse | null = null;
  for (const side of SIDES[effort]) {
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    // A small picture has the same scale for every long side.
    if (tried.has(scale)) continue;
    tried.add(scale);
    const drawn = drawAt(bitmap, scale, effort);
    if (!drawn) continue;
    const sighting = readCodes(drawn, effort, wanted);
    if (sighting && isWanted(sighting, wanted)) return sighting;
    foreign ??= sighting;
    if (!foreign) glimpse ??= glimpseCode(drawn);
  }
  return foreign ?? glimpse;
}

interface Drawn {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly toPicture: (point: Point) => Point;
  readonly scale: number;
}

function drawAt(bitmap: ImageBitmap, scale: number, effort: Effort): Drawn | null {
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
  const toPicture = ({ x, y }: Point): Point => ({ x: (x - margin) / scale, y: (y - margin) / scale });
  return { context, width: canvas.width, height: canvas.height, toPicture, scale };
}

function readCodes(drawn: Drawn, effort: Effort, wanted: readonly CodeKind[]): Sighting | null {
  let first: Sighting | null = null;
  for (let covered = 0; covered <= MOST_FOREIGN; covered++) {
    const code = readCode(drawn, effort);
    if (!code) return first;
    const sighting: Sighting = { ...code, corners: mapCorners(code.corners, drawn.toPicture) };
    if (isWanted(sighting, wanted)) return sighting;
    first ??= sighting;
    cover(drawn.context, code.corners);
  }
  return first;
}

function isWanted({ text }: Sighting, wanted: readonly CodeKind[]): boolean {
  const kind = findCodeKind(text);
  return kind !== null && wanted.includes(kind);
}

function readCode({ context, width, height }: Drawn, effort: Effort): Sighting | null {
  const { data } = context.getImageData(0, 0, width, height);
  // jsQR keeps the options of the call before, so the attempts are always named.
  const inversionAttempts = effort === 'image' ? 'attemptBoth' : 'dontInvert';
  const code = jsQR(data, width, height, { inversionAttempts });
  // jsQR reports a pattern whose bits do not work out as a code without text.
  if (!code || code.data === '') return null;
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location;
  return {
    kind: 'read',
    text: code.data,
    corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner],
  };
}

function glimpseCode({ context, width, height, toPicture, scale }: Drawn): Glimpse | null {
  const code = findMarkedCode(context.getImageData(0, 0, width, height).data, width, height);
  if (!code) return null;
  return {
    kind: code.module / scale < SMALL_MODULE_PX ? 'small' : 'blurred',
    corners: mapCorners(code.corners, toPicture),
  };
}

function cover(context: OffscreenCanvasRenderingContext2D, [start, ...others]: Corners): void {
  context.beginPath();
  context.moveTo(start.x, start.y);
  for (const { x, y } of others) context.lineTo(x, y);
  context.closePath();
  context.fill();
  // The corners lie on the outermost modules, whose edges would otherwise be left.
  context.lineWidth = 4;
  context.strokeStyle = '#fff';
  context.stroke();
}

const mapCorners = ([a, b, c, d]: Corners, map: (point: Point) => Point): Corners => [map(a), map(b), map(c), map(d)];
