import type { Decoder } from './decoder.ts';
import { type CaptureProblem, problemOf } from './capture-problem.ts';
import { PassedCodes } from './passed-codes.ts';
import type { Glimpse, Sighting } from './sighting.ts';

/** `idle`: nobody is looking, because it was not asked for yet or because nobody watches. */
export type LiveState =
  'idle' | 'asking' | 'looking' | 'nothing' | Glimpse['kind'] | Passed | 'read' | 'lost' | CaptureProblem;

/** How long a person looks at a picture without a code before being given advice. */
const ADVICE_AFTER_MS = 8_000;
/** How long the outline of a code stays after it was last seen. */
const OUTLINE_FOR_MS = 600;
/** A code that passes by is unreadable for a moment; one that stays so in this many pictures wants advice. */
const GLIMPSES_BEFORE_ADVICE = 4;

/**
 * Why the search goes on after a code was read: it is not one that is looked for (`foreign`), it has been dealt with (`seen`), or it is one of
 * many that make a whole (`part`). The first two are judged once, however long they stay in the picture.
 */
type Passed = 'foreign' | 'seen' | 'part';
/** What became of a code; `taken` ends the search until it is asked for again. */
export type Judged = 'taken' | Passed;
export type Judge = (text: string) => Promise<Judged>;

/** A moving picture from permission to code, be it a camera's or a screen's. It runs only between `start` and `stop`. */
export class LiveScan {
  readonly #decoder: Decoder;
  readonly #judge: Judge;
  #state = $state<LiveState>('idle');
  #stream = $state.raw<MediaStream | null>(null);
  #found = $state.raw<Sighting | Glimpse | null>(null);
  /** Counts starts and stops: whatever belongs to an earlier run gives up. */
  #run = 0;
  /** Counts searches in the same picture: an earlier one gives up. */
  #search = 0;
  #isHeld = false;
  #video: HTMLVideoElement | null = null;
  readonly #passed = new PassedCodes<Passed>();

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

  /** The picture goes on, and nothing in it is looked at until `lookAgain`. */
  hold(): void {
    this.#isHeld = true;
    this.#search++;
    this.#found = null;
  }

  /** After `hold` or a code that was taken. What has been judged is not judged again while the picture lasts. */
  lookAgain(): void {
    this.#isHeld = false;
    this.#found = null;
    if (!this.#stream || !this.#video) return;
    this.#state = 'looking';
    void this.watch(this.#video);
  }

  /** Looks at the pictures of a playing video until a code is taken or the picture stops. */
  async watch(video: HTMLVideoElement): Promise<void> {
    this.#video = video;
    if (this.#isHeld) return;
    const run = this.#run;
    const search = ++this.#search;
    const isOver = (): boolean => run !== this.#run || search !== this.#search;
    const startedAt = performance.now();
    let seenAt = -Infinity;
    let glimpses = 0;
    while (!isOver()) {
      await nextFrame(video);
      const bitmap = isOver() ? null : grabFrame(video);
      if (!bitmap) continue;
      const found = await this.#decoder.decode(bitmap, 'frame');
      if (isOver()) return;
      const now = performance.now();
      glimpses = found && found.kind !== 'read' ? glimpses + 1 : 0;
      if (found) {
        seenAt = now;
        this.#found = found;
      }
      if (found?.kind === 'read') {
        if ((await this.#consider(found.text, isOver)) === 'taken') return;
      } else if (found) {
        if (glimpses >= GLIMPSES_BEFORE_ADVICE) this.#state = found.kind;
      } else if (now - seenAt > OUTLINE_FOR_MS) {
        this.#found = null;
        this.#state = now - startedAt > ADVICE_AFTER_MS ? 'nothing' : 'looking';
      }
    }
  }

  /** The same code stays in the picture for many frames; it is judged once. */
  async #consider(text: string, isOver: () => boolean): Promise<Judged> {
    const before = this.#passed.find(text);
    if (before) return (this.#state = before);
    if (this.#state !== 'part') this.#state = 'read';
    const judged = await this.#judge(text);
    if (judged !== 'part') this.#passed.note(text, judged === 'taken' ? 'seen' : judged);
    if (isOver()) return 'taken';
    if (judged !== 'taken') this.#state = judged;
    return judged;
  }

  #end(): void {
    if (this.#stream) endTracks(this.#stream);
    this.#stream = null;
    this.#found = null;
    this.#video = null;
    this.#passed.clear();
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
