import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Found {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** What can go wrong in one theme and not in another, where themes differ in nothing but colour. */
const COLOURS = { type: 'rule', values: ['color-contrast'] };

/** What axe objects to on the page as it is now, a line for each place; frames are left out. */
export async function findAxeViolations(page: Page, rules: 'all' | 'colours' = 'all'): Promise<readonly string[]> {
  // Run through the debugger, which a page's policy does not bind; half a megabyte, so only where it is not there yet.
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(axe.source);
  return page.evaluate(
    async (runOnly) => {
      const { axe: engine } = window as unknown as { axe: { run: (root: Document, how: unknown) => Promise<Found> } };
      const { violations } = await engine.run(document, { runOnly, iframes: false, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id} ${html} ${failureSummary ?? ''}`),
      );
    },
    rules === 'all' ? ALL : COLOURS,
  );
}
