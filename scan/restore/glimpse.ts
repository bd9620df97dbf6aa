import type { Glimpse, GlimpseReason } from '../engine.ts';
import { type Corners, mapCorners, type Point } from '../picture.ts';
import type { Candidate } from './candidates.ts';
import { type Corner, type Frame, measureFrame } from './corner.ts';
import { cornersOf, fitGeometry, type Geometry } from './geometry.ts';
import type { Light } from './light.ts';
import { guessVersions } from './versions.ts';

/** Below so many pixels for a module, coming closer helps whatever else is wrong. */
const SMALL_MODULE_PX = 2.6;
/** White that is not brighter than this (of 255) has too little light on it. */
const DARK_WHITE = 70;
/** Grey levels between dark and bright that noise can bridge where there is little light. */
const WEAK_CONTRAST = 25;
const DIM_WHITE = 110;
/** A spot this bright without anything dark near it is a reflection, if so large a share of the code is like that. */
const GLARE_LIGHT = 235;
const GLARE_SHARE = 0.03;
/** A code is looked at in patches of so many modules each way: data are never white over as many. */
const PATCH_MODULES = 4;
/** When a person is told of a code: with so many alignment patterns, or by its marks alone if they were met in so many rows. */
const CERTAIN_LIKENESS = { patterns: 1.1, marks: 1.7 };
const CERTAIN_PATTERNS = 4;
const CERTAIN_ROWS = 5;
/** No more patches than this, each way: a reflection is larger. */
const MOST_PATCHES = 14;

/**
 * What can be said of codes that were not read, given the likeliest first: where one is, in pixels of the whole picture, and why. The one in which the most alignment
 * patterns can be made out, for three likenesses of marks inside a code have few; where all are too blurred for that, the first. Null where that is none for certain.
 */
export function glimpseOne(candidates: readonly Candidate[]): Glimpse | null {
  const looked = candidates.map((candidate) => {
    const frame = measureFrame(candidate.light, candidate.triple);
    return { candidate, frame, geometry: fitAlignment(candidate.light, frame) };
  });
  const [best] = looked.toSorted((one, other) => (other.geometry?.found ?? 0) - (one.geometry?.found ?? 0));
  if (!best || !isCertain(best.candidate, best.geometry)) return null;
  const { candidate, frame, geometry } = best;
  return describe(candidate, frame, geometry ? cornersOf(geometry) : completeMarks(frame));
}

/** Textures of a room seldom have three marks met so often and standing so well, and never alignment patterns as well. */
function isCertain(
  { likeness, triple: { topLeft, topRight, bottomLeft } }: Candidate,
  geometry: Geometry | null,
): boolean {
  if (geometry && geometry.found >= CERTAIN_PATTERNS) return likeness >= CERTAIN_LIKENESS.patterns;
  return likeness >= CERTAIN_LIKENESS.marks && topLeft.rows + topRight.rows + bottomLeft.rows >= CERTAIN_ROWS;
}

function describe({ light, scale }: Candidate, frame: Frame, outline: Corners): Glimpse {
  const marks = [frame.topLeft, frame.topRight, frame.bottomLeft];
  const modulePx = Math.min(...marks.map(({ across, down }) => Math.min(across, down))) * scale;
  const corners = mapCorners(outline, ({ x, y }) => ({ x: x * scale, y: y * scale }));
  return { kind: findReason(light, frame, modulePx), corners, modulePx };
}

function findReason(light: Light, frame: Frame, modulePx: number): GlimpseReason {
  const marks = [frame.topLeft, frame.topRight, frame.bottomLeft].map((corner) => measureMark(light, frame, corner));
  const dark = marks.reduce((sum, mark) => sum + mark.dark, 0) / marks.length;
  const bright = marks.reduce((sum, mark) => sum + mark.bright, 0) / marks.length;
  if (bright < DARK_WHITE || (bright - dark < WEAK_CONTRAST && bright < DIM_WHITE)) return 'dark';
  if (measureGlare(light, frame, (dark + bright) / 2) > GLARE_SHARE) return 'glare';
  return modulePx < SMALL_MODULE_PX ? 'small' : 'blurred';
}

/** The light of a mark's dark middle and of the white around it. */
function measureMark(
  light: Light,
  { right, down }: Frame,
  corner: Corner,
): { readonly dark: number; readonly bright: number } {
  let [dark, bright] = [255, 0];
  for (let row = -4; row <= 4; row++) {
    for (let column = -4; column <= 4; column++) {
      const [across, along] = [column * corner.across, row * corner.down];
      const value = light.at(
        corner.x + right.x * across + down.x * along,
        corner.y + right.y * across + down.y * along,
      );
      const ring = Math.max(Math.abs(row), Math.abs(column));
      if (ring <= 1) dark = Math.min(dark, value);
      else if (ring === 4) bright = Math.max(bright, value);
    }
  }
  return { dark, bright };
}

/** Share of the code that shines without anything dark in it. */
function measureGlare(light: Light, { topLeft, right, down, width, height }: Frame, threshold: number): number {
  const SPOTS = 6;
  const patches = Math.min(MOST_PATCHES, Math.floor(width / topLeft.across / PATCH_MODULES));
  let shining = 0;
  for (let row = 0; row < patches; row++) {
    for (let column = 0; column < patches; column++) {
      let [darkest, sum] = [255, 0];
      for (let spot = 0; spot < SPOTS * SPOTS; spot++) {
        const across = ((column + ((spot % SPOTS) + 0.5) / SPOTS) / patches) * width;
        const along = ((row + (Math.floor(spot / SPOTS) + 0.5) / SPOTS) / patches) * height;
        const value = light.at(
          topLeft.x + right.x * across + down.x * along,
          topLeft.y + right.y * across + down.y * along,
        );
        darkest = Math.min(darkest, value);
        sum += value;
      }
      if (darkest > threshold && sum / SPOTS ** 2 > GLARE_LIGHT) shining++;
    }
  }
  return shining / patches ** 2;
}

/** By its alignment patterns, which know how a code leans; null where most of them cannot be made out. */
function fitAlignment(light: Light, frame: Frame): Geometry | null {
  for (const version of guessVersions(light, frame)) {
    const geometry = fitGeometry(light, frame, version);
    if (geometry && geometry.found > geometry.drawn / 2) return geometry;
  }
  return null;
}

/** The marks' middles lie three and a half modules inside the code; the fourth corner completes the parallelogram. */
function completeMarks({ topLeft, topRight, bottomLeft, right, down }: Frame): Corners {
  const moved = (corner: Corner, columns: number, rows: number): Point => ({
    x: corner.x + right.x * columns * corner.across + down.x * rows * corner.down,
    y: corner.y + right.y * columns * corner.across + down.y * rows * corner.down,
  });
  const [a, b, d] = [moved(topLeft, -3.5, -3.5), moved(topRight, 3.5, -3.5), moved(bottomLeft, -3.5, 3.5)];
  return [a, b, { x: b.x + d.x - a.x, y: b.y + d.y - a.y }, d];
}
