import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/ipc/views.ts';
import { type BuiltPage, buildPage } from '../support/build-page.ts';
import { launchChromium } from '../support/chromium.ts';
import { type FakeHost, startFakeHost } from '../support/fake-host.ts';
import { openPage } from './open-page.ts';

export interface SceneOptions {
  readonly route?: string;
  readonly view?: Partial<AppView>;
  readonly handlers?: Partial<Handlers>;
  readonly frameSource?: string;
  readonly browser?: BrowserContextOptions;
  /** What the page's clock says, and goes on saying until `setClock`; left out, it is the machine's. */
  readonly now?: number;
  /** Runs in the page before its own code does. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface Scene {
  readonly page: Page;
  readonly host: FakeHost;
}

/** One built page and one browser for a test file; each scene has its own host and tab, and ends without a single complaint. */
export function useStage(browserArgs: readonly string[] = []): (options?: SceneOptions) => Promise<Scene> {
  let built: BuiltPage;
  let browser: Browser;
  const endings: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    [built, browser] = await Promise.all([buildPage(), launchChromium(browserArgs)]);
  });
  afterEach(async () => {
    for (const end of endings.splice(0)) await end();
  });
  afterAll(async () => {
    await browser.close();
    await built.remove();
  });

  return async ({ route, view = {}, handlers = {}, frameSource, browser: context, now, prepare } = {}) => {
    const host = await startFakeHost({ pageFolder: built.folder, view, ...(frameSource ? { frameSource } : {}) });
    host.answer(handlers);
    const opened = await openPage(browser, host, {
      ...(route ? { route } : {}),
      ...(context ? { context } : {}),
      prepare: async (page) => {
        if (now !== undefined) await standClock(page, now);
        await prepare?.(page);
      },
    });
    endings.push(async () => {
      const complaints = await opened.readComplaints();
      await opened.close();
      await host.stop();
      expect(complaints).toEqual([]);
    });
    return { page: opened.page, host };
  };
}

/** Only the date stands: timers and measured durations go on, which a camera needs. */
const standClock = (page: Page, now: number): Promise<unknown> =>
  page.addInitScript((start) => {
    const world = window as unknown as { sampleNow?: number };
    world.sampleNow ??= start;
    Date.now = () => world.sampleNow ?? start;
  }, now);

/** Later, while the page stays open. */
export const setClock = (page: Page, now: number): Promise<void> =>
  page.evaluate((later) => void ((window as unknown as { sampleNow: number }).sampleNow = later), now);
