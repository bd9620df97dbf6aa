import { setImmediate } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { createEvents } from './events.ts';
import type { OpenedWindow, WindowOptions } from './opened-window.ts';
import { connectPage } from './page-wiring.ts';
import { knowOnly } from './strict.ts';
import type { World } from './world.ts';

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

/** The class that main builds its window with. */
export const createBrowserWindowClass = (world: World) =>
  function BrowserWindow(options: WindowOptions): object {
    if (!world.app.state.isReady) throw new Error('Cannot create BrowserWindow before app is ready');
    const events = createEvents('BrowserWindow', ['ready-to-show', 'closed']);
    const contents = createContents(world, options, () => events.emit('ready-to-show'));
    const state = { isShown: options['show'] !== false, isDestroyed: false, focusCount: 0 };
    const close = (): void => {
      if (state.isDestroyed) return;
      state.isDestroyed = true;
      contents.destroy();
      events.emit('closed');
      if (world.windows.delete(opened) && world.windows.size === 0) world.app.events.emit('window-all-closed');
    };
    const opened: OpenedWindow = {
      options,
      page: contents.page,
      isShown: () => state.isShown,
      focusCount: () => state.focusCount,
      close,
      settled: contents.settled,
      contentsEvents: contents.events,
    };
    world.windows.add(opened);
    world.app.events.emit('web-contents-created', {}, contents.module);
    return knowOnly('BrowserWindow', {
      on: events.on,
      once: events.once,
      webContents: contents.module,
      loadURL: contents.load,
      show: () => (state.isShown = true),
      focus: () => state.focusCount++,
      isMinimized: () => false,
      isDestroyed: () => state.isDestroyed,
    });
  };

function createContents(world: World, options: WindowOptions, onDrawn: () => void) {
  const events = createEvents('webContents', [
    ...['will-navigate', 'will-frame-navigate', 'will-redirect'],
    ...['will-attach-webview', 'render-process-gone'],
  ]);
  const state = { url: '', isDestroyed: false, openHandler: null as OpenHandler | null };
  const page = connectPage(world, {
    preload: options.webPreferences.preload,
    events,
    // Without a handler Electron opens the window.
    mayOpen: (url) => (state.openHandler?.({ url }) ?? { action: 'allow' }).action === 'allow',
  });
  // Someone may close the window before anyone asks for its page; that is no fault.
  page.catch(() => undefined);
  let lastNavigation: Promise<void> = Promise.resolve();
  const navigate = (how: (page: Page) => Promise<unknown>): Promise<void> => {
    const navigation = page.then((opened) => opened.whileMainNavigates(() => how(opened.page)));
    // Who waits for it hears of a failure; that nobody may wait is no fault.
    lastNavigation = navigation.catch(() => undefined);
    return navigation;
  };
  const settled = async (): Promise<void> => {
    const awaited = lastNavigation;
    await awaited;
    // Main may answer the end of one navigation with another.
    await setImmediate();
    if (lastNavigation !== awaited) await settled();
  };
  const load = async (url: string): Promise<void> => {
    state.url = url;
    await navigate((shown) => shown.goto(world.addresses.toChromium(url)));
    onDrawn();
  };
  const module = knowOnly('webContents', {
    on: events.on,
    getURL: () => state.url,
    isDestroyed: () => state.isDestroyed,
    setWindowOpenHandler: (handler: OpenHandler) => void (state.openHandler = handler),
    reload: () => void navigate((shown) => shown.reload()).catch(() => undefined),
    send: (channel: string, ...args: unknown[]) => void page.then((opened) => opened.push(channel, args)),
  });
  return {
    module,
    load,
    settled,
    events,
    page: page.then((opened) => opened.page),
    destroy: () => {
      state.isDestroyed = true;
      void page.then((opened) => opened.page.close()).catch(() => undefined);
    },
  };
}
