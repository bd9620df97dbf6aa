/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchDesktop, type Launched, removeDataFolders } from '../support/electron/launch-desktop.ts';
import type { DisplayAsking } from '../support/electron/stand-in-session.ts';

let desktop: Launched;
beforeAll(async () => {
  desktop = await launchDesktop();
  await desktop.page();
});
afterAll(async () => {
  await desktop.end();
  removeDataFolders();
});

const good: DisplayAsking = {
  frame: { url: 'app://mleg-sim/index.html#/wallet/add/scan/screen', parent: null },
  securityOrigin: 'app://mleg-sim/',
  videoRequested: true,
  audioRequested: false,
  userGesture: true,
};

describe('a page that asks for a screen', () => {
  test('gets the one that the person points to in the menu', async () => {
    desktop.world.screens.choose = (labels) => labels[1] ?? null;
    expect(await desktop.world.session.answerDisplay(good)).toEqual({
      video: { id: 'window:1:0', name: 'USOSweb & Co' },
    });
    expect(desktop.world.record.popups.at(-1)).toEqual(['Entire screen', 'USOSweb && Co']);
  });

  test('gets none where the menu is closed', async () => {
    desktop.world.screens.choose = () => null;
    expect(await desktop.world.session.answerDisplay(good)).toBeNull();
  });

  const parent = { url: 'app://mleg-sim/index.html', parent: null };
  test.each<[string, Partial<DisplayAsking>]>([
    ['the mock in its frame', { frame: { url: 'http://127.0.0.1:47801/usosweb', parent } }],
    ['our page in a frame', { frame: { ...parent, parent } }],
    ['a frame that has gone', { frame: null }],
    ['another origin', { securityOrigin: 'https://example.org/' }],
    ['nobody’s click', { userGesture: false }],
    ['sound besides', { audioRequested: true }],
    ['no picture', { videoRequested: false }],
  ])('gets no menu at all for %s', async (_who, change) => {
    desktop.world.screens.choose = (labels) => labels[0] ?? null;
    const before = desktop.world.record.popups.length;
    expect(await desktop.world.session.answerDisplay({ ...good, ...change })).toBeNull();
    expect(desktop.world.record.popups).toHaveLength(before);
  });

  test('hears of a choice that was not made as of a refusal', async () => {
    const page = await desktop.page();
    const capture = () =>
      navigator.mediaDevices.getDisplayMedia({ video: true, audio: false }).then(
        (stream) => stream.getTracks().map(({ kind }) => kind),
        (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
      );
    desktop.world.screens.choose = () => null;
    expect(await page.evaluate(capture)).toBe('NotAllowedError');
  });
});
