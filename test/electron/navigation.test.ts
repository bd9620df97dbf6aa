/// <reference lib="dom" />
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchDesktop, type Launched, removeDataFolders } from '../support/electron/launch-desktop.ts';

let desktop: Launched;
let page: Page;
let mockOrigin: string;
/** Another program on this machine, which must never be shown. */
let stranger: Server;
let strangerUrl: string;
const visits: string[] = [];

beforeAll(async () => {
  stranger = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end('stranger');
  });
  await new Promise<void>((resolve) => void stranger.listen(0, '127.0.0.1', resolve));
  strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
  desktop = await launchDesktop();
  page = await desktop.page();
  await page.getByRole('link', { name: /University/u }).click();
  await page.frameLocator('iframe').getByRole('button').first().waitFor();
  mockOrigin = new URL(page.frames()[1]?.url() ?? '').origin;
});
beforeEach(() => void visits.splice(0));
afterAll(async () => {
  await desktop.end();
  stranger.close();
  removeDataFolders();
});

const click = (href: string, target: string): Promise<void> =>
  page.evaluate(
    ([href = '', target = '']) => {
      const link = document.body.appendChild(Object.assign(document.createElement('a'), { href, target }));
      link.click();
      link.remove();
    },
    [href, target],
  );

/** Navigations are judged in the order they were tried: once a later one has been judged, so has every earlier one. */
const settle = async (): Promise<void> => {
  await page.evaluate(() => fetch(location.href).then((answer) => answer.text()));
};

describe('the page', () => {
  test.each(['_self', '_top'])('stays where it is when a link (%s) leads elsewhere', async (target) => {
    const before = page.url();
    for (const url of [strangerUrl, `${mockOrigin}/usosweb`, new URL('/', before).href]) await click(url, target);
    await settle();
    expect([page.url(), visits]).toEqual([before, []]);
  });

  test('moves between its routes', async () => {
    await page.getByRole('link', { name: /Wallet/u }).click();
    expect(new URL(page.url()).hash).toContain('wallet');
    await page.getByRole('link', { name: /University/u }).click();
    await page.frameLocator('iframe').getByRole('button').first().waitFor();
  });
});

describe('a new window', () => {
  test('is never opened, and a foreign address is not handed to the browser either', async () => {
    const windows = page.context().pages().length;
    await click(strangerUrl, '_blank');
    await page.evaluate((url) => void window.open(url), strangerUrl);
    await settle();
    await expect.poll(() => page.context().pages().length).toBe(windows);
    expect([desktop.world.record.externalLinks, visits]).toEqual([[], []]);
  });

  test('with one of the constant links goes to the user’s own browser', async () => {
    const link = 'https://www.rfc-editor.org/rfc/rfc9901.html';
    await click(link, '_blank');
    await click(`${link}?from=page`, '_blank');
    await expect.poll(() => desktop.world.record.externalLinks).toEqual([link]);
  });
});

describe('the frame', () => {
  test('moves within the mock, but not to another program of this machine, nor by its redirect', async () => {
    const { judgeFrame, judgeRedirect } = await judges();
    expect(judgeFrame(`${mockOrigin}/usosweb/studies`)).toBe('stays allowed');
    expect(judgeFrame(strangerUrl)).toBe('prevented');
    expect(judgeFrame('https://example.org/')).toBe('prevented');
    expect(judgeRedirect(`${mockOrigin}/usosweb`)).toBe('stays allowed');
    expect(judgeRedirect(strangerUrl)).toBe('prevented');
    expect(judgeRedirect(`${mockOrigin}.example.org/`)).toBe('prevented');
  });

  test('that is led to another program asks it nothing', async () => {
    await page.frames()[1]?.evaluate((url) => void (location.href = url), strangerUrl);
    await settle();
    expect(visits).toEqual([]);
  });

  test('a webview is never attached', async () => {
    expect((await judges()).judgeWebview()).toBe('prevented');
  });
});

async function judges() {
  const { emitPreventable } = (await desktop.window()).contentsEvents;
  const tell = (isPrevented: boolean): string => (isPrevented ? 'prevented' : 'stays allowed');
  return {
    judgeFrame: (url: string) => tell(emitPreventable('will-frame-navigate', { url, isMainFrame: false })),
    judgeRedirect: (url: string) => tell(emitPreventable('will-redirect', { url, isMainFrame: false })),
    judgeWebview: () => tell(emitPreventable('will-attach-webview')),
  };
}
