import { halvePicture, type LumaPicture } from '../picture.ts';

/** One of several sizes of the same picture. */
export interface Level {
  readonly picture: LumaPicture;
  /** Pixels of the whole picture for one of this. */
  readonly scale: number;
}

/** Below it there is no room for a code that was not found in the larger picture. */
const LEAST_SIDE = 80;

/** The picture, its half, its quarter and so on, as far as a code could still be in them. The whole one comes first. */
export function buildLevels(picture: LumaPicture): readonly Level[] {
  const levels: Level[] = [{ picture, scale: 1 }];
  for (let level = levels[0]!; Math.min(level.picture.width, level.picture.height) >= LEAST_SIDE; levels.push(level)) {
    level = { picture: halvePicture(level.picture), scale: level.scale * 2 };
  }
  return levels;
}
