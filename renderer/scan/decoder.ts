import workerUrl from './decode-worker.ts?worker&url';
import type { CodeKind } from './code-kind.ts';
import type { DecodeAnswer, DecodeRequest, Seen } from './decode-messages.ts';
import type { Reading } from './reading.svelte.ts';

/** A worker that has not answered by then is dead. Its start may take long on a slow machine; a frame takes 25 ms, a still image a second. */
const LIMIT_MS = { start: 20_000, frame: 5000, still: 15_000 };
/** A worker that dies again and again is started again less and less often. */
const PAUSE_MS = 500;
const MOST_PAUSES = 8;

type OpenFrames = () => ReadableStream<VideoFrame> | null;

export interface Decoder {
  /** What comes before any other code in the same picture. */
  readonly wanted: readonly CodeKind[];
  /** Makes the worker ready while a person is still being asked for a camera. */
  readonly wake: () => void;
  /**
   * A moving picture begins, whose frames the worker takes by itself; `openFrames` is called for each worker anew. False where there is no
   * stream or it cannot be handed over: then `look` brings each frame.
   */
  readonly begin: (openFrames: OpenFrames) => boolean;
  /** What the newest frame of the stream shows; null where for a while there was none. One at a time. */
  readonly next: () => Promise<Seen | null>;
  /** What this frame shows. Takes the bitmap over and closes it. */
  readonly look: (frame: ImageBitmap) => Promise<Seen | null>;
  /** The moving picture is over. */
  readonly leave: () => void;
  /** What a still image shows; null where the worker died of it twice. Closes the bitmap. */
  readonly read: (image: ImageBitmap) => Promise<Seen | null>;
  readonly close: () => void;
}

type Answered = { readonly isDead: false; readonly seen: Seen | null } | { readonly isDead: true };
interface Waiting {
  readonly resolve: (answered: Answered) => void;
  readonly limitMs: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}
type Question<Request> = Request extends { readonly id: number } ? Omit<Request, 'id' | 'choice'> : never;

/** Reads QR codes in a worker, so that a hard picture never holds up the page. A worker that dies is replaced and the search goes on. */
export function openDecoder(wanted: readonly CodeKind[], reading: Reading): Decoder {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let isReady = false;
  let isClosed = false;
  let startLimit: ReturnType<typeof setTimeout> | undefined;
  let openFrames: OpenFrames = () => null;
  let lastId = 0;
  let deaths = 0;

  /** Whoever still waits is told. */
  function end(): void {
    worker?.terminate();
    worker = null;
    isReady = false;
    clearTimeout(startLimit);
    for (const { resolve, timer } of waiting.values()) {
      clearTimeout(timer);
      resolve({ isDead: true });
    }
    waiting.clear();
  }

  function die(): void {
    deaths++;
    end();
  }

  function start(): Worker {
    const started = new Worker(trustWorkerUrl(workerUrl), { type: 'module' });
    const isCurrent = (): boolean => started === worker;
    worker = started;
    startLimit = setTimeout(die, LIMIT_MS.start);
    started.onmessage = ({ data }: MessageEvent<DecodeAnswer>) => isCurrent() && take(data);
    started.onmessageerror = () => isCurrent() && die();
    started.onerror = (event) => {
      // It is dealt with here, and so no fault of the page.
      event.preventDefault();
      if (isCurrent()) die();
    };
    return started;
  }

  function tellFrames(to: Worker): boolean {
    try {
      const frames = openFrames();
      to.postMessage({ kind: 'begin', frames } satisfies DecodeRequest, frames ? [frames] : []);
      return frames !== null;
    } catch {
      // A track that has just ended, or a browser whose streams stay where they are.
      to.postMessage({ kind: 'begin', frames: null } satisfies DecodeRequest);
      return false;
    }
  }

  function take(answer: DecodeAnswer): void {
    if (answer.kind === 'broken') {
      // The search goes on, so nobody is told; without this a fault in every frame would look like a camera that sees no code.
      console.warn(`decoder: ${answer.why}`);
      return die();
    }
    if (answer.kind === 'ready') {
      isReady = true;
      clearTimeout(startLimit);
      reading.noteEngines(answer.hasWasm);
      for (const each of waiting.values()) limit(each);
      return;
    }
    deaths = 0;
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    clearTimeout(asked?.timer);
    asked?.resolve({ isDead: false, seen: answer.seen });
  }

  function limit(each: Waiting): void {
    each.timer = setTimeout(die, each.limitMs);
  }

  async function ask(
    question: Question<DecodeRequest>,
    limitMs: number,
    transfer: readonly Transferable[] = [],
  ): Promise<Answered> {
    if (!worker && deaths > 1) await wait(Math.min(deaths - 1, MOST_PAUSES) * PAUSE_MS);
    if (isClosed) return { isDead: true };
    if (!worker) tellFrames(start());
    const request: DecodeRequest = { ...question, id: ++lastId, choice: reading.choice };
    return new Promise((resolve) => {
      const each: Waiting = { resolve, limitMs, timer: undefined };
      waiting.set(request.id, each);
      if (isReady) limit(each);
      worker?.postMessage(request, [...transfer]);
    });
  }

  const seenIn = (answered: Answered): Seen | null => (answered.isDead ? null : answered.seen);

  return {
    wanted,
    wake: () => void (worker ?? start()),
    begin: (opens) => {
      openFrames = opens;
      return tellFrames(worker ?? start());
    },
    next: async () => seenIn(await ask({ kind: 'next' }, LIMIT_MS.frame)),
    look: async (bitmap) => seenIn(await ask({ kind: 'frame', bitmap }, LIMIT_MS.frame, [bitmap])),
    leave: () => {
      openFrames = () => null;
      worker?.postMessage({ kind: 'leave' } satisfies DecodeRequest);
    },
    read: async (bitmap) => {
      const question = { kind: 'still', bitmap, wanted } as const;
      const first = await ask(question, LIMIT_MS.still);
      const answered = first.isDead && !isClosed ? await ask(question, LIMIT_MS.still) : first;
      bitmap.close();
      return seenIn(answered);
    },
    close: () => {
      isClosed = true;
      end();
    },
  };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const policy = window.trustedTypes?.createPolicy('mleg-worker', {
  createScriptURL: (url) => {
    // SECURITY: the one address that may become a worker is the one the build wrote down.
    if (url !== workerUrl) throw new TypeError('not the decoder’s address');
    return url;
  },
});

/** Trusted Types want a TrustedScriptURL, which TypeScript's Worker takes for a string (env.d.ts). */
const trustWorkerUrl = (url: string): string => (policy ? policy.createScriptURL(url) : url);
