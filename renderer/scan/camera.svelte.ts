import type { Decoder } from './decoder.ts';
import type { Sighting } from './sighting.ts';

export type CameraState =
  'asking' | 'looking' | 'nothing' | 'foreign' | 'read' | 'refused' | 'missing' | 'busy' | 'lost' | 'paused';

/** States in which the way on is to try again. */
export const BROKEN_STATES: readonly CameraState[] = ['refused', 'missing', 'busy', 'lost'];

/** How long a person looks at a picture without a code before being given advice. */
const ADVICE_AFTER_MS = 8_000;
/** How long the outline of a code stays after it was last seen. */
const OUTLINE_FOR_MS = 600;

/** Whether a code ends the search (`taken`), or the camera should go on because it is not one of ours (`foreign`). */
export type Judge = (text: string) => Promise<'taken' | 'foreign'>;

/** A camera from permission to picture to code. It runs only between `start` and `stop`. */
export class Camera {
  readonly #decoder: Decoder;
  readonly #judge: Judge;
  #state = $state<CameraState>('asking');
  #stream = $state.raw<MediaStream | null>(null);
  #devices = $state.raw<readonly MediaDeviceInfo[]>([]);
  #deviceId = $state('');
  #sighting = $state.raw<Sighting | null>(null);
  /** Counts starts and stops: whatever belongs to an earlier run gives up. */
  #run = 0;
  #foreignText: string | null = null;

  constructor(decoder: Decoder, judge: Judge) {
    this.#decoder = decoder;
    this.#judge = judge;
  }

  get state(): CameraState {
    return this.#state;
  }
  get stream(): MediaStream | null {
    return this.#stream;
  }
  get devices(): readonly MediaDeviceInfo[] {
    return this.#devices;
  }
  get deviceId(): string {
    return this.#deviceId;
  }
  /** The code in the picture at this moment. */
  get sighting(): Sighting | null {
    return this.#sighting;
  }

  /** Asks for the camera and shows it; every way this can fail is a state with its own advice. */
  async start(deviceId = this.#deviceId): Promise<void> {
    this.#end();
    const run = ++this.#run;
    this.#state = 'asking';
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: wish(deviceId), audio: false });
      if (run !== this.#run) return endTracks(stream);
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => this.#lose(run));
      this.#deviceId = track?.getSettings().deviceId ?? deviceId;
      this.#stream = stream;
      this.#state = 'looking';
      const devices = await navigator.mediaDevices.enumerateDevices();
      this.#devices = devices.filter(({ kind }) => kind === 'videoinput');
    } catch (error) {
      if (run === this.#run) this.#state = stateOfError(error);
    }
  }

  stop(state: 'paused' | 'lost' = 'paused'): void {
    this.#run++;
    this.#end();
    this.#state = state;
  }

  /** Looks at the pictures of a playing video until a code is taken or the camera stops. */
  async watch(video: HTMLVideoElement): Promise<void> {
    const run = this.#run;
    const startedAt = performance.now();
    let seenAt = -Infinity;
    while (run === this.#run && this.#state !== 'read') {
      await nextFrame(video);
      const bitmap = run === this.#run ? grabFrame(video) : null;
      if (!bitmap) continue;
      const sighting = await this.#decoder.decode(bitmap, 'frame');
      if (run !== this.#run) return;
      const now = performance.now();
      if (sighting) {
        seenAt = now;
        this.#sighting = sighting;
        await this.#consider(sighting.text, run);
      } else if (now - seenAt > OUTLINE_FOR_MS) {
        this.#sighting = null;
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

  #lose(run: number): void {
    if (run === this.#run) this.stop('lost');
  }

  #end(): void {
    if (this.#stream) endTracks(this.#stream);
    this.#stream = null;
    this.#sighting = null;
    this.#foreignText = null;
  }
}

const wish = (deviceId: string): MediaTrackConstraints => ({
  width: { ideal: 1280 },
  height: { ideal: 720 },
  ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: 'environment' } }),
});

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

function stateOfError(error: unknown): CameraState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  // Where the page may not use cameras at all, `mediaDevices` is missing and a TypeError arrives here.
  return 'missing';
}
