import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findAxeViolations } from '../support/axe.ts';
import { useVisits } from './use-visits.ts';
import { SECOND_MS, STAFF_TOKEN, type World } from './world.ts';

let world: World;
let page: Page;
let complaints: string[];
const visitAgain = useVisits({ isSlow: true }, {}, (visit) => ({ world, page, complaints } = visit));

async function signIn(language = 'pl'): Promise<void> {
  await page.goto(`${world.url}/console?lang=${language}`);
  await page.locator('#token').fill(STAFF_TOKEN);
  await page.locator('.sign-in button').click();
  await page.locator('#clock-live').waitFor();
}

const place = async (student: string): Promise<string> =>
  String((await world.staff('POST', '/api/orders', { student })).json['id']);

describe('the console in a browser', () => {
  it('follows whatever happens, and leaves alone what is being typed, opened and focused', async () => {
    await world.staff('PUT', '/api/clock', { mode: 'frozen' });
    await signIn();
    await page.evaluate('globalThis.sameDocument = true');
    await page.locator('#times').fill('7');
    await page.locator('#search').fill('zof');
    await page.locator('#to-semester-end').focus();
    const id = await place('zofia');
    await page.locator('#orders-live', { hasText: 'Zofia Przykładowa' }).waitFor();
    await page.locator(`#fail-order-${id}`).click();
    await page.locator(`#fail-order-${id}`).focus();
    await world.staff('POST', '/api/clock/step', { by: 'PT2S' });
    await page.locator('#orders-live .status', { hasText: 'W trakcie realizacji' }).waitFor();
    await page.locator('#clock-live time', { hasText: '2026-10-02 11:14:24' }).waitFor();
    expect(await page.locator('#announcement').textContent()).toBe('Zamówienie zmieniło stan: zofia');
    expect(await page.locator('details.more').getAttribute('open')).toBe('');
    expect(await page.evaluate('[document.activeElement.id, globalThis.sameDocument]')).toEqual([
      `fail-order-${id}`,
      true,
    ]);
    await world.staff('POST', '/api/faults', { target: 'nonce', kind: 'cut', times: 2 });
    await page.locator('#faults-live', { hasText: 'jeszcze 2×' }).waitFor();
    await world.staff('PUT', '/api/settings', { code_length: 12 });
    await page.locator('#settings-live dd', { hasText: /^12$/u }).waitFor();
    await world.staff('POST', '/api/reset');
    await page.locator('#orders-live', { hasText: 'Nie ma takich zamówień' }).waitFor();
    expect([await page.locator('#times').inputValue(), await page.locator('#search').inputValue()]).toEqual([
      '7',
      'zof',
    ]);
    expect(complaints).toEqual([]);
  });

  it('shows a running clock as running', async () => {
    await signIn();
    const before = await page.locator('#clock-live time').textContent();
    await page.waitForFunction((text) => document.querySelector('#clock-live time')?.textContent !== text, before);
    expect(await page.locator('#clock-live time').textContent()).toMatch(/^2026-10-02 11:14:\d\d$/u);
    expect(complaints).toEqual([]);
  });

  it('says what came of an action until something else happens, and does not say it again', async () => {
    await signIn('en');
    await page.getByRole('button', { name: 'Freeze' }).click();
    await page.locator('#clock .said', { hasText: 'Done.' }).waitFor();
    await page.waitForFunction(() => !location.search.includes('said'));
    await place('jan');
    await page.locator('#orders-live', { hasText: 'Jan Testowy' }).waitFor();
    expect(await page.locator('.said').count()).toBe(0);
    await page.reload();
    expect(await page.locator('.said').count()).toBe(0);
  });

  it('shows nothing more once its session has ended elsewhere', async () => {
    await place('zofia');
    await signIn();
    const other = await page.context().newPage();
    await other.goto(`${world.url}/console`);
    await other.getByRole('button', { name: 'Wyjdź z konsoli' }).click();
    await page.locator('#token').waitFor();
    expect(await page.getByText('Zofia').count()).toBe(0);
  });

  it('is worked by keyboard alone', async () => {
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      }
      throw new Error(`${selector} cannot be reached`);
    };
    await page.goto(`${world.url}/console`);
    // What is typed before the field has the focus is lost.
    await page.locator('#token:focus').waitFor();
    await page.keyboard.type(STAFF_TOKEN);
    await page.keyboard.press('Enter');
    await page.locator('#clock-live').waitFor();
    await tabTo('#freeze-clock');
    await page.keyboard.press('Enter');
    await page.locator('#clock-live .status-frozen').waitFor();
    await tabTo('#place-order-jan');
    await page.keyboard.press('Enter');
    await page.locator('#students .said').waitFor();
    // After an action one goes on from the part it stands in.
    await tabTo('#kind');
    await page.keyboard.type('zer');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#faults-live', { hasText: 'zerwane połączenie' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('works without JavaScript', async () => {
    await visitAgain({ javaScriptEnabled: false });
    await signIn('en');
    await page.locator('#place-order-hanna').click();
    await page.locator('[id^=advance-order]').click();
    expect(await page.locator('#orders-live .status-processing').count()).toBe(1);
    await page.locator('[id^=fail-order]').click();
    await page.getByRole('button', { name: 'System fault' }).click();
    expect(await page.locator('#orders-live .status-failed').count()).toBe(1);
    await page.selectOption('#target', 'credential');
    await page.selectOption('#kind', 'wrong-signature');
    await page.getByRole('button', { name: 'Add' }).click();
    expect(await page.locator('#faults-live').innerText()).toContain('wrong signature');
    await page.locator('#search').fill('testowy');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('#students-live li').count()).toBe(1);
  });
});

describe.each([
  ['light', 1280, 'pl'],
  ['dark', 1280, 'en'],
  ['light', 360, 'en'],
  ['dark', 360, 'pl'],
] as const)('the console, %s, %i pixels wide, in %s', (colorScheme, width, language) => {
  it('has nothing axe objects to and nothing that must be scrolled sideways', async () => {
    await visitAgain({ colorScheme, viewport: { width, height: 740 } });
    const findings: unknown[] = [];
    const look = async (where: string) => {
      const violations = await findAxeViolations(page);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      if (violations.length > 0 || overflow !== 0) findings.push({ where, violations, overflow });
    };
    await page.goto(`${world.url}/console?lang=${language}`);
    await look('sign-in');
    await page.locator('#token').fill('wrong');
    await page.locator('.sign-in button').click();
    await page.locator('.said-no').waitFor();
    await look('refused');
    await signIn(language);
    await look('empty');
    for (const student of ['zofia', 'jan', 'hanna', 'piotr']) {
      await place(student);
      world.wait(2 * SECOND_MS);
    }
    await world.staff('POST', '/api/students/jan/events', { event: 'suspend' });
    await world.staff('POST', '/api/faults', { target: 'status-aggregation', kind: 'content-type', times: null });
    await page.locator('#freeze-clock').click();
    await page.locator('.said-done').waitFor();
    for (const summary of await page.locator('details.more summary').all()) await summary.click();
    await look('full');
    await page.goto(`${world.url}/console/nothing`);
    await look('error');
    expect(findings).toEqual([]);
    // The page that is not there, and the wrong token.
    expect(complaints.filter((text) => !/40[34]/u.test(text))).toEqual([]);
  });
});
