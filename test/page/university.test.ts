import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import axe from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useStage } from './stage.ts';

const openScene = useStage();

let server: Server;
let url: string;
let visits = 0;
let lastAddress: string | undefined;

beforeAll(async () => {
  server = createServer((request, response) => {
    visits++;
    lastAddress = request.url;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      '<!doctype html><title>USOSweb</title><h1>Zamówienie mLegitymacji</h1><input aria-label="Notatka"><output></output>' +
        "<script>addEventListener('message', ({ data }) => (document.querySelector('output').textContent = data.language))</script>",
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('shows the mock’s own pages and its address, and keeps the page while the person is elsewhere', async () => {
  const running = { university: { state: 'running', url, detail: null } } as const;
  const { page } = await openScene({ view: running, frameSource: url });
  expect(visits).toBe(0);
  await page.getByRole('link', { name: /^Uczelnia/u }).click();
  const frame = page.frameLocator('iframe[title="USOSweb wymyślonej uczelni"]');
  await frame.getByRole('textbox', { name: 'Notatka' }).fill('w połowie');
  expect(await page.getByText(url, { exact: true }).isVisible()).toBe(true);
  await page.getByRole('link', { name: /^Portfel/u }).click();
  await page.getByRole('heading', { level: 1, name: 'Portfel' }).waitFor();
  expect(await page.locator('iframe').isVisible()).toBe(false);
  await page.keyboard.press('Control+2');
  expect(await frame.getByRole('textbox', { name: 'Notatka' }).inputValue()).toBe('w połowie');
  expect(await page.locator('iframe').getAttribute('sandbox')).not.toMatch(/top-navigation|popups/u);
});

test('is told a new language instead of losing the page it shows', async () => {
  const running = { university: { state: 'running', url, detail: null } } as const;
  const { page } = await openScene({ route: '/university', view: running, frameSource: url });
  const frame = page.frameLocator('iframe');
  await frame.getByRole('textbox', { name: 'Notatka' }).fill('w połowie');
  await page.getByRole('radio', { name: 'English' }).check();
  await frame.getByText('en', { exact: true }).waitFor();
  await page.getByRole('radio', { name: 'Polski' }).check();
  await frame.getByText('pl', { exact: true }).waitFor();
  expect(await frame.getByRole('textbox', { name: 'Notatka' }).inputValue()).toBe('w połowie');
  // A page that was on its way meanwhile is told once it is there.
  await frame.locator('body').evaluate(() => window.location.reload());
  await frame.getByText('pl', { exact: true }).waitFor();
  expect(await frame.getByRole('textbox', { name: 'Notatka' }).inputValue()).toBe('');
});

test.each([
  ['Otwórz w ramce', 'Mobilny USOS', 'pl'],
  ['Open in the frame', 'Mobile USOS', 'en'],
] as const)('leads to either of the mock’s sites by keyboard: %s, %s', async (label, mobile, language) => {
  const running = { university: { state: 'running', url, detail: null } } as const;
  const view = { ...running, settings: { language, theme: 'light', hasSound: true, allowsHttp: false } } as const;
  const { page } = await openScene({ route: '/university', view, frameSource: url });
  const sites = page.getByRole('navigation', { name: label });
  const isMobile = new RegExp(mobile, 'u');
  await sites.getByRole('button', { name: 'USOSweb' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.frameLocator(`iframe[title^="${mobile}"]`).getByRole('textbox').waitFor();
  expect(lastAddress).toBe(`/mobile?lang=${language}`);
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(isMobile);
  // Opened anew though it was the last: the pages lead to each other as well, so another one may be shown by now.
  const before = visits;
  await page.keyboard.press('Enter');
  await expect.poll(() => visits).toBe(before + 1);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.frameLocator('iframe[title^="USOSweb"]').getByRole('textbox').waitFor();
  expect(lastAddress).toBe(`/usosweb?lang=${language}`);
  await page.evaluate(axe.source);
  const violations = await page.evaluate<unknown[]>(
    'axe.run(document, { iframes: false }).then((found) => found.violations.map(({ id, nodes }) => [id, nodes[0].html]))',
  );
  expect(violations).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
});

test('that failed says why and can be started again', async () => {
  const failed = { state: 'failed', url: null, detail: 'port 4001 is in use' } as const;
  const { page, host } = await openScene({ route: '/university', view: { university: failed } });
  const alert = page.getByRole('alert');
  await alert.getByText('port 4001 is in use').waitFor();
  await alert.getByRole('button', { name: 'Uruchom ponownie' }).click();
  host.push({ name: 'university.changed', value: { state: 'starting', url: null, detail: null } });
  await page.getByRole('status').getByText('Uczelnia się uruchamia').waitFor();
  expect(host.calls.at(-1)).toEqual({ name: 'university.restart', argument: null });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Uczelnia');
});
