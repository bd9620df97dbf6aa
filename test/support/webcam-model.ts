import QRCode from 'qrcode';
import type { Corners, LumaPicture, Point } from '../../scan/picture.ts';
import { blurLens, blurMotion } from './webcam/blur.ts';
import { type Homography, mapPoint, mapSquare, placeSquare } from './webcam/homography.ts';
import { loseInJpeg } from './webcam/jpeg.ts';
import { type Light, toPicture } from './webcam/light.ts';
import { addGlare, addMoire, changeExposure, shadeAcross, shadeCorners } from './webcam/lighting.ts';
import { addNoise } from './webcam/noise.ts';
import { chooseFaults, type Faults, type ProfileName } from './webcam/profiles.ts';
import { createRandom, deriveSeed, type Random } from './webcam/random.ts';
import { drawClutter } from './webcam/room.ts';
import { boundOf, drawSheet, type Sheet } from './webcam/sheet.ts';

export interface FrameWish {
  readonly text: string;
  /** 1 to 40; the smallest that holds the text where it is left out. */
  readonly version?: number;
  readonly level: 'L' | 'M' | 'Q' | 'H';
  /** Mean width of a module, pixels. */
  readonly modulePx: number;
  readonly width: number;
  readonly height: number;
  /** The same seed and wishes give the same bytes. */
  readonly seed: number;
  readonly profile: ProfileName;
  /** These rather than what the profile and the seed choose. */
  readonly faults?: Partial<Faults>;
  /** Where the middle of the code is, pixels, rather than anywhere where all of it can be seen: part of it, or all, may be outside. */
  readonly middle?: Point;
  /** Counts frames of one camera in one room: only the sensor's noise differs. 0 where it is left out. */
  readonly moment?: number;
}

/** A webcam's frame with one code in it, and the truth about that. */
export interface Frame {
  readonly picture: LumaPicture;
  /** Where the code's four corners are in truth. */
  readonly corners: Corners;
  /** Modules of a side. */
  readonly size: number;
  /** From modules, counted from the code's top left, to pixels. */
  readonly map: Homography;
  readonly faults: Faults;
}

/** A laptop's camera sees 65 degrees from left to right. */
const FIELD_OF_VIEW_DEGREES = 65;
/** White around a code that must lie in the picture as well. */
const QUIET_MODULES = 4;

/** Throws a RangeError where the text does not fit into the version, or, unless its middle is given, the code with the white around it into the frame. */
export function drawFrame(wish: FrameWish): Frame {
  const { width, height, seed, profile, moment = 0 } = wish;
  const random = createRandom(deriveSeed(seed, 0));
  const faults = { ...chooseFaults(profile, random, wish.modulePx), ...wish.faults };
  const sheet = makeSheet(wish, random);
  const map = placeCode(wish, sheet.size, faults, random);
  const light = drawClutter(width, height, createRandom(deriveSeed(seed, 1)));
  drawSheet(light, sheet, map);
  const corners = mapSquare(map, sheet.size);
  addFaults(light, sheet, map, faults);
  const picture = develop(light, faults, deriveSeed(seed, 2 + moment));
  return { picture, corners, size: sheet.size, map, faults };
}

/** A room without a code is as sharp as one with a code of this size. */
const ROOM_MODULE_PX = 3;

/** A frame of the same room and camera without any code. */
export function drawRoom(seed: number, width: number, height: number, profile: ProfileName = 'typical'): LumaPicture {
  const faults = chooseFaults(profile, createRandom(deriveSeed(seed, 0)), ROOM_MODULE_PX);
  const light = drawClutter(width, height, createRandom(deriveSeed(seed, 1)));
  shadeRoom(light, faults);
  return develop(light, faults, deriveSeed(seed, 2));
}

function makeSheet({ text, version, level }: FrameWish, random: Random): Sheet {
  const { size, data } = createModules(text, level, version);
  const isScreen = random.chance(0.5);
  return {
    modules: Uint8Array.from(data),
    size,
    white: QUIET_MODULES + random.whole(0, 4),
    frame: isScreen ? random.whole(2, 4) : 0,
    dark: isScreen ? random.between(15, 35) : random.between(30, 50),
    bright: isScreen ? random.between(220, 245) : random.between(200, 230),
  };
}

function createModules(text: string, level: FrameWish['level'], version: number | undefined) {
  try {
    return QRCode.create(text, { errorCorrectionLevel: level, ...(version !== undefined && { version }) }).modules;
  } catch (error) {
    throw new RangeError(`${text.length} characters do not fit: ${String(error)}`, { cause: error });
  }
}

/** Where it is wished to be, else anywhere in the frame where all of it can be seen. */
function placeCode(
  { modulePx, width, height, middle: wished }: FrameWish,
  size: number,
  faults: Faults,
  random: Random,
): Homography {
  const focalPx = width / 2 / Math.tan(((FIELD_OF_VIEW_DEGREES / 2) * Math.PI) / 180);
  const place = (middle: Point) => placeSquare(size, modulePx, faults, middle, focalPx);
  if (wished) return place(wished);
  const corners = mapSquare(place({ x: 0, y: 0 }), size, QUIET_MODULES);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (right - left > width || bottom - top > height)
    throw new RangeError(`${size} modules of ${modulePx} pixels do not fit into ${width} × ${height}`);
  return place({ x: random.between(-left, width - right), y: random.between(-top, height - bottom) });
}

function shadeRoom(light: Light, { gradient, gradientDegrees, vignette }: Faults): void {
  if (gradient > 0) shadeAcross(light, gradient, gradientDegrees);
  if (vignette > 0) shadeCorners(light, vignette);
}

function addFaults(light: Light, sheet: Sheet, map: Homography, faults: Faults): void {
  const { left, top, right, bottom } = boundOf(
    mapSquare(map, sheet.size, sheet.white + sheet.frame),
    light.width,
    light.height,
  );
  const { moire, glare } = faults;
  if (moire) addMoire(light, moire, { left, top, width: right - left, height: bottom - top });
  shadeRoom(light, faults);
  if (!glare) return;
  const half = sheet.size / 2;
  const middle = mapPoint(map, { x: half, y: half });
  const sidePx = Math.hypot(...measureFrom(middle, mapPoint(map, { x: sheet.size, y: half })));
  const angle = (glare.degrees * Math.PI) / 180;
  addGlare(light, {
    x: middle.x + Math.cos(angle) * glare.away * sidePx,
    y: middle.y + Math.sin(angle) * glare.away * sidePx,
    radiusPx: glare.radius * sidePx,
    strength: glare.strength,
  });
}

const measureFrom = (one: Point, other: Point): readonly [number, number] => [other.x - one.x, other.y - one.y];

/** From what there is to see to what the computer is given: exposure, lens, shutter, sensor, compression. */
function develop(light: Light, faults: Faults, noiseSeed: number): LumaPicture {
  if (faults.contrast !== 1 || faults.gain !== 1) changeExposure(light, faults.contrast, faults.gain);
  blurLens(light, faults.blurPx);
  blurMotion(light, faults.motionPx, faults.motionDegrees);
  addNoise(light, faults.noise, noiseSeed);
  const picture = toPicture(light);
  return faults.jpegQuality === null ? picture : loseInJpeg(picture, faults.jpegQuality);
}
