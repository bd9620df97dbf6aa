import type { Frame, Page, Request } from 'playwright-core';
import type { Addresses } from './addresses.ts';
import type { Events } from './events.ts';

export interface Judge {
  readonly addresses: Addresses;
  readonly events: Events;
  readonly mayOpen: (url: string) => boolean;
  /** The window's page; null while it is being made. */
  readonly window: () => Page | null;
  readonly isMainNavigating: () => boolean;
}

/** Puts a request that would show another document before main's listeners, in Electron's words; false if one of them prevented it. */
export function judgeNavigation(judge: Judge, request: Request): boolean {
  if (!request.isNavigationRequest()) return true;
  const url = judge.addresses.toElectron(request.url());
  const frame = frameOf(request);
  if (frame === null || !isIn(frame, judge.window())) {
    if (judge.mayOpen(url)) throw new Error(`main allowed a second window for ${url}; the stand-in has only one`);
    return false;
  }
  const isMainFrame = frame.parentFrame() === null;
  if (isMainFrame && judge.isMainNavigating()) return true;
  const details = { url, isMainFrame };
  const isPrevented = isMainFrame && judge.events.emitPreventable('will-navigate', details);
  return !isPrevented && !judge.events.emitPreventable('will-frame-navigate', details);
}

const isIn = (frame: Frame, window: Page | null): boolean => frame.page() === window;

/** A window that is just being opened has no frame yet. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}
