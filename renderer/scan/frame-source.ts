/** How long a picture may stand still before whoever waits is told so. */
export const STILL_AFTER_MS = 500;

export interface FrameSource {
  /** The newest frame not seen yet, to be closed by whoever takes it; null where for a while there was none, or no more come. One call at a time. */
  readonly next: () => Promise<VideoFrame | null>;
  /** No frame is handed out afterwards, and the camera's side is told that none is wanted. */
  readonly leave: () => void;
}

/** Frames of a track, one at a time. `wait` resolves after so many milliseconds. */
export function openFrameSource(frames: ReadableStream<VideoFrame>, wait: (ms: number) => Promise<void>): FrameSource {
  const reader = frames.getReader();
  let isLeft = false;
  const hasLeft = (): boolean => isLeft;
  /** One that was asked for and has not come: a screen where nothing moves gives none. */
  let asked: Promise<VideoFrame | null> | null = null;

  async function ask(): Promise<VideoFrame | null> {
    try {
      return (await reader.read()).value ?? null;
    } catch {
      return null;
    }
  }

  return {
    next: async () => {
      if (hasLeft()) return null;
      asked ??= ask();
      const mine = asked;
      const first = await Promise.race([mine.then((frame) => ({ frame })), wait(STILL_AFTER_MS)]);
      if (!first) return null;
      asked = null;
      // A track that has ended answers at once; nobody should ask it again and again.
      if (!first.frame && !hasLeft()) await wait(STILL_AFTER_MS);
      if (!hasLeft()) return first.frame;
      first.frame?.close();
      return null;
    },
    leave: () => {
      isLeft = true;
      void asked?.then((frame) => frame?.close());
      reader.cancel().catch(() => undefined);
    },
  };
}
