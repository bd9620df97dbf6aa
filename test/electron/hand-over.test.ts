/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { writeHandOverLink } from '../../shared/protocol/hand-over.ts';
import {
  launchDesktop,
  type Launched,
  type LaunchOptions,
  removeDataFolders,
} from '../support/electron/launch-desktop.ts';

const QR = 'eyJ0eXAi.Ab3-.sig';
const open: Launched[] = [];
afterEach(async () => {
  for (const desktop of open.splice(0)) await desktop.end();
});
afterAll(removeDataFolders);

async function launch(options: LaunchOptions = {}): Promise<Launched> {
  const desktop = await launchDesktop(options);
  open.push(desktop);
  return desktop;
}
/** Nobody has signed in yet, so the code waits on the first screen. */
const seesCode = (page: Page): Promise<void> => page.getByText('A code from a link is waiting.').waitFor();
const readKept = (page: Page): Promise<string | null> =>
  page.evaluate(() => window.sessionStorage.getItem('mleg.hand-over'));

test('the program registers its scheme, and a link of a second start reaches the page of the first, which comes to the front', async () => {
  const first = await launch();
  const page = await first.page();
  expect(first.world.app.state.schemes).toEqual(['mleg-sim']);
  const focused = (await first.window()).focusCount();
  const second = await launchDesktop({ dataFolder: first.dataFolder, argv: ['--flag', writeHandOverLink(QR)] });
  await second.world.app.ended;
  await seesCode(page);
  expect(await readKept(page)).toBe(QR);
  expect((await first.window()).focusCount()).toBeGreaterThan(focused);
  await second.end();
});

test('macOS hands a link over by an event, even before there is a window', async () => {
  const desktop = await launch({
    beforeReady: ({ app }) => void app.events.emitPreventable('open-url', {}, writeHandOverLink(QR)),
  });
  const page = await desktop.page();
  await seesCode(page);
  expect(await readKept(page)).toBe(QR);
});

test('what is no hand-over link changes nothing, and a code in a link gets nowhere', async () => {
  const desktop = await launch();
  const page = await desktop.page();
  for (const link of ['mleg-sim:open', `${writeHandOverLink(QR)}&code=aB3dE5gH`, 'mleg-sim:activate?qr=%zz']) {
    expect(desktop.world.app.events.emitPreventable('open-url', {}, link)).toBe(true);
  }
  const read = await page.evaluate(() => window.mlegHost.call('app.read', null));
  expect(read).toMatchObject({ ok: true, value: { handOver: null } });
  expect(await readKept(page)).toBeNull();
});

test('an order in the frame’s Mobile USOS is handed over to the page around it, by the link that a frame cannot follow', async () => {
  const desktop = await launch();
  const page = await desktop.page();
  await page.getByRole('link', { name: /University/u }).click();
  await page.getByRole('button', { name: 'Mobile USOS' }).click();
  const usos = page.frameLocator('iframe');
  await usos.locator('button[value=zofia]').click();
  await usos
    .getByRole('link', { name: /^mLegitymacja/u })
    .last()
    .click();
  await usos.getByRole('link', { name: /^My mLegitymacja/u }).click();
  await usos.locator('#order-card').click();
  await usos.locator('#place-order').click();
  await usos.locator('#add-card').click();
  // Shown by the page's script, which has run then.
  await usos.locator('button[data-copy="qr-text"]').waitFor();
  const qr = await usos.locator('#qr-text').inputValue();
  expect(await usos.locator('#hand-over-browser').count()).toBe(0);
  await usos.locator('#hand-over').click();
  await seesCode(page);
  expect(await readKept(page)).toBe(qr);
});
