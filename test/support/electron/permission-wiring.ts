import type { BrowserContext, Frame } from 'playwright-core';
import type { Asker } from './stand-in-session.ts';
import type { SenderFrame } from './stand-in-ipc-main.ts';
import type { World } from './world.ts';

export interface Grants {
  /** What Chromium does when a page calls getUserMedia. */
  readonly askForCapture: (frame: Frame, media: readonly string[]) => Promise<boolean>;
  /** What Electron does when a page calls getDisplayMedia: the permission first, then main's choice. */
  readonly askForDisplay: (
    frame: SenderFrame,
    wanted: { readonly audio: boolean; readonly gesture: boolean },
  ) => Promise<boolean>;
  /** What Chromium does when a page is about to frame an address of this machine; asked before, since Playwright can only grant before. */
  readonly askForLoopback: (pageUrl: string) => Promise<void>;
}

/** Chromium's own permissions, opened one by one as main's handlers allow. Without a grant headless Chromium refuses. */
export function createGrants(world: World, context: BrowserContext): Grants {
  const granted = new Set<string>();
  const grant = async (name: string): Promise<void> => {
    granted.add(name);
    await context.grantPermissions([...granted], { origin: world.addresses.chromiumOrigin });
  };
  return {
    askForCapture: async (frame, media) => {
      const asker = describeAsker(world.addresses.toElectron(frame.url()), frame.parentFrame() === null);
      const isGranted = await world.session.isGranted('media', asker, media);
      if (isGranted) await grant('camera');
      return isGranted;
    },
    askForDisplay: async (frame, { audio, gesture }) => {
      const asker = describeAsker(frame.url, frame.parent === null);
      if (!(await world.session.isGranted('display-capture', asker, ['video']))) return false;
      const asking = {
        frame,
        securityOrigin: asker.origin,
        videoRequested: true,
        audioRequested: audio,
        userGesture: gesture,
      };
      return (await world.session.answerDisplay(asking)) !== null;
    },
    askForLoopback: async (pageUrl) => {
      const isGranted = await world.session.isGranted('loopback-network', describeAsker(pageUrl, true));
      // Playwright still uses the name this permission had before Chromium split it.
      if (isGranted) await grant('local-network-access');
    },
  };
}

const describeAsker = (url: string, isMainFrame: boolean): Asker => {
  const { protocol, host } = new URL(url);
  return { url, origin: `${protocol}//${host}/`, isMainFrame };
};
