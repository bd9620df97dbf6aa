import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import type { AskingView } from '../../shared/ipc/verifier-views.ts';
import { makeAnswer, makeAsking, makeVerifier } from '../support/sample-verifier.ts';
import { press, readFocus, readHeading } from './code-scene.ts';
import { type Scene, type SceneOptions, useStage } from './stage.ts';
import { answers } from './verifier-screens.ts';

const openScene = useStage();
const openAsk = (options: SceneOptions = {}): Promise<Scene> => openScene({ route: '/verifier/ask', ...options });
const waiting = (change: Partial<AskingView> = {}): SceneOptions => ({
  view: { verifier: makeVerifier({ asking: makeAsking(change) }) },
});
const tell = ({ host }: Scene, change: Partial<AskingView>): void =>
  host.push({ name: 'verifier.changed', value: makeVerifier({ asking: makeAsking(change) }) });
const readMain = (page: Page): Promise<string> => page.getByRole('main').innerText();
const callsOf = ({ host }: Scene, name: string): unknown[] =>
  host.calls.filter((call) => call.name === name).map(({ argument }) => argument);
const answered = {
  state: 'answered',
  answer: makeAnswer({ verdict: 'VALID', reason: 'GOOD', mode: 'asked' }),
} as const;
const NAME = 'Zofia Przykładowa';

describe('asking over the network', () => {
  test('goes by the keyboard alone from the rail to QR and digits, to the answer, and to the next person', async () => {
    const scene = await openScene({ route: '/wallet' });
    const { page } = scene;
    await page.keyboard.press('Control+3');
    await expect.poll(() => readHeading(page)).toBe('Weryfikacja');
    await page.getByRole('link', { name: /^Zapytaj Pokazujesz/u }).press('Enter');
    await page.getByRole('radio', { name: 'Imię, nazwisko i ważność' }).press('ArrowDown');
    await page.getByRole('button', { name: 'Pokaż kod' }).press('Enter');
    await page.getByRole('heading', { name: 'Zeskanuj albo wpisz' }).waitFor();
    expect(await readFocus(page)).toBe('Zeskanuj albo wpisz');
    expect(callsOf(scene, 'verifier.ask')).toEqual([{ ask: 'photo' }]);
    expect(await page.locator('.digits').innerText()).toMatch(/^482\s*913$/u);
    await page.getByText('Sześć cyfr: 4 8 2 9 1 3').waitFor();
    expect(await decodeShown(page)).toBe(makeAsking().link);
    tell(scene, { ask: 'photo', state: 'opened' });
    await page.getByRole('status').getByText('Telefon otworzył pytanie').waitFor();
    tell(scene, { ask: 'photo', ...answered });
    await page.getByRole('heading', { name: 'Ważna' }).waitFor();
    expect(await readFocus(page)).toBe('Ważna');
    expect(await readMain(page)).toContain(NAME);
    await page.getByRole('button', { name: 'Zapytaj następną osobę' }).press('Enter');
    await page.getByRole('heading', { name: 'Zeskanuj albo wpisz' }).waitFor();
    expect(callsOf(scene, 'verifier.ask')).toEqual([{ ask: 'photo' }, { ask: 'photo' }]);
    expect(await page.content()).not.toContain(NAME);
  });

  test.each([
    ['Tylko czy ważna', 'status'],
    ['Imię, nazwisko i ważność', 'name'],
    ['To samo i zdjęcie', 'photo'],
  ])('%s asks for just that', async (label, ask) => {
    const scene = await openAsk();
    await scene.page.getByRole('radio', { name: label }).check();
    await press(scene.page, 'Pokaż kod');
    await scene.page.getByRole('heading', { name: 'Zeskanuj albo wpisz' }).waitFor();
    expect(callsOf(scene, 'verifier.ask')).toEqual([{ ask }]);
  });

  test('can be called off', async () => {
    const scene = await openAsk(waiting());
    await press(scene.page, 'Anuluj pytanie');
    await scene.page.getByRole('heading', { name: 'Zapytaj studenta' }).waitFor();
    expect(callsOf(scene, 'verifier.end-asking')).toEqual([{ askId: 'ask-1' }]);
  });

  test.each([
    [{ state: 'declined' }, 'Student odmówił'],
    [{ state: 'ended' }, 'Nikt nie odpowiedział'],
    [{ state: 'failed', failure: 'REQUEST_UNREACHABLE' }, 'Odpowiedzi nie dało się odebrać'],
  ] as const)('that comes to nothing is told and can be asked again: %o', async (change, sentence) => {
    const scene = await openAsk(waiting({ ask: 'status' }));
    await scene.page.locator('.digits').waitFor();
    tell(scene, { ask: 'status', ...change });
    await scene.page.getByText(sentence).waitFor();
    expect(await scene.page.locator('.digits').count()).toBe(0);
    await press(scene.page, 'Zapytaj ponownie');
    await scene.page.locator('.digits').waitFor();
    expect(callsOf(scene, 'verifier.ask')).toEqual([{ ask: 'status' }]);
  });

  test('says what stands in its way', async () => {
    const { page } = await openAsk({
      view: { verifier: makeVerifier({ relayHost: null }) },
      handlers: { 'verifier.ask': async () => ({ ok: false, code: 'ASK_NO_RELAY' }) },
    });
    await page.getByText('jeszcze się nie uruchomiła', { exact: false }).waitFor();
    await press(page, 'Pokaż kod');
    expect(await page.getByRole('alert').innerText()).toContain('Co zrobić');
  });

  test('two presses are one question', async () => {
    const scene = await openAsk();
    await scene.page.getByRole('button', { name: 'Pokaż kod' }).evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await scene.page.locator('.digits').waitFor();
    expect(callsOf(scene, 'verifier.ask')).toHaveLength(1);
  });

  test('counts down, and says when the time is over', async () => {
    const { page } = await openAsk({
      ...waiting({ expiresAt: Date.now() + 90_000 }),
      prepare: (tab) => tab.clock.install(),
    });
    const timer = page.getByRole('timer');
    expect(await timer.innerText()).toMatch(/^Kod działa jeszcze 1:[0-3]\d$/u);
    await page.clock.fastForward(120_000);
    await timer.getByText('Czas minął.').waitFor();
  });
});

describe('the answer to a question', () => {
  test('comes back to where it was asked for, also when the wallet was opened in between', async () => {
    const scene = await openAsk(waiting());
    const { page } = scene;
    await page.locator('.digits').waitFor();
    await page.keyboard.press('Control+1');
    tell(scene, answered);
    await page.keyboard.press('Control+3');
    await page.getByRole('heading', { name: 'Ważna' }).waitFor();
    expect(await readMain(page)).toContain(NAME);
  });

  test('is gone when its screen was left', async () => {
    const scene = await openAsk({ handlers: answers(answered.answer) });
    const { page } = scene;
    await press(page, 'Pokaż kod');
    await page.getByText(NAME).waitFor();
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+3');
    await page.getByText('Odpowiedź już pokazano').waitFor();
    expect(await page.content()).not.toContain(NAME);
  });

  test('is gone after a reload, even if the host still told it', async () => {
    const scene = await openAsk(waiting());
    const { page, host } = scene;
    await page.locator('.digits').waitFor();
    tell(scene, answered);
    await page.getByText(NAME).waitFor();
    expect(host.view().verifier.asking?.answer).not.toBeNull();
    await page.reload();
    await page.getByText('Odpowiedź już pokazano').waitFor();
    expect(await page.content()).not.toContain(NAME);
  });

  test('reaches a page that was loaded anew while the student was still thinking', async () => {
    const scene = await openAsk(waiting());
    await scene.page.reload();
    await scene.page.locator('.digits').waitFor();
    tell(scene, answered);
    await scene.page.getByText(NAME).waitFor();
    expect(await readHeading(scene.page)).toBe('Ważna');
  });

  test('to a question of another tab is not taken in', async () => {
    const scene = await openAsk();
    await scene.page.getByRole('heading', { name: 'Zapytaj studenta' }).waitFor();
    tell(scene, answered);
    await scene.page.getByText('Odpowiedź już pokazano').waitFor();
    expect(await scene.page.content()).not.toContain(NAME);
  });
});

async function decodeShown(page: Page): Promise<string | null> {
  const figure = page.locator('figure');
  await figure.locator('svg.qr').waitFor();
  const { data, width, height } = PNG.sync.read(await figure.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
}
