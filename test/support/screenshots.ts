import { mkdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';
import { ROOT } from './project-root.ts';

/** In docs/screenshots where MLEG_UPDATE_SCREENSHOTS asks for it, else in a folder git ignores: a test run leaves the checkout clean. */
const folder = process.env['MLEG_UPDATE_SCREENSHOTS']
  ? path.join(ROOT, 'docs', 'screenshots')
  : path.join(ROOT, 'test-results', 'screenshots');

export async function takeScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
