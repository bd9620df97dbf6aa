import type { Corners, LumaPicture } from '../picture.ts';
import { type Frame, measureFrame } from './corner.ts';
import { equaliseModules } from './equalise.ts';
import { cornersOf, fitGeometry } from './geometry.ts';
import type { Light } from './light.ts';
import { drawModules, imposeKnown, looksLikeCode } from './raster.ts';
import { sampleModules } from './sample.ts';
import { sizeOf } from './symbol.ts';
import { separateModules } from './threshold.ts';
import type { Triple } from './triples.ts';
import { guessVersions } from './versions.ts';

/** Reads a code that is drawn cleanly; null where its bits do not work out. */
export type ReadDrawn = (drawn: LumaPicture) => string | null;

/** Times the modules are judged anew from how they were judged before. */
const EQUALISATIONS = 2;
/** Enough for every reader of drawn codes; more only costs time. */
const DRAWN_SCALE = 2;

export interface TripleRead {
  readonly text: string;
  readonly corners: Corners;
}

/** The code whose corner marks are these, in pixels of `light`; null where it cannot be read. */
export function readTriple(light: Light, triple: Triple, readDrawn: ReadDrawn): TripleRead | null {
  const frame = measureFrame(light, triple);
  for (const version of guessVersions(light, frame)) {
    const read = readVersion(light, frame, version, readDrawn);
    if (read) return read;
  }
  return null;
}

function readVersion(light: Light, frame: Frame, version: number, readDrawn: ReadDrawn): TripleRead | null {
  const size = sizeOf(version);
  const geometry = fitGeometry(light, frame, version);
  if (!geometry) return null;
  const samples = sampleModules(light, geometry);
  let modules = separateModules(samples, size);
  if (!looksLikeCode(modules, size)) return null;
  for (let round = 0; ; round++) {
    modules = imposeKnown(modules, version);
    const text = readDrawn(drawModules(modules, size, DRAWN_SCALE));
    if (text !== null) return { text, corners: cornersOf(geometry) };
    if (round === EQUALISATIONS) return null;
    modules = equaliseModules(samples, size, modules);
  }
}
