import workerUrl from './decode-worker.ts?worker&url';
import type { CodeKind } from './code-kind.ts';
import type { DecodeAnswer, DecodeRequest, Effort } from './sighting.ts';

export interface Decoder {
  /** The QR in the picture, read or only glimpsed, or null. Takes the bitmap over and closes it. */
  readonly decode: (bitmap: ImageBitmap, effort: Effort) => Promise<DecodeAnswer['found']>;
  readonly close: () => void;
}

/**
 * Reads QR codes in a worker, so that a hard picture never holds up the page. A worker that dies is replaced at the next picture. `wanted` comes
 * before any other code in the same picture.
 */
export function openDecoder(wanted: readonly CodeKind[]): Decoder {
  const waiting = new Map<number, (found: DecodeAnswer['found']) => void>();
  let worker: Worker | null = null;
  let lastId = 0;

  /** Whoever still waits has seen no code. */
  function end(): void {
    worker?.terminate();
    worker = null;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  }

  function start(): Worker {
    const started = new Worker(trustWorkerUrl(workerUrl), { type: 'module' });
    started.onmessage = ({ data: { id, found } }: MessageEvent<DecodeAnswer>) => {
      waiting.get(id)?.(found);
      waiting.delete(id);
    };
    started.onerror = end;
    started.onmessageerror = end;
    return started;
  }

  return {
    decode: (bitmap, effort) =>
      new Promise((resolve) => {
        worker ??= start();
        const request: DecodeRequest = { id: ++lastId, wanted, effort, bitmap };
        waiting.set(request.id, resolve);
        worker.postMessage(request, [bitmap]);
      }),
    close: end,
  };
}

const policy = window.trustedTypes?.createPolicy('mleg-worker', {
  createScriptURL: (url) => {
    // SECURITY: the one address that may become a worker is the one the build wrote down.
    if (url !== workerUrl) throw new TypeError('not the decoder’s address');
    return url;
  },
});

/** Trusted Types want a TrustedScriptURL, which TypeScript's Worker takes for a string (env.d.ts). */
const trustWorkerUrl = (url: string): string => (policy ? policy.createScriptURL(url) : url);
