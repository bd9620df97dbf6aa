/// <reference lib="dom" />
import type { Frame, Page } from 'playwright-core';
import type { Addresses } from './addresses.ts';
import type { Events } from './events.ts';
import { type Judge, judgeNavigation } from './navigation-wiring.ts';
import { createGrants, type Grants } from './permission-wiring.ts';
import { BINDING, PUSH_EVENT, writePreloadScript } from './preload-runtime.ts';
import { watchRedirects } from './redirect-wiring.ts';
import { answerFromScheme } from './scheme-wiring.ts';
import type { SenderFrame } from './stand-in-ipc-main.ts';
import { knowOnly } from './strict.ts';
import type { World } from './world.ts';

export interface ConnectedPage {
  readonly page: Page;
  readonly push: (channel: string, args: readonly unknown[]) => Promise<void>;
  /** Runs a navigation that main itself wants, about which Electron asks nobody. */
  readonly whileMainNavigates: (navigate: () => Promise<unknown>) => Promise<void>;
}
export interface Wiring {
  readonly preload: string;
  readonly events: Events;
  readonly mayOpen: (url: string) => boolean;
}

/** A Chromium page wired to main: its requests, its messages, its wishes to go elsewhere. */
export async function connectPage(world: World, wiring: Wiring): Promise<ConnectedPage> {
  const { addresses } = world;
  const context = await world.browser.newContext();
  const grants = createGrants(world, context);
  let isMainNavigating = false;
  let page: Page | null = null;
  const judge: Judge = { ...wiring, addresses, window: () => page, isMainNavigating: () => isMainNavigating };

  await watchRedirects(world, wiring.events);
  await context.exposeBinding(BINDING, ({ frame }, message: Message) => answerMessage(world, grants, frame, message));
  await context.addInitScript({ content: writePreloadScript(wiring.preload) });
  await context.route('**/*', async (route) => {
    const request = route.request();
    if (!judgeNavigation(judge, request)) return route.abort('aborted');
    if (!addresses.isApp(request.url())) return route.continue();
    if (request.isNavigationRequest()) await grants.askForLoopback(addresses.toElectron(request.url()));
    return answerFromScheme(world, route);
  });
  page = await context.newPage();
  context.on('page', (opened) => void opened.close());
  return { page, push: createPush(page), whileMainNavigates };

  async function whileMainNavigates(navigate: () => Promise<unknown>): Promise<void> {
    isMainNavigating = true;
    try {
      await navigate();
    } finally {
      isMainNavigating = false;
    }
  }
}

type Message =
  | { readonly kind: 'invoke'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'exposed'; readonly name: string }
  | { readonly kind: 'capture'; readonly media: readonly string[] }
  | { readonly kind: 'display'; readonly audio: boolean; readonly gesture: boolean };

async function answerMessage(world: World, grants: Grants, frame: Frame, message: Message): Promise<unknown> {
  switch (message.kind) {
    case 'invoke':
      return world.ipcMain.invoke(describeFrame(frame, world.addresses), message.channel, message.args);
    case 'exposed':
      return void world.record.exposedNames.push(message.name);
    case 'capture':
      return grants.askForCapture(frame, message.media);
    case 'display':
      return grants.askForDisplay(describeFrame(frame, world.addresses), message);
  }
}

const describeFrame = (frame: Frame, addresses: Addresses): SenderFrame => {
  const parent = frame.parentFrame();
  return knowOnly('WebFrameMain', {
    url: addresses.toElectron(frame.url()),
    parent: parent && describeFrame(parent, addresses),
  });
};

/** A document that is just being replaced hears nothing, in Electron as here. */
const createPush = (page: Page) => async (channel: string, args: readonly unknown[]) => {
  const dispatch = ({ name, detail }: { name: string; detail: unknown }): void =>
    void window.dispatchEvent(new CustomEvent(name, { detail }));
  await page.evaluate(dispatch, { name: PUSH_EVENT, detail: { channel, args } }).catch(() => undefined);
};
