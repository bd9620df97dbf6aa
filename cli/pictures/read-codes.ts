import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { EngineChoice, Engines } from '../../scan/engines.ts';
import { openEngines } from '../../scan/engines.ts';
import { readStill, STILL_BUDGET_MS, type StillReport } from '../../scan/still/read-still.ts';
import { BUILT_ZXING } from '../places.ts';
import { openPicture } from './open-picture.ts';

/** A picture that took long to open is still looked at for so long. */
const LEAST_BUDGET_MS = 300;
/** What opening and reading may take together. */
const WHOLE_MS = 900;

/** zxing from the file beside the built command line, so that nothing is fetched and no npm package needs to be there. */
export const openCodeEngines = (): Promise<Engines> => openEngines(() => readFile(BUILT_ZXING));

/** The QR codes in a PNG, JPEG or WebP. Throws NoPicture. */
export async function readCodes(bytes: Buffer, engines: Engines, choice: EngineChoice): Promise<StillReport> {
  const startedAt = performance.now();
  const picture = await openPicture(bytes);
  const leftMs = WHOLE_MS - (performance.now() - startedAt);
  const budgetMs = Math.min(STILL_BUDGET_MS, Math.max(LEAST_BUDGET_MS, leftMs));
  return readStill(picture, engines, { choice, now: () => performance.now(), budgetMs });
}

/** The text of the only QR code in a picture: null where none can be read, and where there are several. Throws NoPicture. */
export async function readOnlyCode(bytes: Buffer): Promise<{ readonly text: string | null; readonly codes: number }> {
  const { reads } = await readCodes(bytes, await openCodeEngines(), 'all');
  return { text: reads.length === 1 ? (reads[0]?.text ?? null) : null, codes: reads.length };
}
