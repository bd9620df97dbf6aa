import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { makeCard, makeRequest, makeWallet } from '../support/sample-views.ts';
import { press, readFocus, readHeading } from './code-scene.ts';
import { answersChallenge, shows, SHOWN_TEXT, typeDigits } from './present-screens.ts';
import { type SceneOptions, useStage } from './stage.ts';

const openScene = useStage();
const SCAN = '/wallet/card/card-1/confirm/scan';
const openConsent = async (options: SceneOptions = {}) => {
  const scene = await openScene({
    route: SCAN,
    view: { wallet: makeWallet([makeCard()]) },
    ...options,
    handlers: { 'presentation.open': async () => ({ ok: true, value: makeRequest() }), ...options.handlers },
  });
  await typeDigits(scene.page, '123 456');
  await scene.page.getByRole('button', { name: 'Odmów' }).waitFor();
  return scene;
};
const callsOf = ({ host }: Awaited<ReturnType<typeof openConsent>>, name: string) =>
  host.calls.filter((call) => call.name === name).map(({ argument }) => argument);
const sends: SceneOptions['handlers'] = { 'presentation.share': async () => ({ ok: true, value: { kind: 'sent' } }) };

describe('confirming data', () => {
  test('goes from the card by the keyboard alone to who asks and for what, and shares nothing before it is told to', async () => {
    const { page, host } = await openScene({
      route: '/wallet/card/card-1',
      view: { wallet: makeWallet([makeCard()]) },
      handlers: { 'presentation.open': async () => ({ ok: true, value: makeRequest() }), ...sends },
    });
    await page.getByRole('link', { name: 'Potwierdź swoje dane' }).press('Enter');
    await page.getByRole('button', { name: 'Rozpocznij' }).press('Enter');
    await page.getByRole('textbox', { name: 'Sześć cyfr albo tekst kodu QR' }).fill('123456');
    await page.getByRole('button', { name: 'Dalej' }).press('Enter');
    await page.getByRole('heading', { name: 'Udostępnić dane?' }).waitFor();
    // The key that brought one here, pressed once more, shares nothing.
    expect(await readFocus(page)).toBe('Udostępnić dane?');
    await page.keyboard.press('Enter');
    const text = (await page.getByRole('main').innerText()).toLowerCase();
    for (const shown of ['127.0.0.1:4001', 'nikt nie potwierdził', 'imię (imiona)', 'numer pesel', 'data urodzenia'])
      expect(text).toContain(shown);
    expect(host.calls.map(({ name }) => name)).not.toContain('presentation.share');
    await page.getByRole('button', { name: 'Udostępnij dane' }).press('Enter');
    await page.getByRole('heading', { name: 'Dane udostępnione' }).waitFor();
    expect(host.calls.at(-1)).toEqual({
      name: 'presentation.share',
      argument: { requestId: 'request-1', cardId: 'card-1', withPhoto: false },
    });
    await page.getByRole('button', { name: 'Zakończ' }).press('Enter');
    await page.getByRole('link', { name: 'Potwierdź swoje dane' }).waitFor();
  });

  test('refusing says so to whoever asked, and shares nothing', async () => {
    const scene = await openConsent();
    await press(scene.page, 'Odmów');
    await expect.poll(() => readHeading(scene.page)).toBe('Odmówiono');
    await expect.poll(() => callsOf(scene, 'presentation.decline')).toEqual([{ requestId: 'request-1' }]);
    expect(callsOf(scene, 'presentation.share')).toEqual([]);
  });

  test('two presses are one answer, and no refusal any more', async () => {
    let answer: (() => void) | undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const scene = await openConsent({
      handlers: {
        'presentation.share': async () => {
          await answered;
          return { ok: true, value: { kind: 'sent' } };
        },
      },
    });
    await press(scene.page, 'Udostępnij dane');
    // As a click that was on its way: nothing looks pressable any more.
    await scene.page.getByRole('button', { name: 'Udostępnianie…' }).dispatchEvent('click');
    await scene.page.getByRole('button', { name: 'Odmów' }).dispatchEvent('click');
    answer?.();
    await scene.page.getByRole('heading', { name: 'Dane udostępnione' }).waitFor();
    expect([callsOf(scene, 'presentation.share').length, callsOf(scene, 'presentation.decline')]).toEqual([1, []]);
  });

  test('with a card that does not fit where it was begun, wants another to be chosen', async () => {
    const scene = await openConsent({
      view: { wallet: makeWallet([makeCard({ photo: null }), makeCard({ id: 'card-2', status: 'expired' })]) },
      handlers: {
        'presentation.open': async () => ({ ok: true, value: makeRequest({ cardIds: ['card-2'] }) }),
        ...sends,
      },
    });
    const { page } = scene;
    await press(page, 'Udostępnij dane');
    await page.getByText('Wybierz legitymację.').waitFor();
    expect(callsOf(scene, 'presentation.share')).toEqual([]);
    await page.getByRole('radio', { name: /Testowa Uczelnia/u }).check();
    await page.getByText('Minął termin ważności tej legitymacji.', { exact: false }).waitFor();
    await press(page, 'Udostępnij dane');
    await page.getByRole('heading', { name: 'Dane udostępnione' }).waitFor();
    expect(callsOf(scene, 'presentation.share')).toEqual([
      { requestId: 'request-1', cardId: 'card-2', withPhoto: false },
    ]);
  });

  test('ends by itself when the time to answer is over', async () => {
    const scene = await openConsent({
      handlers: {
        'presentation.open': async () => ({ ok: true, value: makeRequest({ expiresAt: Date.now() + 3_000_000 }) }),
      },
      prepare: (page) => page.clock.install(),
    });
    await scene.page.clock.fastForward(3_000_001);
    await scene.page.getByText('Minął czas na odpowiedź. Niczego nie udostępniono.').waitFor();
    expect(callsOf(scene, 'presentation.share')).toEqual([]);
  });

  test('after a full disk the same request can be answered', async () => {
    let isFull = true;
    const { page } = await openConsent({
      handlers: {
        'presentation.share': async () => {
          if (!isFull) return { ok: true, value: { kind: 'sent' } };
          isFull = false;
          return { ok: false, code: 'VAULT_UNWRITABLE' };
        },
      },
    });
    await press(page, 'Udostępnij dane');
    await page.getByRole('alert').waitFor();
    await press(page, 'Udostępnij dane');
    await page.getByRole('heading', { name: 'Dane udostępnione' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('loaded anew in the middle, begins anew and shares nothing', async () => {
    const scene = await openConsent();
    await scene.page.reload();
    await scene.page.getByRole('heading', { name: 'Kod weryfikującego' }).waitFor();
    expect(callsOf(scene, 'presentation.share')).toEqual([]);
  });

  test('speaks of a request where the code is another one, and goes on', async () => {
    const { page } = await openScene({ route: SCAN, view: { wallet: makeWallet([makeCard()]) } });
    await typeDigits(page, 'eyJ.a.b');
    await page.getByText('nie jest to prośba o legitymację', { exact: false }).waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('USOSweb');
    await press(page, 'Wczytaj kod ponownie');
    expect(await page.locator('#qr-text').inputValue()).toBe('eyJ.a.b');
  });

  test('a challenge leads to a QR that is bound to it', async () => {
    const { page } = await openConsent({ handlers: answersChallenge });
    await page.getByText('Kasa 3').waitFor();
    await press(page, 'Udostępnij dane');
    expect(await decodeShown(page)).toBe(SHOWN_TEXT);
  });
});

describe('showing a code', () => {
  const shown = { route: '/wallet/card/card-1/show', view: { wallet: makeWallet([makeCard()]) }, handlers: shows };

  test.each(['light', 'dark', 'contrast'] as const)('is read from the screen, mark and all: %s', async (theme) => {
    const { page, host } = await openScene(shown);
    host.push({ name: 'settings.changed', value: { ...host.view().settings, theme } });
    await page.locator(`html[data-theme=${theme}]`).waitFor();
    expect(await decodeShown(page)).toBe(SHOWN_TEXT);
    expect(await page.locator('figure').innerText()).toContain('WZÓR');
    expect(await page.locator('figure .specimen').count()).toBe(1);
  });

  test('is read on a narrow screen too', async () => {
    const { page } = await openScene({
      ...shown,
      browser: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 },
    });
    expect(await decodeShown(page)).toBe(SHOWN_TEXT);
  });

  test('is drawn anew when its time is over, and no more once it was left', async () => {
    const texts = ['MP1:FIRST', 'MP1:SECOND'];
    const { page, host } = await openScene({
      ...shown,
      handlers: {
        'presentation.show': async () => ({
          ok: true,
          value: { text: texts.shift() ?? 'MP1:LAST', redrawAt: await page.evaluate(() => Date.now() + 15_000) },
        }),
      },
      prepare: (tab) => tab.clock.install(),
      route: '/wallet/card/card-1',
    });
    await page.getByRole('link', { name: 'Pokaż kod QR' }).click();
    const path = page.locator('svg.qr path');
    const first = await path.getAttribute('d');
    await page.clock.runFor(15_000);
    await expect.poll(() => path.getAttribute('d')).not.toBe(first);
    await page.getByRole('link', { name: 'Legitymacja', exact: true }).click();
    const asked = host.calls.length;
    await page.clock.runFor(60_000);
    expect(host.calls.slice(asked).filter(({ name }) => name === 'presentation.show')).toEqual([]);
  });

  test('is off while nobody looks', async () => {
    const { page } = await openScene(shown);
    await page.locator('svg.qr').waitFor();
    await setHidden(page, true);
    await page.locator('svg.qr').waitFor({ state: 'detached' });
    await setHidden(page, false);
    expect(await decodeShown(page)).toBe(SHOWN_TEXT);
  });

  test('of an invalid card says first that it will not be accepted, and is drawn only when told to', async () => {
    const { page, host } = await openScene({
      ...shown,
      view: { wallet: makeWallet([makeCard({ status: 'invalid' })]) },
    });
    await page.getByText('weryfikujący jej nie przyjmie', { exact: false }).waitFor();
    expect(host.calls.map(({ name }) => name)).not.toContain('presentation.show');
    await press(page, 'Pokaż mimo to');
    expect(await decodeShown(page)).toBe(SHOWN_TEXT);
  });

  test('counts in numbers where less motion is wanted', async () => {
    const { page } = await openScene({ ...shown, browser: { reducedMotion: 'reduce' } });
    await page.locator('svg.qr').waitFor();
    expect(await page.locator('.countdown svg').isVisible()).toBe(false);
    expect(await page.locator('.countdown').innerText()).toMatch(/^1[0-5]$/u);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  test('says what went wrong, and shows it again', async () => {
    const { page, host } = await openScene({ ...shown, handlers: {} });
    await page.getByRole('alert').waitFor();
    host.answer(shows);
    await press(page, 'Pokaż ponownie');
    expect(await decodeShown(page)).toBe(SHOWN_TEXT);
  });
});

async function decodeShown(page: Page): Promise<string | null> {
  const figure = page.locator('figure');
  await figure.locator('svg.qr').waitFor();
  const { data, width, height } = PNG.sync.read(await figure.screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

const setHidden = (page: Page, isHidden: boolean): Promise<void> =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
