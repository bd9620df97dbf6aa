import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_ROUTES } from '../../issuer-mock/api/api-routes.ts';
import { launchChromium } from '../support/chromium.ts';
import { openWorld, STAFF_TOKEN, type World } from './world.ts';

let browser: Browser;
let world: World;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await launchChromium();
  world = await openWorld();
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(world.url) && !request.url().startsWith('data:')) complaints.push(request.url());
  });
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

describe('the page about the API', () => {
  it.each([
    ['pl', 360, 'light'],
    ['pl', 1280, 'dark'],
    ['en', 360, 'dark'],
    ['en', 1280, 'light'],
  ] as const)(
    'in %s, %i px wide, %s: shows every call, to everybody, and loads nothing from elsewhere',
    async (lang, width, colorScheme) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`${world.url}/api/docs?lang=${lang}`);
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      const headings = await page.locator('article.call h3').allInnerTexts();
      expect(headings.map((text) => text.replace(/\s+/gu, ' '))).toEqual(
        API_ROUTES.map(({ method, path }) => `${method.toUpperCase()} /api${path}`),
      );
      for (const { summary } of API_ROUTES) {
        expect(await page.getByText(summary[lang]).count()).toBeGreaterThan(0);
      }
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.addScriptTag({ content: axe.source }).catch(() => page.evaluate(axe.source));
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    },
  );

  it('leads from each call to its shapes, within the page', async () => {
    await page.goto(`${world.url}/api/docs?lang=en`);
    const dead = await page.evaluate(() =>
      [...document.querySelectorAll('a[href^="#"]')]
        .map((link) => link.getAttribute('href')?.slice(1) ?? '')
        .filter((id) => document.getElementById(id) === null),
    );
    expect(dead).toEqual([]);
  });

  it('copies a call as a command that works as it is', async () => {
    await page.goto(`${world.url}/api/docs?lang=en`);
    complaints = [];
    await page.getByRole('button', { name: /POST \/orders$/u }).click();
    await page.locator('#announcement', { hasText: 'Copied' }).waitFor({ state: 'attached' });
    const command = await page.evaluate('navigator.clipboard.readText()');
    const { stdout } = await promisify(execFile)('sh', ['-c', `${String(command)} -s`], {
      env: { ...process.env, TOKEN: STAFF_TOKEN },
    });
    expect(JSON.parse(stdout)).toMatchObject({ student: 'zofia', state: 'ready' });
    expect(complaints).toEqual([]);
  });

  it('works without JavaScript: the command can be selected', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${world.url}/api/docs`);
    expect(await plain.getByRole('button').count()).toBe(0);
    expect(await plain.locator('#placeOrder-curl').innerText()).toContain('"student":"zofia"');
    await context.close();
  });
});
