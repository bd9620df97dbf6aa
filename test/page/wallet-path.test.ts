import { describe, expect, test } from 'vitest';
import { makeAppView, makeCard, makeWallet, SAMPLE_NOW, SAMPLE_PROFILE } from '../support/sample-views.ts';
import { openCodeSceneOn, opens, press, readFocus, redeems } from './code-scene.ts';
import { acceptTerms, typeQrText } from './open-page.ts';
import { SAMPLE_STEPS } from './screens.ts';
import { useStage } from './stage.ts';

const openScene = useStage();

const openCodeScene = openCodeSceneOn(openScene);

test('leads from the welcome to the card by typing', async () => {
  const scene = await openScene({ now: SAMPLE_NOW });
  const { page, host } = scene;
  host.answer({ ...opens, ...redeems(scene) });
  await press(page, 'Rozpocznij');
  await page.getByText('Osoby, którym uczelnia na początku odmawia (12)').click();
  await page.getByRole('radio', { name: /Ela Bez-Zdjęcia/u }).check();
  await page.getByRole('radio', { name: /Zofia Przykładowa/u }).check();
  await press(page, 'Zaloguj się');
  await page.getByText('Nie masz jeszcze żadnego dokumentu').waitFor();
  await press(page, 'Dodaj');
  await page.getByRole('link', { name: /^Legitymacja studencka/u }).click();
  await press(page, 'Dalej');
  await page.getByText('Zaznacz zgodę, aby przejść dalej.').waitFor();
  await page.getByRole('checkbox', { name: 'Znam i akceptuję te zasady' }).check();
  await press(page, 'Dalej');
  await typeQrText(page, 'eyJ.a.b');
  await page.getByText('127.0.0.1:4001').waitFor();
  await page.getByText('Kod QR podpisany przez wystawcę').waitFor();
  await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).fill(' aB3d E5–gH ');
  await press(page, 'Aktywuj');
  await page.getByRole('heading', { level: 1, name: 'Legitymacja dodana' }).waitFor();
  await press(page, 'Pokaż legitymację');
  const card = page.getByRole('article', { name: 'Legitymacja studencka' });
  const terms = await card.getByRole('term').allTextContents();
  const values = await card.getByRole('definition').allTextContents();
  expect(await card.getByText('ważna', { exact: true }).isVisible()).toBe(true);
  expect(terms.map((term, at) => [term, values[at]?.trim()])).toEqual([
    ['imię (imiona)', 'Zofia'],
    ['nazwisko', 'Przykładowa'],
    ['data urodzenia', '14.05.2204'],
    ['numer PESEL', '04651412324'],
    ['numer albumu', 'SYM-000123'],
    ['data wydania', '02.10.2026'],
    ['termin ważności', '31.03.2027'],
    ['nazwa uczelni', 'Testowa Uczelnia Symulowana'],
    ['numer legitymacji', '000-0000123'],
    ['kod kreskowy', '000-0000123'],
    ['ostatnia aktualizacja', expect.stringMatching(/^0[12]\.10\.2026, \d\d:14 +Aktualizuj$/u)],
  ]);
  expect(host.calls.filter(({ name }) => name !== 'app.read')).toEqual([
    { name: 'wallet.sign-in', argument: SAMPLE_PROFILE },
    { name: 'activation.open', argument: { text: 'eyJ.a.b', source: 'typed' } },
    { name: 'activation.redeem', argument: { activationId: 'activation-1', code: 'aB3dE5gH' } },
  ]);
});

test('goes the whole way by keyboard alone', async () => {
  const scene = await openScene();
  const { page, host } = scene;
  host.answer({ ...opens, ...redeems(scene) });
  /** Presses Tab until the focus is on the control with this name, as a person would who cannot use a mouse. */
  async function tabTo(name: string): Promise<void> {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const isThere = await page.evaluate((wanted) => {
        const focused = document.activeElement as HTMLInputElement | null;
        const label = focused?.labels?.[0]?.textContent ?? focused?.textContent ?? '';
        return label.replace(/\s+/gu, ' ').trim().startsWith(wanted);
      }, name);
      if (isThere) return;
    }
    throw new Error(`Tab never reached "${name}"`);
  }
  await tabTo('Rozpocznij');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Profil zaufany' }).waitFor();
  await tabTo('Zofia');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Dokumenty' }).waitFor();
  await tabTo('Dodaj');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Dodaj dokument' }).waitFor();
  await tabTo('Legitymacja studencka');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Zasady' }).waitFor();
  await tabTo('Znam i akceptuję');
  await page.keyboard.press('Space');
  await tabTo('Dalej');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Kod QR z uczelni' }).waitFor();
  await tabTo('Tekst kodu QR');
  await page.keyboard.type('eyJ.a.b');
  await tabTo('Dalej');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Potwierdź kodem' }).waitFor();
  await tabTo('Kod aktywacyjny');
  await page.keyboard.type('aB3dE5gH');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Legitymacja dodana' }).waitFor();
  await tabTo('Pokaż legitymację');
  await page.keyboard.press('Enter');
  await page.getByRole('article', { name: 'Legitymacja studencka' }).waitFor();
  expect(host.calls.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['wallet.sign-in', 'activation.open', 'activation.redeem']),
  );
  expect(host.calls.find(({ name }) => name === 'wallet.sign-in')?.argument).toEqual({
    givenName: 'Hanna Maria',
    familyName: 'Wzorcowa',
  });
});

describe('a refused QR', () => {
  test('says what happened and what to do, keeps the checks for developers, and lets the person go on', async () => {
    const { page, host } = await openScene({
      route: '/wallet/add/scan',
      view: { wallet: makeWallet() },
      handlers: { 'activation.open': async () => ({ ok: false, code: 'JWS_SIGNATURE', steps: SAMPLE_STEPS }) },
      script: acceptTerms,
    });
    await typeQrText(page, 'eyJ.a.b');
    await page.getByRole('alert').getByText('Podpis się nie zgadza').waitFor();
    await page.getByText('JWS_SIGNATURE', { exact: true }).waitFor();
    expect(await readFocus(page)).toBe('Nie udało się');
    expect(await page.getByRole('listitem').filter({ hasText: 'qr-signature' }).isVisible()).toBe(false);
    await page.getByText('Szczegóły dla programistów').click();
    expect(
      await page.getByRole('list', { name: 'Kolejne sprawdzenia' }).getByRole('listitem').allTextContents(),
    ).toEqual(
      SAMPLE_STEPS.map(({ id, detail }) => expect.stringMatching(new RegExp(`${id}[^]*${detail.slice(0, 10)}`, 'u'))),
    );
    host.answer(opens);
    await press(page, 'Wczytaj kod ponownie');
    expect(await readFocus(page)).toBe('Kod QR z uczelni');
    expect(await page.getByRole('textbox', { name: 'Tekst kodu QR' }).inputValue()).toBe('eyJ.a.b');
    await press(page, 'Dalej');
    await page.getByRole('heading', { level: 1, name: 'Potwierdź kodem' }).waitFor();
    expect(host.calls.filter(({ name }) => name === 'activation.open')).toHaveLength(2);
  });

  test('asks for a text before it asks the host', async () => {
    const { page, host } = await openScene({
      route: '/wallet/add/scan',
      view: { wallet: makeWallet() },
      script: acceptTerms,
    });
    await typeQrText(page, '  ');
    await page.getByText('Wklej tekst spod kodu QR.', { exact: true }).waitFor();
    expect(host.calls.map(({ name }) => name)).not.toContain('activation.open');
  });
});

describe('breaking off', () => {
  test('asks once, drops the activation and says that nothing was added', async () => {
    const { page, host } = await openCodeScene({});
    await press(page, 'Przerwij');
    await page.getByRole('dialog', { name: 'Przerwać dodawanie?' }).waitFor();
    await press(page, 'Wróć do dodawania');
    expect(await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).isVisible()).toBe(true);
    await press(page, 'Przerwij');
    await press(page, 'Tak, przerwij');
    await page.getByText('Przerwano. Nic nie zostało dodane.').waitFor();
    expect(host.calls.at(-1)).toEqual({ name: 'activation.drop', argument: { activationId: 'activation-1' } });
  });

  test('is not needed to look something up at the university', async () => {
    const { page } = await openScene({
      route: '/wallet/add/scan',
      view: { wallet: makeWallet() },
      script: acceptTerms,
    });
    await page.getByRole('textbox', { name: 'Tekst kodu QR' }).fill('eyJ.half');
    await page.keyboard.press('Control+2');
    await page.getByRole('heading', { level: 1, name: 'Uczelnia' }).waitFor();
    await page.keyboard.press('Control+1');
    expect(await page.getByRole('textbox', { name: 'Tekst kodu QR' }).inputValue()).toBe('eyJ.half');
  });
});

test('switches the language at once and tells the host', async () => {
  const card = makeCard();
  const { page, host } = await openScene({
    route: '/wallet/card/card-1',
    view: { wallet: makeWallet([card]) },
    now: card.updatedAt,
  });
  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByRole('article', { name: 'Student card' }).getByText('valid', { exact: true }).waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, document.title])).toEqual([
    'en',
    'Student card – mLegitymacja Simulator',
  ]);
  expect(await page.getByText('SIMULATION', { exact: true }).isVisible()).toBe(true);
  expect(host.calls.at(-1)).toEqual({
    name: 'settings.change',
    argument: { ...makeAppView().settings, language: 'en' },
  });
});

test('shows a set-aside vault until it is dismissed', async () => {
  const { page } = await openScene({ view: { wallet: { ...makeWallet(), setAside: '/data/vault.damaged' } } });
  await page.getByRole('alert').getByText('/data/vault.damaged').waitFor();
  await press(page, 'Zamknij');
  await page.getByRole('alert').waitFor({ state: 'detached' });
  expect(await page.getByText('/data/vault.damaged').count()).toBe(0);
});
