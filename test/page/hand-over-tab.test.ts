import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeWalletPageLink } from '../../shared/protocol/hand-over.ts';
import { useStage } from './stage.ts';

/** What a tab shows that a link opened, without the token: nothing axe finds, nothing that has to be scrolled sideways. */

/** Set to a folder to have pictures taken there. */
const PICTURES = process.env['MLEG_PICTURES'];
const openScene = useStage();
const hash = new URL(writeWalletPageLink('http://x/', 'eyJ0eXAi.Ab3-.sig')).hash;
const WAITING = /^(Kod z linku czeka w tej karcie|A code from a link waits in this tab)$/u;
const PASSED_ON = /^(Kod jest już w karcie z portfelem|The code is in the tab with the wallet)$/u;

test.each([
  ['pl-PL', 'light'],
  ['pl-PL', 'dark'],
  ['en-GB', 'light'],
  ['en-GB', 'dark'],
] as const)('%s, %s', async (locale, colorScheme) => {
  const { page, host } = await openScene({ browser: { locale, colorScheme } });
  await page.goto('about:blank');
  const tab = await page.context().newPage();
  await tab.goto(`${host.origin}/${hash}`);
  await tab.getByRole('heading', { level: 2, name: WAITING }).waitFor();
  const findings = await look(tab, `tab-waiting.${locale}.${colorScheme}`);
  await page.goto(host.address);
  await tab.getByRole('heading', { level: 2, name: PASSED_ON }).waitFor();
  findings.push(...(await look(tab, `tab-passed-on.${locale}.${colorScheme}`)));
  expect(findings).toEqual([]);
});

async function look(tab: Page, name: string): Promise<string[]> {
  // Through the debugger, which the page's policy does not bind.
  await tab.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const findings = await tab.evaluate<string[]>(
    'axe.run().then((found) => found.violations.map(({ id, nodes }) => id + " " + nodes.map(({ html }) => html)))',
  );
  for (const width of [1280, 360]) {
    await tab.setViewportSize({ width, height: 860 });
    if ((await tab.evaluate('document.documentElement.scrollWidth - innerWidth')) !== 0)
      findings.push(`${name} ${width}`);
    if (!PICTURES) continue;
    await mkdir(PICTURES, { recursive: true });
    await tab.screenshot({ path: join(PICTURES, `${name}.${width}.png`) });
  }
  return findings;
}
