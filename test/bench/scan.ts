import { PROFILES } from '../support/webcam/profiles.ts';
import { measureCells } from './scan/cells.ts';
import { measureEmptyRooms } from './scan/empty-rooms.ts';
import { findKnownPictures, FolderProblem } from './scan/expected-texts.ts';
import { measureFolder } from './scan/folder.ts';
import { openReaders, type Readers } from './scan/readers.ts';
import { measureHostileFrames } from './scan/hostile-frames.ts';
import { measureStills } from './scan/stills.ts';
import type { Metric } from './metric.ts';

/** Pixels. */
const MODULE_PX = [1.5, 2, 2.5, 3, 4, 5, 6];

export interface ScanWish {
  /** Frames for each profile and each size of a module. */
  readonly frames: number;
  readonly seed: number;
  /** Folders of one's own pictures; where there are any, they are measured and nothing else is. */
  readonly folders: readonly string[];
  /** Told what has been measured so far. */
  readonly say: (line: string) => void;
}

/** `problem`: what is the matter with a folder, in a sentence for the person who named it. */
export type ScanOutcome = { readonly metrics: readonly Metric[] } | { readonly problem: string };

/** What `npm run bench:scan` measures; scripts/bench/scan.mjs builds and runs it. */
export async function measureScanning(wish: ScanWish): Promise<ScanOutcome> {
  const readers = await openReaders();
  try {
    return {
      metrics: await (wish.folders.length > 0 ? measureFolders(readers, wish) : measureSynthetic(readers, wish)),
    };
  } catch (error) {
    if (error instanceof FolderProblem) return { problem: error.message };
    throw error;
  }
}

async function measureSynthetic(readers: Readers, { frames, seed, say }: ScanWish): Promise<readonly Metric[]> {
  say('Rooms without a code, the synthetic set, still pictures, hostile frames.');
  return [
    ...measureEmptyRooms(readers, seed),
    ...measureCells(readers, { frames, seed, say, profiles: PROFILES, modulePx: MODULE_PX }),
    ...measureStills(readers, seed),
    // Last: after these, jsQR has been seen to take five times as long for ordinary frames as before.
    ...measureHostileFrames(readers),
  ];
}

async function measureFolders(readers: Readers, { folders, say }: ScanWish): Promise<readonly Metric[]> {
  // Looked through before the first is measured: what is missing in the last should not come out at the end.
  const sets = folders.map((folder) => ({ folder, pictures: findKnownPictures(folder) }));
  const metrics: Metric[] = [];
  for (const { folder, pictures } of sets) metrics.push(...(await measureFolder(readers, folder, pictures, say)));
  return metrics;
}
