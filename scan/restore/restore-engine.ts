import type { CodeRead, Effort, Engine, Glimpse, Wish } from '../engine.ts';
import { assertPicture, invertPicture, type LumaPicture, mapCorners, type Point } from '../picture.ts';
import { type Candidate, findCandidates } from './candidates.ts';
import { findFinderPatterns } from './finder-patterns.ts';
import { glimpseOne } from './glimpse.ts';
import { buildLevels } from './levels.ts';
import { type ReadDrawn, readTriple } from './read-triple.ts';

/** The engine that, besides reading, can tell where a code is that it cannot read, and why. */
export interface RestoreEngine extends Engine {
  readonly name: 'restore';
  /** `isOver` is asked before each candidate but the first: where time is up, the others are left. */
  readonly examine: (picture: LumaPicture, wish: Wish, isOver?: () => boolean) => Examined;
  /** Whether marks of a code are in the picture, fine ones or coarse: half of what `examine` does for a picture without a code. */
  readonly glance: (picture: LumaPicture, marks: 'fine' | 'coarse') => boolean;
}

export interface Examined {
  readonly reads: readonly CodeRead[];
  /** Where nothing was read: the most promising code that was seen, and why it was not; null where there is none. */
  readonly glimpse: Glimpse | null;
}

/** Candidates that are read, each of them a few milliseconds' work. */
const MOST_TRIED: Readonly<Record<Effort, number>> = { frame: 5, image: 24 };
/** Below it reading is not worth a try. */
const LEAST_LIKENESS = 1.1;

/**
 * This project's own way into codes that are seen and not read: find the corner marks in the light itself, fit the code's plane and bend to its alignment
 * patterns, take each module's light, undo the blur between modules, draw the result cleanly and give that to `readDrawn`.
 */
export function createRestoreEngine(readDrawn: ReadDrawn): RestoreEngine {
  const examine = (picture: LumaPicture, wish: Wish, isOver = (): boolean => false): Examined => {
    assertPicture(picture);
    const plain = examineOnce(picture, wish, readDrawn, isOver);
    if (plain.reads.length > 0 || wish.effort === 'frame') return plain;
    const inverted = examineOnce(invertPicture(picture), wish, readDrawn, isOver);
    return inverted.reads.length > 0 ? inverted : plain;
  };
  return { name: 'restore', examine, glance, read: (picture, wish) => examine(picture, wish).reads };
}

/** Two marks: where a code is faint, the third is often found at another size only. */
function glance(picture: LumaPicture, marks: 'fine' | 'coarse'): boolean {
  assertPicture(picture);
  const levels = marks === 'fine' ? [{ picture, scale: 1 }] : buildLevels(picture).slice(1);
  let found = 0;
  for (const level of levels) found += findFinderPatterns(level.picture, level.scale > 1 ? 'faint' : 'whole').length;
  return found >= 2;
}

function examineOnce(
  picture: LumaPicture,
  { effort, most }: Wish,
  readDrawn: ReadDrawn,
  isOver: () => boolean,
): Examined {
  const reads: CodeRead[] = [];
  const unread: Candidate[] = [];
  let tried = 0;
  for (const candidate of findCandidates(buildLevels(picture))) {
    if (tried === MOST_TRIED[effort] || candidate.likeness < LEAST_LIKENESS) break;
    if (tried > 0 && isOver()) break;
    if (reads.some((read) => isSameCode(read, candidate))) continue;
    tried++;
    const read = readCandidate(candidate, readDrawn);
    if (!read) unread.push(candidate);
    else if (!reads.some(({ text }) => text === read.text) && reads.push(read) === most)
      return { reads, glimpse: null };
  }
  return { reads, glimpse: reads.length > 0 ? null : glimpseOne(unread) };
}

function readCandidate({ triple, light, scale }: Candidate, readDrawn: ReadDrawn): CodeRead | null {
  const read = readTriple(light, triple, readDrawn);
  if (!read) return null;
  const corners = mapCorners(read.corners, ({ x, y }) => ({ x: x * scale, y: y * scale }));
  return { kind: 'read', text: read.text, corners, engine: 'restore' };
}

/** A code that was read already is found again at other sizes of the picture. */
function isSameCode({ corners }: CodeRead, { triple: { topRight, bottomLeft }, scale }: Candidate): boolean {
  const middle = { x: ((topRight.x + bottomLeft.x) / 2) * scale, y: ((topRight.y + bottomLeft.y) / 2) * scale };
  return corners.every((corner, at) => isRightOf(middle, corner, corners[(at + 1) % corners.length]!));
}

/** Whether a point lies to the right of a line; corners run clockwise, so inside a code it does for every side. */
const isRightOf = ({ x, y }: Point, from: Point, to: Point): boolean =>
  (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) >= 0;
