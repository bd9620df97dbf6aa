import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { AppView } from '../../shared/ipc/views.ts';
import { launchChromium } from '../support/chromium.ts';
import { type FakeHost, startFakeHost } from '../support/fake-host.ts';
import { findPage } from '../support/find-page.ts';
import { enterPage, openTab, type Scriptable, type Tab } from './open-page.ts';

export interface SceneOptions {
  /** Left out, the tab comes from the shell's address. */
  readonly route?: string;
  readonly view?: Partial<AppView>;
  readonly handlers?: Partial<Handlers>;
  readonly frameSource?: string;
  /** What the page's clock says, and goes on saying until `setClock`; left out, it is the machine's. */
  readonly now?: number;
  /** Puts something before the page's own code, for this scene only. */
  readonly script?: (tab: Scriptable) => Promise<unknown>;
  /** The scene needs a tab of its own, since this browser has these settings… */
  readonly browser?: BrowserContextOptions;
  /** …or something happens to it, before the page's own code runs, that cannot be taken back. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface Scene {
  readonly page: Page;
  readonly host: FakeHost;
}

/**
 * One browser and one tab for a test file. Each scene has a host of its own, hence an origin and a storage of its own, and
 * ends without a single complaint. Only a scene with `browser` or `prepare` gets a tab of its own too, which costs as much again.
 */
export function useStage(browserArgs: readonly string[] = []): (options?: SceneOptions) => Promise<Scene> {
  let pageFolder: string;
  let browser: Browser;
  let shared: Tab | null = null;
  let isTaken = false;
  const origins = new Set<string>();
  const endings: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    [pageFolder, browser] = await Promise.all([findPage(), launchChromium(browserArgs)]);
  });
  afterEach(async () => {
    for (const end of endings.splice(0)) await end();
  });
  afterAll(() => browser.close());

  async function startHost({ view = {}, handlers = {}, frameSource }: SceneOptions): Promise<FakeHost> {
    const host = await startFakeHost({ pageFolder, view, ...(frameSource ? { frameSource } : {}) });
    host.answer(handlers);
    if (!origins.has(host.origin)) return host;
    // A port that an earlier scene had, with what the shared tab keeps for it.
    const other = await startHost({ view, handlers, ...(frameSource ? { frameSource } : {}) });
    await host.stop();
    return other;
  }

  /** Where a test plays two scenes at once, the second gets its own. */
  async function takeTab({ browser: context, prepare }: SceneOptions): Promise<Tab> {
    if (context || prepare || isTaken) return openTab(browser, context);
    isTaken = true;
    shared ??= await openTab(browser);
    return shared;
  }

  return async (options = {}) => {
    const { route = null, now, script, prepare } = options;
    const host = await startHost(options);
    origins.add(host.origin);
    const tab = await takeTab(options);
    endings.push(async () => {
      const complaints = tab.takeComplaints();
      await (tab === shared ? tab.clear() : tab.close());
      if (tab === shared) isTaken = false;
      await host.stop();
      expect(complaints).toEqual([]);
    });
    if (now !== undefined) await standClock(tab.scripts, now);
    await script?.(tab.scripts);
    await prepare?.(tab.page);
    await enterPage(tab, host, route);
    return { page: tab.page, host };
  };
}

/** Only the date stands: timers and measured durations go on, which a camera needs. */
const standClock = (page: Scriptable, now: number): Promise<unknown> =>
  page.addInitScript((start) => {
    const world = window as unknown as { sampleNow?: number };
    world.sampleNow ??= start;
    Date.now = () => world.sampleNow ?? start;
  }, now);

/** Later, while the page stays open. */
export const setClock = (page: Page, now: number): Promise<void> =>
  page.evaluate((later) => void ((window as unknown as { sampleNow: number }).sampleNow = later), now);
