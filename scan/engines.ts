import type { Engine, EngineName, Glimpse, Wish } from './engine.ts';
import type { CodeRead } from './engine.ts';
import { createJsqrEngine } from './engines/jsqr.ts';
import { openZxingEngine, type ZxingEngine } from './engines/zxing.ts';
import type { LumaPicture } from './picture.ts';

/** The engine that, besides reading, can tell where a code is that it cannot read, and why. */
export interface RestoreEngine extends Engine {
  readonly name: 'restore';
  readonly examine: (picture: LumaPicture, wish: Wish) => Examined;
}

export interface Examined {
  readonly reads: readonly CodeRead[];
  /** The most promising code that was seen and not read; null where there is none. */
  readonly glimpse: Glimpse | null;
}

/** `all`: every engine this machine can run, in the order that is quickest. One by its name: that one alone, so that the difference can be seen. */
export type EngineChoice = 'all' | EngineName;
export const ENGINE_CHOICES: readonly EngineChoice[] = ['all', 'zxing', 'restore', 'jsqr'];

/** What there is to read with. */
export interface Engines {
  /** Null where WebAssembly may not run. */
  readonly zxing: ZxingEngine | null;
  readonly jsqr: Engine;
}

/** `loadWasm` gives the bytes of zxing-wasm's `zxing_reader.wasm`. Where they cannot be had or may not run, what remains is JavaScript. */
export async function openEngines(loadWasm: () => Promise<Uint8Array<ArrayBuffer> | ArrayBuffer>): Promise<Engines> {
  const zxing = await openZxing(loadWasm);
  return { zxing, jsqr: createJsqrEngine() };
}

async function openZxing(loadWasm: () => Promise<Uint8Array<ArrayBuffer> | ArrayBuffer>): Promise<ZxingEngine | null> {
  try {
    return await openZxingEngine(await loadWasm());
  } catch {
    return null;
  }
}
