import type { Decoder } from './decoder.ts';
import type { Seen } from './decode-messages.ts';

/** TypeScript's library has it for Safari's workers only. */
type TrackProcessor = new (init: { readonly track: MediaStreamTrack; readonly maxBufferSize: number }) => {
  readonly readable: ReadableStream<VideoFrame>;
};

/** A hidden or stalled video gives no frames; the wait must not outlive it. */
const STALLED_AFTER_MS = 500;

export interface LiveFrames {
  /** What the newest frame shows; null where there is none, or nobody who could tell. */
  readonly next: () => Promise<Seen | null>;
}

/**
 * The frames of a track, newest first and one at a time: from the track straight into the worker where the browser can, else by way of the
 * video that shows it.
 */
export function openLiveFrames(decoder: Decoder, track: MediaStreamTrack, video: HTMLVideoElement): LiveFrames {
  const Processor = (globalThis as { readonly MediaStreamTrackProcessor?: TrackProcessor }).MediaStreamTrackProcessor;
  if (Processor) {
    // A buffer of one: a frame that nobody has taken when the next one comes is old news.
    const openFrames = () => new Processor({ track, maxBufferSize: 1 }).readable;
    if (decoder.begin(openFrames)) return { next: () => decoder.next() };
  } else decoder.begin(() => null);
  return {
    next: async () => {
      await nextFrame(video);
      const bitmap = grabFrame(video);
      return bitmap ? decoder.look(bitmap) : null;
    },
  };
}

function nextFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, STALLED_AFTER_MS);
    try {
      video.requestVideoFrameCallback(() => {
        clearTimeout(timer);
        resolve();
      });
    } catch {
      // A video that has just got its stream may say InvalidStateError. The next time it will not, and until then the timer runs.
    }
  });
}

/** By way of a canvas: createImageBitmap cannot read every video where there is no graphics card. Null before the first picture. */
function grabFrame(video: HTMLVideoElement): ImageBitmap | null {
  const { videoWidth, videoHeight, readyState } = video;
  if (readyState < HTMLMediaElement.HAVE_CURRENT_DATA || videoWidth === 0) return null;
  const canvas = new OffscreenCanvas(videoWidth, videoHeight);
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(video, 0, 0);
  return canvas.transferToImageBitmap();
}
