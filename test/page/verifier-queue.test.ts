import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { VerifierAnswer } from '../../shared/ipc/verifier-views.ts';
import { makeAnswer } from '../support/sample-verifier.ts';
import { cardText, judgedBy, judges, openCheckOn, passTime, readTracks, showToCamera } from './check-scene.ts';
import { waitForState } from './scan-scene.ts';
import { type SceneOptions, useStage } from './stage.ts';
import { typeAsReader } from './type-as-reader.ts';

const openCheck = openCheckOn(useStage());
const START = Date.UTC(2026, 9, 2, 7, 29);

const result = (page: Page) => page.getByRole('region', { name: 'Wynik', exact: true });
const tallyOf = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ hasText: new RegExp(`^\\s*${name}`, 'u') })
    .locator('dd');
const start = (page: Page): Promise<void> => page.getByRole('button', { name: 'Rozpocznij' }).click();
const table = (...entries: readonly (readonly [string, Partial<VerifierAnswer>])[]): SceneOptions => ({
  handlers: judges(new Map(entries)),
});
const person = (givenName: string) => ({ ...makeAnswer().person!, givenName });

/** The queue, read by a handheld reader. */
async function openByReader(options: SceneOptions) {
  const scene = await openCheck('queue', options);
  await scene.page.getByRole('radio', { name: 'Tylko czytnik ręczny' }).check();
  await start(scene.page);
  return scene;
}

describe('the queue before a camera', () => {
  test('judges ten people one after the other, each exactly once, without a press between them', async () => {
    const VERDICTS = ['VALID_UNCHALLENGED', 'EXPIRED', 'REVOKED', 'INDETERMINATE', 'INVALID'] as const;
    const texts = Array.from({ length: 10 }, (_empty, at) => cardText(100 + at));
    const entries = texts.map(
      (text, at) => [text, { verdict: VERDICTS[at % 5]!, person: person(`Osoba${at}`) }] as const,
    );
    const { page, host } = await openCheck('queue', table(...entries));
    await start(page);
    await waitForState(page, 'Szukam kodu QR');
    for (const [at, text] of texts.entries()) {
      await showToCamera(page, text);
      await expect.poll(() => judgedBy(host).length, { interval: 5 }).toBe(at + 1);
      await result(page)
        .and(page.locator(`[data-verdict=${VERDICTS[at % 5]!}]`))
        .waitFor();
    }
    expect(judgedBy(host)).toEqual(texts.map((text) => ({ text, source: 'camera', challengeId: null })));
    const counts = ['Ważne', 'Po terminie', 'Odrzucone', 'Nie wiadomo', 'Razem', 'Powtórzone', 'W ostatniej minucie'];
    const shown = await Promise.all(counts.map((name) => tallyOf(page, name).innerText()));
    expect(shown).toEqual(['2', '2', '4', '2', '10', '0', '10']);
    expect(
      await page
        .getByRole('list', { name: /^Ostatnie wyniki/u })
        .getByRole('listitem')
        .allInnerTexts(),
    ).toEqual(
      ['Odrzucona', 'Nie wiadomo', 'Unieważniona', 'Po terminie', 'Ważna'].map((word) => expect.stringContaining(word)),
    );
    expect(await readTracks(page)).toEqual(['live']);
  });

  test('does not judge a code again that stays in the picture or comes back', async () => {
    const [first, second] = [cardText(1), cardText(2)];
    const { page, host } = await openCheck('queue', table([first, {}], [second, {}]));
    await start(page);
    for (const text of [first, second, first]) {
      await showToCamera(page, text);
      await waitForState(page, 'Ten kod jest już sprawdzony');
      // Something else in between, or the words that are waited for would still be those of the code before.
      await showToCamera(page, 'https://example.org/poster');
      await waitForState(page, 'To nie jest kod legitymacji');
    }
    expect(judgedBy(host)).toEqual([first, second].map((text) => ({ text, source: 'camera', challengeId: null })));
  });

  test('is not disturbed by a poster on the wall', async () => {
    const { page } = await openCheck('queue', table([cardText(1), { verdict: 'EXPIRED' }]));
    await start(page);
    await showToCamera(page, cardText(1));
    await result(page).getByText('Po terminie', { exact: true }).waitFor();
    await showToCamera(page, 'https://example.org/poster');
    await waitForState(page, 'To nie jest kod legitymacji');
    expect(await result(page).getAttribute('data-verdict')).toBe('EXPIRED');
  });

  test('does not judge a code again that is still there after a pause: its holder would be called a copy', async () => {
    const { page, host } = await openCheck('queue', table([cardText(1), { verdict: 'EXPIRED' }]));
    await start(page);
    await showToCamera(page, cardText(1));
    await result(page).getByText('Przykładowa').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Wznów' }).click();
    await waitForState(page, 'Ten kod jest już sprawdzony');
    expect(judgedBy(host)).toHaveLength(1);
  });

  test('ends on Escape: camera off, nobody on the screen, tally kept', async () => {
    const { page, host } = await openCheck('queue', table([cardText(1), { verdict: 'EXPIRED' }]));
    await start(page);
    await showToCamera(page, cardText(1));
    await result(page).getByText('Przykładowa').waitFor();
    await page.keyboard.press('Escape');
    await result(page).getByText('Kamera jest wyłączona i nic nie jest sprawdzane.').waitFor();
    expect(await readTracks(page)).toEqual(['ended']);
    expect(await page.getByText('Przykładowa').count()).toBe(0);
    expect(await tallyOf(page, 'Razem').innerText()).toBe('1');
    await typeAsReader(page, cardText(2));
    await showToCamera(page, 'https://example.org/poster');
    await page.getByRole('button', { name: 'Wznów' }).click();
    await waitForState(page, 'To nie jest kod legitymacji');
    expect(judgedBy(host)).toHaveLength(1);
  });
});

describe('the queue', () => {
  test('counts a card that was here already as repeated, and says how long ago', async () => {
    const [first, redrawn] = [cardText(1, 60), cardText(2, 60)];
    const { page } = await openByReader(
      table(
        [first, { at: START, repeat: { times: 3, lastAt: START - 86_400_000 } }],
        [redrawn, { at: START + 12_000, repeat: { times: 4, lastAt: START } }],
      ),
    );
    await typeAsReader(page, first);
    await result(page).getByText('Ważna', { exact: true }).waitFor();
    expect(await page.getByText(/Już sprawdzona/u).count()).toBe(0);
    await typeAsReader(page, redrawn);
    await result(page).getByText('Już sprawdzona 12 sekund temu', { exact: true }).waitFor();
    expect(await tallyOf(page, 'Razem').innerText()).toBe('1');
    expect(await tallyOf(page, 'Powtórzone').innerText()).toBe('1');
    await page.getByRole('button', { name: 'Licz od nowa' }).click();
    expect(await tallyOf(page, 'Razem').innerText()).toBe('0');
  });

  test('has its counts in sight on a small laptop, without scrolling, and no sideways', async () => {
    const { page } = await openByReader(table([cardText(1, 60), { verdict: 'EXPIRED' }]));
    await page.setViewportSize({ width: 1024, height: 700 });
    await typeAsReader(page, cardText(1, 60));
    await result(page).getByText('Po terminie', { exact: true }).waitFor();
    const counts = page.locator('.counts');
    expect((await counts.innerText()).match(/\d+/gu)).toEqual(['0', '1', '0', '0']);
    const box = await counts.boundingBox();
    expect([box && box.y >= 0, box && box.y + box.height <= 700]).toEqual([true, true]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1024);
  });

  test('has let go of the person before the next one is even judged', async () => {
    let answer = (): void => undefined;
    const { page, host } = await openByReader(table([cardText(1, 60), { verdict: 'EXPIRED' }]));
    await typeAsReader(page, cardText(1, 60));
    await result(page).getByText('Przykładowa').waitFor();
    host.answer({
      'verifier.check': () =>
        new Promise((resolve) => {
          answer = () => resolve({ ok: true, value: makeAnswer({ person: person('Kolejna') }) });
        }),
    });
    await typeAsReader(page, cardText(2, 60));
    await result(page).getByText('Sprawdzanie…').waitFor();
    expect(await page.getByText('Przykładowa').count()).toBe(0);
    answer();
    await result(page).getByText('Kolejna').waitFor();
  });

  test('takes good news off the screen after a while, and a name where the verdict stays', async () => {
    const { page } = await openByReader(table([cardText(1, 60), {}], [cardText(2, 60), { verdict: 'EXPIRED' }]));
    await typeAsReader(page, cardText(1, 60));
    await result(page).getByText('Przykładowa').waitFor();
    await passTime(page, 4000);
    await result(page).getByText('Następna osoba', { exact: true }).waitFor();
    expect(await page.getByText('Przykładowa').count()).toBe(0);
    await typeAsReader(page, cardText(2, 60));
    await result(page).getByText('Przykładowa').waitFor();
    await passTime(page, 8000);
    await expect.poll(() => page.getByText('Przykładowa').count()).toBe(0);
    expect(await result(page).getAttribute('data-verdict')).toBe('EXPIRED');
  });

  test.each(['INVALID', 'REVOKED'] as const)(
    'shows nobody where the verdict is %s, whatever the host sends',
    async (verdict) => {
      const { page } = await openByReader(table([cardText(1, 60), { verdict }]));
      await typeAsReader(page, cardText(1, 60));
      await result(page)
        .and(page.locator(`[data-verdict=${verdict}]`))
        .waitFor();
      expect(await page.content()).not.toContain('Przykładowa');
    },
  );

  test('says what was read instead of a card, and why a check failed', async () => {
    const { page, host } = await openByReader({});
    await typeAsReader(page, 'MC1:6BF+70790T9WJWG');
    await result(page).getByText('To pytanie weryfikującego, nie legitymacja').first().waitFor();
    host.answer({ 'verifier.check': async () => ({ ok: false, code: 'HOST_FAULT' }) });
    await typeAsReader(page, cardText(1, 60));
    await result(page).getByText('HOST_FAULT').waitFor();
    expect(await tallyOf(page, 'Razem').innerText()).toBe('0');
  });

  test('sounds otherwise for a repeated card than for the next good one', async () => {
    const [first, redrawn] = [cardText(1, 60), cardText(2, 60)];
    const { page } = await openByReader({
      ...table([first, { at: START }], [redrawn, { at: START + 9000, repeat: { times: 1, lastAt: START } }]),
      prepare: (tab) => tab.addInitScript(hearTones),
    });
    const heard = (): Promise<number[]> =>
      page.evaluate(() => (window as unknown as { heard: number[] }).heard.splice(0));
    await typeAsReader(page, first);
    await result(page).getByText('Przykładowa').waitFor();
    const good = await heard();
    await typeAsReader(page, redrawn);
    await result(page)
      .getByText(/Już sprawdzona/u)
      .first()
      .waitFor();
    const repeated = await heard();
    expect(good.length).toBeGreaterThan(0);
    expect(repeated.length).toBeGreaterThan(0);
    expect(repeated).not.toEqual(good);
  });
});

/** Notes the pitch of whatever would be played. */
function hearTones(): void {
  const heard: number[] = [];
  Object.assign(window, { heard });
  AudioParam.prototype.setValueAtTime = function (value) {
    if (value > 20) heard.push(value);
    return this;
  };
}
