import type { CodeRead, Glimpse } from '../../scan/engine.ts';
import { Advice } from './advice.ts';
import { type CaptureProblem, problemOf } from './capture-problem.ts';
import type { Seen } from './decode-messages.ts';
import type { Decoder } from './decoder.ts';
import { openLiveFrames } from './live-frames.ts';
import { PassedCodes } from './passed-codes.ts';
import { pickRead } from './pick-read.ts';
import type { Reading } from './reading.svelte.ts';

/** `idle`: nobody is looking, because it was not asked for yet or because nobody watches. */
export type LiveState =
  'idle' | 'asking' | 'looking' | 'nothing' | Glimpse['kind'] | Passed | 'read' | 'lost' | CaptureProblem;

/** How long a person looks at a picture without a code before being given advice. */
const ADVICE_AFTER_MS = 8_000;
/** How long the outline of a code stays after it was last seen. */
const OUTLINE_FOR_MS = 600;
/** How long what was said of it stays. */
const WORDS_FOR_MS = 1500;
/** A code that is too small in so many frames will not come closer by itself. */
const SMALL_FRAMES = 20;

/**
 * Why the search goes on after a code was read: it is not one that is looked for (`foreign`), it has been dealt with (`seen`), or it is one of
 * many that make a whole (`part`). The first two are judged once, however long they stay in the picture.
 */
type Passed = 'foreign' | 'seen' | 'part';
/** What became of a code; `taken` ends the search until it is asked for again. */
export type Judged = 'taken' | Passed;
export type Judge = (text: string) => Promise<Judged>;

/** A code in the picture, read or not, and the size of that picture in pixels. */
export interface Found {
  readonly code: CodeRead | Glimpse;
  readonly width: number;
  readonly height: number;
}

/** A moving picture from permission to code, be it a camera's or a screen's. It runs only between `start` and `stop`. */
export class LiveScan {
  /** Told of a picture whose code stays too small to be read. */
  onSmall: () => void = () => undefined;
  readonly #decoder: Decoder;
  readonly #reading: Reading;
  readonly #judge: Judge;
  #state = $state<LiveState>('idle');
  #stream = $state.raw<MediaStream | null>(null);
  #found = $state.raw<Found | null>(null);
  /** Counts starts and stops: whatever belongs to an earlier run gives up. */
  #run = 0;
  /** Counts searches in the same picture: an earlier one gives up. */
  #search = 0;
  #isHeld = false;
  #isResting = false;
  #video: HTMLVideoElement | null = null;
  readonly #advice = new Advice();
  readonly #passed = new PassedCodes<Passed>();

  constructor(decoder: Decoder, reading: Reading, judge: Judge) {
    this.#decoder = decoder;
    this.#reading = reading;
    this.#judge = judge;
  }

  get state(): LiveState {
    return this.#state;
  }
  get stream(): MediaStream | null {
    return this.#stream;
  }
  /** The code in the picture at this moment. */
  get found(): Found | null {
    return this.#found;
  }

  /** Asks for the picture and shows it; every way this can fail is a state with its own advice. True where it runs. */
  async start(capture: () => Promise<MediaStream>): Promise<boolean> {
    this.#end();
    if (!this.#isResting) this.#passed.clear();
    this.#isResting = false;
    const run = ++this.#run;
    this.#state = 'asking';
    this.#decoder.wake();
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
    this.#passed.clear();
    this.#state = state;
  }

  /** Lets go of the picture for a while. What has been judged is not judged again when it comes back. */
  rest(): void {
    this.#run++;
    this.#end();
    this.#isResting = true;
    this.#state = 'idle';
  }

  /** The picture goes on, and nothing in it is looked at until `lookAgain`. */
  hold(): void {
    this.#isHeld = true;
    this.#search++;
    this.#found = null;
    this.#decoder.leave();
  }

  /** After `hold`. What has been judged is not judged again while the picture lasts. */
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
    const [track] = this.#stream?.getVideoTracks() ?? [];
    if (this.#isHeld || !track) return;
    const run = this.#run;
    const search = ++this.#search;
    const isOver = (): boolean => run !== this.#run || search !== this.#search;
    const frames = openLiveFrames(this.#decoder, track, video);
    const startedAt = performance.now();
    let seenAt = -Infinity;
    let small = 0;
    this.#advice.forget();
    while (!isOver()) {
      const seen = await frames.next();
      if (isOver()) return;
      const now = performance.now();
      const code = seen && this.#pick(seen);
      if (!code) {
        this.#missCode(now - seenAt, now - startedAt);
        continue;
      }
      seenAt = now;
      this.#found = { code, width: seen.width, height: seen.height };
      small = code.kind === 'small' ? small + 1 : 0;
      if (small === SMALL_FRAMES) this.onSmall();
      if (code.kind !== 'read') this.#state = this.#advice.note(code.kind, now) ?? this.#state;
      else if ((await this.#consider(code, seen.ms, isOver)) === 'taken') return this.#decoder.leave();
    }
  }

  #pick({ reads, glimpse }: Seen): CodeRead | Glimpse | null {
    return pickRead(reads, this.#decoder.wanted, (text) => this.#passed.find(text) !== undefined) ?? glimpse;
  }

  #missCode(unseenForMs: number, searchingForMs: number): void {
    if (unseenForMs > OUTLINE_FOR_MS) this.#found = null;
    if (unseenForMs <= WORDS_FOR_MS) return;
    this.#advice.forget();
    this.#state = searchingForMs > ADVICE_AFTER_MS ? 'nothing' : 'looking';
  }

  /** The same code stays in the picture for many frames; it is judged once. */
  async #consider({ text, engine }: CodeRead, ms: number, isOver: () => boolean): Promise<Judged> {
    this.#advice.forget();
    const before = this.#passed.find(text);
    if (before) return (this.#state = before);
    if (this.#state !== 'part') {
      this.#state = 'read';
      this.#reading.noteRead({ engine, ms });
    }
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
    this.#decoder.leave();
  }
}

const endTracks = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());
