import jsQR from 'jsqr';
import type { CodeRead, Engine, Wish } from '../engine.ts';
import { assertPicture, type Corners, halvePicture, type LumaPicture, mapCorners, toRgba } from '../picture.ts';
import { shrinkPicture } from '../shrink.ts';
import { estimateJsqrWork } from './jsqr-work.ts';

/** Below this jsQR's own binarizer throws: it cuts the picture into squares of eight pixels and looks at five of them each way. */
const LEAST_SIDE = 40;

/** jsQR itself, or what stands in for it. */
type Look = typeof jsQR;

/** What a large camera's frame has; larger pictures are shrunk. */
const MOST_PIXELS = 1920 * 1080;
/** Four times what frames of rooms and codes make; at a hundred times it would take seconds. */
const MOST_WORK = 40_000_000;

/**
 * jsQR alone. It finds one code a picture, so each one found is painted over and the rest looked at again. Slow: 170 ms for a webcam's frame without a code. It is
 * never given what would take it seconds: noise and fine patterns are halved first, and left alone where that does not help.
 */
export const createJsqrEngine = (look: Look = jsQR): Engine => ({
  name: 'jsqr',
  read: (picture, wish) => readAll(picture, wish, look),
});

/** The text of a drawn code, as `restore` draws one; null where its bits do not work out. */
export const readDrawnWithJsqr = (drawn: LumaPicture): string | null =>
  readOne(toRgba(drawn), drawn, false, jsQR)?.text ?? null;

function readAll(whole: LumaPicture, { effort, most }: Wish, look: Look): readonly CodeRead[] {
  assertPicture(whole);
  const picture = makeBearable(shrinkPicture(whole, MOST_PIXELS));
  if (!picture) return [];
  const [across, down] = [whole.width / picture.width, whole.height / picture.height];
  const rgba = toRgba(picture);
  const reads: CodeRead[] = [];
  while (reads.length < most) {
    const read = readOne(rgba, picture, effort === 'image', look);
    if (!read) break;
    // Painted over it cannot come again; where it does all the same, there is nothing more to be had.
    if (reads.some(({ text }) => text === read.text)) break;
    reads.push(read);
    if (reads.length < most) cover(rgba, picture, read.corners);
  }
  return reads.map((read) => ({
    ...read,
    corners: mapCorners(read.corners, ({ x, y }) => ({ x: x * across, y: y * down })),
  }));
}

/** The picture, or its half, or null where jsQR can do nothing with either in a bounded time. */
function makeBearable(picture: LumaPicture): LumaPicture | null {
  if (isBearable(picture)) return picture;
  const half = halvePicture(picture);
  return isBearable(half) ? half : null;
}

const isBearable = (picture: LumaPicture): boolean =>
  Math.min(picture.width, picture.height) >= LEAST_SIDE && estimateJsqrWork(picture) <= MOST_WORK;

function readOne(
  rgba: Uint8ClampedArray,
  { width, height }: LumaPicture,
  triesInverted: boolean,
  look: Look,
): CodeRead | null {
  // jsQR keeps the options of the call before, so the attempts are always named.
  const code = look(rgba, width, height, { inversionAttempts: triesInverted ? 'attemptBoth' : 'dontInvert' });
  // It reports a pattern whose bits do not work out as a code without text.
  if (!code || code.data === '') return null;
  const { topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner } = code.location;
  return {
    kind: 'read',
    text: code.data,
    corners: [topLeftCorner, topRightCorner, bottomRightCorner, bottomLeftCorner],
    engine: 'jsqr',
  };
}

/** Paints the smallest upright rectangle around a code white: what lies between it and the code is its quiet zone. */
function cover(rgba: Uint8ClampedArray, { width, height }: LumaPicture, corners: Corners): void {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, right] = [Math.max(0, Math.floor(Math.min(...xs)) - 2), Math.min(width, Math.ceil(Math.max(...xs)) + 2)];
  const [top, bottom] = [
    Math.max(0, Math.floor(Math.min(...ys)) - 2),
    Math.min(height, Math.ceil(Math.max(...ys)) + 2),
  ];
  for (let y = top; y < bottom; y++) rgba.fill(255, (y * width + left) * 4, (y * width + Math.max(left, right)) * 4);
}
