import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openWorld, type World, type WorldOptions } from './world.ts';

/** Somebody before the mock's pages. */
export interface Visit {
  readonly world: World;
  readonly page: Page;
  /** Errors of the page's, and addresses that it asked beside the mock's; a healthy page has none. */
  readonly complaints: string[];
}

/**
 * A new mock and a new visit to it for each test of a file, in one browser. `onVisit` hears of each; what comes back ends the one there is and
 * begins another, by a browser with further settings.
 */
export function useVisits(
  worldOptions: WorldOptions,
  browserOptions: BrowserContextOptions,
  onVisit: (visit: Visit) => void,
): (furtherOptions: BrowserContextOptions) => Promise<void> {
  let browser: Browser;
  let world: World;
  let page: Page;

  async function visit(furtherOptions: BrowserContextOptions): Promise<void> {
    const context = await browser.newContext({ ...browserOptions, ...furtherOptions });
    page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(world.url) && !request.url().startsWith('data:')) complaints.push(request.url());
    });
    onVisit({ world, page, complaints });
  }

  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(() => browser.close());
  beforeEach(async () => {
    world = await openWorld(worldOptions);
    await visit({});
  });
  afterEach(async () => {
    await page.context().close();
    await world.stop();
  });

  return async (furtherOptions) => {
    await page.context().close();
    await visit(furtherOptions);
  };
}
