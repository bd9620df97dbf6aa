import type { Decoder } from './decoder.ts';
import { type CaptureProblem, problemOf } from './capture-problem.ts';
import type { Glimpse, Sighting } from './sighting.ts';

/** `idle`: nobody is looking, because it was not asked for yet or because nobody watches. */
export type LiveState =
  'idle' | 'asking' | 'looking' | 'nothing' | Glimpse['kind'] | 'foreign' | 'read' | 'lost' | CaptureProblem;

/** How long a person looks at a picture without a code before being given advice. */
const ADVICE_AFTER_MS = 8_000;
/** How long the outline of a code stays after it was last seen. */
const OUTLINE_FOR_MS = 600;
/** A code that passes by is unreadable for a moment; one that stays so in this many pictures wants advice. */
const GLIMPSES_BEFORE_ADVICE = 4;

/** Whether a code ends the search (`taken`), or it should go on because the code is not one of ours (`foreign`). */
export type Judge = (text: string) => Promise<'taken' | 'foreign'>;

/** A moving picture from permission to code, be it a camera's or a screen's. It runs only between `start` and `stop`. */
export class LiveScan {
  readonly #decoder: Decoder;
  readonly #judge: Judge;
  #state = $state<LiveState>('idle');
  #stream = $state.raw<MediaStream | null>(null);
  #found = $state.raw<Sighting | Glimpse | null>(null);
  /** Counts starts and stops: whatever belongs to an earlier run gives up. */
  #run = 0;
  #foreignText: string | null = null;

  constructor(decoder: Decoder, judge: Judge) {
    this.#decoder = decoder;
    this.#judge = judge;
  }

  get state(): LiveState {
    return this.#state;
  }
  get stream(): MediaStream | null {
    return this.#stream;
  }
  /** The code in the picture at this moment, read or not. */
  get found(): Sighting | Glimpse | null {
    return this.#found;
  }

  /** Asks for the picture and shows it; every way this can fail is a state with its own advice. True where it runs. */
  async start(capture: () => Promise<MediaStream>): Promise<boolean> {
    this.#end();
    const run = ++this.#run;
    this.#state = 'asking';
    try {
      const stream = await capture();
      if (run !== this.#run) return (endTracks(stream), false);
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => {
        if (run === this.#run) this.stop('lost');
      });
      this.#stream = stream;
      this.#state = 'looking';
      return true;
    } catch (error) {
      if (run === this.#run) this.#state = problemOf(error);
      return false;
    }
  }

  stop(state: 'idle' | 'lost' = 'idle'): void {
    this.#run++;
    this.#end();
    this.#state = state;
  }

  /** Looks at the pictures of a playing video until a code is taken or the picture stops. */
  async watch(video: HTMLVideoElement): Promise<void> {
    const run = this.#run;
    const startedAt = performance.now();
    let seenAt = -Infinity;
    let glimpses = 0;
    while (run === this.#run && this.#state !== 'read') {
      await nextFrame(video);
      const bitmap = run === this.#run ? grabFrame(video) : null;
      if (!bitmap) continue;
      const found = await this.#decoder.decode(bitmap, 'frame');
      if (run !== this.#run) return;
      const now = performance.now();
      glimpses = found && found.kind !== 'read' ? glimpses + 1 : 0;
      if (found) {
        seenAt = now;
        this.#found = found;
        if (found.kind === 'read') await this.#consider(found.text, run);
        else if (glimpses >= GLIMPSES_BEFORE_ADVICE) this.#state = found.kind;
      } else if (now - seenAt > OUTLINE_FOR_MS) {
        this.#found = null;
        this.#state = now - startedAt > ADVICE_AFTER_MS ? 'nothing' : 'looking';
      }
    }
  }

  /** The same foreign code stays in the picture for many frames; it is judged once. */
  async #consider(text: string, run: number): Promise<void> {
    if (text === this.#foreignText) {
      this.#state = 'foreign';
      return;
    }
    this.#state = 'read';
    const verdict = await this.#judge(text);
    if (run !== this.#run || verdict === 'taken') return;
    this.#foreignText = text;
    this.#state = 'foreign';
  }

  #end(): void {
    if (this.#stream) endTracks(this.#stream);
    this.#stream = null;
    this.#found = null;
    this.#foreignText = null;
  }
}

const endTracks = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** A hidden or stalled video gives no frames; the wait must not outlive it. */
const nextFrame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, 500);
    video.requestVideoFrameCallback(() => {
      clearTimeout(timer);
      resolve();
    });
  });

/** By way of a canvas: createImageBitmap cannot read every video where there is no graphics card. Null before the first picture. */
function grabFrame(video: HTMLVideoElement): ImageBitmap | null {
  const { videoWidth, videoHeight, readyState } = video;
  if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0) return null;
  const canvas = new OffscreenCanvas(videoWidth, videoHeight);
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0);
  return canvas.transferToImageBitmap();
}
