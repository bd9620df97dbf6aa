import type { Engine, EngineName } from './engine.ts';
import { createJsqrEngine, readDrawnWithJsqr } from './engines/jsqr.ts';
import { openZxingEngine, type ZxingEngine } from './engines/zxing.ts';
import { createRestoreEngine, type RestoreEngine } from './restore/restore-engine.ts';

/** `all`: every engine this machine can run, in the order that is quickest. One by its name: that one alone, so that the difference can be seen. */
export type EngineChoice = 'all' | EngineName;
export const ENGINE_CHOICES: readonly EngineChoice[] = ['all', 'zxing', 'restore', 'jsqr'];

/** What there is to read with. */
export interface Engines {
  /** Null where WebAssembly may not run. */
  readonly zxing: ZxingEngine | null;
  readonly restore: RestoreEngine;
  readonly jsqr: Engine;
}

/** `loadWasm` gives the bytes of zxing-wasm's `zxing_reader.wasm`. Where they cannot be had or may not run, what remains is JavaScript. */
export async function openEngines(loadWasm: () => Promise<Uint8Array<ArrayBuffer> | ArrayBuffer>): Promise<Engines> {
  const zxing = await openZxing(loadWasm);
  // Both read a drawn code alike, but zxing-cpp does it in a hundredth of the time, and jsQR knows no version 23.
  return { zxing, restore: createRestoreEngine(zxing?.readDrawn ?? readDrawnWithJsqr), jsqr: createJsqrEngine() };
}

async function openZxing(loadWasm: () => Promise<Uint8Array<ArrayBuffer> | ArrayBuffer>): Promise<ZxingEngine | null> {
  try {
    return await openZxingEngine(await loadWasm());
  } catch {
    return null;
  }
}
