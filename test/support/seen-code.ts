import QRCode from 'qrcode';
import type { LumaPicture, Point } from '../../scan/picture.ts';
import type { FinderPattern } from '../../scan/restore/finder-patterns.ts';
import { Light } from '../../scan/restore/light.ts';
import type { Triple } from '../../scan/restore/triples.ts';
import { mapPoint } from './webcam/homography.ts';
import type { Faults, ProfileName } from './webcam/profiles.ts';
import { createRandom } from './webcam/random.ts';
import { drawFrame } from './webcam-model.ts';

export interface Sight {
  /** 1 to 40. */
  readonly version: number;
  /** Mean width of a module, pixels. */
  readonly modulePx: number;
  readonly profile?: ProfileName;
  readonly faults?: Partial<Faults>;
  readonly seed?: number;
}

/** A code in a picture, and where all of it is in truth. */
export interface SeenCode {
  readonly text: string;
  readonly picture: LumaPicture;
  readonly light: Light;
  readonly version: number;
  readonly size: number;
  /** 1 dark, 0 light, rows after each other. */
  readonly modules: Uint8Array;
  /** Pixels of a place in the code, given in modules from its upper left edge. */
  readonly place: (column: number, row: number) => Point;
  /** Its corner marks. */
  readonly marks: Triple;
}

/** Seen straight on and upright, sharp enough, in a picture without anything else that is wrong. */
export const STRAIGHT: Partial<Faults> = { tiltDegrees: 0, tiltAxisDegrees: 0, turnDegrees: 0, blurPx: 0.3 };

/** A code of level L, nearly full of letters and digits. The same each time. */
export function fillCode(version: number): {
  readonly text: string;
  readonly size: number;
  readonly modules: Uint8Array;
} {
  const size = 17 + 4 * version;
  const random = createRandom(version);
  const length = Math.floor((size ** 2 - 300) * 0.0875);
  const text = Array.from({ length }, () => String.fromCharCode(random.whole(97, 122))).join('');
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L', version });
  return { text, size, modules: Uint8Array.from(modules.data) };
}

/** A picture a little larger than the code. */
export function seeCode({ version, modulePx, profile = 'clean', faults = STRAIGHT, seed = 1 }: Sight): SeenCode {
  const { text, size, modules } = fillCode(version);
  // Turned by 45 degrees a square is wider by two fifths, and leaning it is longer on one side.
  const side = Math.ceil((size + 12) * modulePx * 1.5);
  const { picture, map } = drawFrame({
    ...{ text, version, level: 'L', modulePx, width: side, height: side, seed, profile, faults },
  });
  const place = (column: number, row: number): Point => mapPoint(map, { x: column, y: row });
  return { text, picture, light: new Light(picture), version, size, modules, place, marks: markCorners(place, size) };
}

/** The corner marks of a code of so many modules, as they would be found. */
export function markCorners(place: SeenCode['place'], size: number): Triple {
  const mark = (column: number, row: number): FinderPattern => {
    const [left, right] = [place(column - 3.5, row), place(column + 3.5, row)];
    return { ...place(column, row), module: Math.hypot(right.x - left.x, right.y - left.y) / 7, rows: 3 };
  };
  return { topLeft: mark(3.5, 3.5), topRight: mark(size - 3.5, 3.5), bottomLeft: mark(3.5, size - 3.5), unlikely: 0 };
}

/** How far apart, pixels. */
export const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/** Of two sets of modules, how many differ. */
export const countWrong = (modules: Uint8Array, truth: Uint8Array): number =>
  modules.reduce((count, module, at) => count + (module === truth[at] ? 0 : 1), 0);
