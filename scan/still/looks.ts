import type { CodeRead, EngineName } from '../engine.ts';
import type { Engines } from '../engines.ts';
import { invertPicture, type LumaPicture, mapCorners, type Point } from '../picture.ts';
import type { Examined } from '../restore/restore-engine.ts';
import { addMargin, doublePicture, softenPicture, stretchContrast } from './improve.ts';

/** One way of looking at a still picture. */
export interface Look {
  readonly engine: EngineName;
  /** Larger pictures are shrunk to so many pixels first, or cut down to their middle. */
  readonly mostPixels: number;
  readonly isMiddle?: boolean;
  /** What it takes for a million pixels of the worst kind, noise, on the two cores it was measured on. */
  readonly msPerMegapixel: number;
  /** Which sizes of picture it is for, in pixels; all, where it does not say. */
  readonly isFor?: (pixels: number) => boolean;
  /** Whether it is done however long it takes. */
  readonly isAlways?: boolean;
  /** Codes it looks for at most. */
  readonly most: number;
  /** Corners are in pixels of the picture it is given. */
  readonly examine: (engines: Engines, picture: LumaPicture, most: number) => Examined;
}

const MEGA = 1_000_000;
/** A photograph of a telephone as it is. */
const WHOLE = 16 * MEGA;
const MEDIUM = 4 * MEGA;
const SMALL = MEGA;
/** White that is added around a picture which may end where the code does: about four modules of a code that fills it. zxing-cpp does without. */
const MARGIN_SHARE = 0.1;
/** Larger pictures are photographs, with something around the code. */
const MOST_CROPPED = 1.5 * MEGA;
/** Four times as much is what zxing-cpp then has to look at. */
const MOST_DOUBLED = 3.2 * MEGA;
const MANY = 100;
/** The two in JavaScript look for each code anew. */
const FEW = 5;

const IMAGE = 'image';

const halve = ({ x, y }: Point): Point => ({ x: x / 2, y: y / 2 });

const readsOnly = (reads: readonly CodeRead[]): Examined => ({ reads, glimpse: null });

/** Before all others, where one particular code is looked for and the picture is large: most codes are large in it. */
export const GLANCE: Look = {
  engine: 'zxing',
  mostPixels: SMALL,
  msPerMegapixel: 25,
  isAlways: true,
  most: MANY,
  examine: ({ zxing }, picture, most) => readsOnly(zxing?.read(picture, { effort: IMAGE, most }) ?? []),
};

const RESTORE: Look = {
  engine: 'restore',
  mostPixels: 2 * MEGA,
  msPerMegapixel: 70,
  most: FEW,
  examine: ({ restore }, picture, most) => restore.examine(picture, { effort: 'frame', most }),
};

/** In this order: what finds most in the least time comes first. */
export const LOOKS: readonly Look[] = [
  { ...GLANCE, mostPixels: WHOLE },
  RESTORE,
  {
    engine: 'restore',
    mostPixels: MOST_CROPPED,
    msPerMegapixel: 100,
    isFor: (pixels) => pixels <= MOST_CROPPED,
    most: FEW,
    examine: ({ restore }, picture, most) =>
      lookWithMargin(picture, (framed) => restore.read(framed, { effort: 'frame', most })),
  },
  {
    // Noise, dots, a screen's grid.
    engine: 'zxing',
    mostPixels: MEDIUM,
    msPerMegapixel: 45,
    most: MANY,
    examine: ({ zxing }, picture, most) => readsOnly(zxing?.readDotted(softenPicture(picture), most) ?? []),
  },
  {
    // Modules of one or two pixels, and pale ones.
    engine: 'zxing',
    mostPixels: MEDIUM,
    msPerMegapixel: 100,
    isFor: (pixels) => pixels <= MOST_DOUBLED,
    most: MANY,
    examine: ({ zxing }, picture, most) =>
      readsOnly(placeReads(zxing?.read(doublePicture(picture), { effort: IMAGE, most }) ?? [], halve)),
  },
  {
    engine: 'zxing',
    mostPixels: MEDIUM,
    msPerMegapixel: 30,
    most: MANY,
    examine: ({ zxing }, picture, most) =>
      readsOnly(zxing?.read(stretchContrast(picture), { effort: IMAGE, most }) ?? []),
  },
  {
    engine: 'restore',
    mostPixels: 2 * MEGA,
    msPerMegapixel: 75,
    most: FEW,
    examine: ({ restore }, picture, most) => readsOnly(restore.read(invertPicture(picture), { effort: 'frame', most })),
  },
  {
    engine: 'zxing',
    mostPixels: MEDIUM,
    msPerMegapixel: 35,
    most: MANY,
    examine: ({ zxing }, picture, most) => readsOnly(zxing?.readDotted(picture, most) ?? []),
  },
  // Another size is another chance for a code whose marks stand out or whose modules fit the pixels only there.
  { ...RESTORE, mostPixels: 1.2 * MEGA, isFor: (pixels) => pixels > 1.5 * MEGA },
  { ...RESTORE, mostPixels: 0.55 * MEGA, isFor: (pixels) => pixels > 0.7 * MEGA },
  // A code that is small in a large picture is in its middle.
  { ...RESTORE, isMiddle: true, isFor: (pixels) => pixels > 2 * MEGA },
  {
    engine: 'jsqr',
    mostPixels: SMALL,
    msPerMegapixel: 400,
    most: FEW,
    examine: ({ jsqr }, picture, most) =>
      lookWithMargin(picture, (framed) => jsqr.read(framed, { effort: IMAGE, most })),
  },
];

/** Where jsQR is all there is. */
export const JSQR_LOOKS: readonly Look[] = [
  {
    engine: 'jsqr',
    mostPixels: SMALL / 4,
    msPerMegapixel: 400,
    isFor: (pixels) => pixels > SMALL / 2,
    most: FEW,
    examine: ({ jsqr }, picture, most) => readsOnly(jsqr.read(picture, { effort: IMAGE, most })),
  },
  {
    engine: 'jsqr',
    mostPixels: SMALL,
    isMiddle: true,
    msPerMegapixel: 400,
    isFor: (pixels) => pixels > 1.5 * SMALL,
    most: FEW,
    examine: ({ jsqr }, picture, most) => readsOnly(jsqr.read(picture, { effort: IMAGE, most })),
  },
];

function lookWithMargin(picture: LumaPicture, read: (framed: LumaPicture) => readonly CodeRead[]): Examined {
  const margin = Math.ceil(Math.min(picture.width, picture.height) * MARGIN_SHARE);
  return readsOnly(placeReads(read(addMargin(picture, margin)), ({ x, y }) => ({ x: x - margin, y: y - margin })));
}

/** Reads of another size of the picture, and of a part of it. */
export const placeReads = (reads: readonly CodeRead[], place: (point: Point) => Point): readonly CodeRead[] =>
  reads.map((read) => ({ ...read, corners: mapCorners(read.corners, place) }));
