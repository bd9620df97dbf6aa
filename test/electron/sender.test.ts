/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchDesktop, type Launched, removeDataFolders } from '../support/electron/launch-desktop.ts';
import { BINDING } from '../support/electron/preload-runtime.ts';
import type { SenderFrame } from '../support/electron/stand-in-ipc-main.ts';

let desktop: Launched;
beforeAll(async () => {
  desktop = await launchDesktop();
  await desktop.page();
});
afterAll(async () => {
  await desktop.end();
  removeDataFolders();
});

const REFUSED = { ok: false, code: 'CALL_REFUSED' };
const ours: SenderFrame = { url: 'app://mleg-sim/index.html', parent: null };
const callAs = (sender: SenderFrame | null, name: unknown = 'app.read', argument: unknown = null): Promise<unknown> =>
  desktop.world.ipcMain.invoke(sender, 'mleg:call', [name, argument]);

describe('a call is answered', () => {
  test.each(['app://mleg-sim/index.html', 'app://mleg-sim/index.html#/wallet', 'app://mleg-sim/index.html#'])(
    'from the top frame at %s',
    async (url) => {
      expect(await callAs({ url, parent: null })).toMatchObject({ ok: true, value: { shell: 'electron' } });
    },
  );
});

describe('a call is refused', () => {
  test.each([
    ['https', 'https://mleg-sim/index.html'],
    ['a look-alike host', 'app://mleg-sim.example/index.html'],
    ['a host in capitals', 'app://MLEG-SIM/index.html'],
    ['a user before the host', 'app://user@mleg-sim/index.html'],
    ['another file of ours', 'app://mleg-sim/other.html'],
    ['a longer name', 'app://mleg-sim/index.html.evil'],
    ['a query', 'app://mleg-sim/index.html?x#/wallet'],
    ['the mock', 'http://127.0.0.1:47801/usosweb'],
    ['a file', 'file:///app/index.html'],
    ['nothing yet', ''],
    ['an empty document', 'about:blank'],
  ])('from %s', async (_what, url) => {
    expect(await callAs({ url, parent: null })).toEqual(REFUSED);
  });

  test('from a frame in the page, even with our own address', async () => {
    expect(await callAs({ url: ours.url, parent: ours })).toEqual(REFUSED);
  });

  test('from a frame that has gone', async () => {
    expect(await callAs(null)).toEqual(REFUSED);
  });

  test('from the mock’s frame, were it broken into', async () => {
    const page = await desktop.page();
    await page.getByRole('link', { name: /University/u }).click();
    await page.frameLocator('iframe').getByRole('button').first().waitFor();
    const answer = await page.frames()[1]?.evaluate((binding) => {
      const send = (globalThis as unknown as Record<string, (message: unknown) => Promise<unknown>>)[binding];
      return send?.({ kind: 'invoke', channel: 'mleg:call', args: ['app.read', null] });
    }, BINDING);
    expect(answer).toEqual(REFUSED);
  });
});

describe('from our page', () => {
  test('a call that is not in the table, or whose argument does not fit, has its own code', async () => {
    expect(await callAs(ours, 'app.quit')).toEqual({ ok: false, code: 'CALL_UNKNOWN' });
    expect(await callAs(ours, '__proto__')).toEqual({ ok: false, code: 'CALL_UNKNOWN' });
    expect(await callAs(ours, 'settings.change', { language: 'de' })).toMatchObject({
      ok: false,
      code: 'CALL_ARGUMENT',
    });
  });

  test('there is one channel, besides the one electron-store brings', () => {
    expect(desktop.world.ipcMain.channels()).toEqual(['mleg:call', 'electron-store-get-data']);
  });
});
