import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type Engines, openEngines } from '../../scan/engines.ts';
import type { ZxingEngine } from '../../scan/engines/zxing.ts';

/** All engines as a worker has them, with zxing's program from the installed package. */
export async function openTestEngines(): Promise<Engines & { readonly zxing: ZxingEngine }> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const { zxing, ...others } = await openEngines(() => readFile(wasm));
  if (!zxing) throw new Error('zxing-cpp did not start');
  return { ...others, zxing };
}

/** Engines that find nothing, at no expense. */
export const SILENT_ENGINES: Engines = {
  zxing: { name: 'zxing', read: () => [], readDotted: () => [], readDrawn: () => null },
  restore: { name: 'restore', read: () => [], examine: () => ({ reads: [], glimpse: null }), glance: () => false },
  jsqr: { name: 'jsqr', read: () => [] },
};
