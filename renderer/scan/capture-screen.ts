/** TypeScript's library does not know these yet; browsers that do not either pass over them. */
interface ScreenWish extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface: 'include';
  readonly surfaceSwitching: 'include';
}

/** The screen, window or tab the person chooses. A picture now and then is enough, and every pixel of it counts. */
export function captureScreen(): Promise<MediaStream> {
  const wish: ScreenWish = {
    video: { frameRate: { max: 10 } },
    audio: false,
    // The code may well be in this very window.
    selfBrowserSurface: 'include',
    surfaceSwitching: 'include',
  };
  return navigator.mediaDevices.getDisplayMedia(wish);
}
