import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchDesktop, type Launched, removeDataFolders } from '../support/electron/launch-desktop.ts';
import { ROOT } from '../support/project-root.ts';

let desktop: Launched;
beforeAll(async () => {
  desktop = await launchDesktop();
});
afterAll(async () => {
  await desktop.end();
  removeDataFolders();
});

test('the mock runs as a utility process of its own, and ends with the program', async () => {
  await desktop.page();
  const [mock] = desktop.world.forked.slice(-1);
  expect(mock?.modulePath).toBe(path.join(ROOT, 'dist', 'node', 'issuer-mock.js'));
  expect(mock?.serviceName).toContain('mock university');
  expect(mock?.args).toEqual(['--port', expect.any(String), '--db', path.join(desktop.dataFolder, 'university.db')]);
});

test('its address reaches the page, which shows it in a frame where a student can log in', async () => {
  const page = await desktop.page();
  await page.getByRole('link', { name: /University/u }).click();
  const frame = page.frameLocator('iframe');
  await frame.getByRole('button', { name: /Zofia/u }).click();
  // Only with its session cookie kept, in a frame that is another site than the page, does the mock show this page.
  await frame
    .getByRole('link', { name: /mLegitymacja/u })
    .first()
    .waitFor();
  const framed = page.frames().map((shown) => shown.url());
  expect(framed[1]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/usosweb\//u);
});

test('a mock that is slow holds up no window; once it answers, the page is loaded anew and may frame it', async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const slow = await launchDesktop({ gate });
  const page = await slow.pageAlone();
  await page.getByRole('link', { name: /University/u }).click();
  expect(await page.locator('iframe').count()).toBe(0);
  release();
  await page.frameLocator('iframe').getByRole('button', { name: /Zofia/u }).waitFor();
  await slow.end();
});
