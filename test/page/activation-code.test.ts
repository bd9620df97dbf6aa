import { describe, expect, test } from 'vitest';
import { makeCard, makeOpened } from '../support/sample-views.ts';
import { openCodeSceneOn, press, readHeading, redeems } from './code-scene.ts';
import { useStage } from './stage.ts';

const openScene = useStage();
const openCodeScene = openCodeSceneOn(openScene);

describe('the activation code', () => {
  test.each([
    [4, 'Pozostały 4 próby.'],
    [1, 'Pozostała 1 próba.'],
    [5, 'Pozostało 5 prób.'],
  ])('with %i tries left is asked for again', async (triesLeft, sentence) => {
    const scene = await openCodeScene({
      'activation.redeem': async () => ({ ok: false, code: 'CODE_WRONG', triesLeft }),
    });
    const field = scene.page.getByRole('textbox', { name: 'Kod aktywacyjny' });
    await field.fill('aaaaaaaa');
    await press(scene.page, 'Aktywuj');
    await scene.page.getByRole('alert').getByText(sentence, { exact: true }).waitFor();
    expect(await field.inputValue()).toBe('aaaaaaaa');
    expect(await field.evaluate((input) => input === document.activeElement)).toBe(true);
    const [fieldBox, alertBox] = [await field.boundingBox(), await scene.page.getByRole('alert').boundingBox()];
    expect(fieldBox && alertBox && fieldBox.y + fieldBox.height < alertBox.y).toBe(true);
    scene.host.answer(redeems(scene));
    await field.fill('aB3dE5gH');
    await press(scene.page, 'Aktywuj');
    await scene.page.getByRole('heading', { level: 1, name: 'Legitymacja dodana' }).waitFor();
  });

  test('when locked explains the way out, and the spent QR is not offered again', async () => {
    const { page } = await openCodeScene({ 'activation.redeem': async () => ({ ok: false, code: 'CODE_LOCKED' }) });
    await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).fill('aaaaaaaa');
    await press(page, 'Aktywuj');
    await page.getByRole('alert').waitFor();
    await page.getByText('CODE_LOCKED', { exact: true }).waitFor();
    expect(
      await page
        .getByRole('main')
        .getByRole('button')
        .filter({ hasText: /^\s*(Wczytaj|Przejdź)/u })
        .allInnerTexts(),
    ).toEqual(['Przejdź do uczelni', 'Wczytaj kod ponownie']);
    await press(page, 'Wczytaj kod ponownie');
    await expect.poll(() => readHeading(page)).toBe('Kod QR z uczelni');
    expect(await page.getByRole('textbox', { name: 'Tekst kodu QR' }).inputValue()).toBe('');
  });

  test('when locked is forgotten by who begins anew', async () => {
    const { page } = await openCodeScene({ 'activation.redeem': async () => ({ ok: false, code: 'CODE_LOCKED' }) });
    await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).fill('aaaaaaaa');
    await press(page, 'Aktywuj');
    await page.getByRole('alert').waitFor();
    await page.evaluate(() => (window.location.hash = '#/wallet/add/terms'));
    await press(page, 'Dalej');
    await page.getByRole('textbox', { name: 'Tekst kodu QR' }).waitFor();
    await expect.poll(() => readHeading(page)).toBe('Kod QR z uczelni');
  });

  test('names the stage it is at', async () => {
    const { page, host } = await openCodeScene({ 'activation.redeem': () => new Promise(() => undefined) });
    await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).fill('aB3dE5gH');
    await press(page, 'Aktywuj');
    host.push({ name: 'activation.stage', value: { activationId: 'activation-1', stage: 'check' } });
    await page.getByRole('status').getByText('Sprawdzanie legitymacji').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'gotowe' }).count()).toBe(3);
  });

  test('survives a reload with its issuer', async () => {
    const { page } = await openCodeScene({});
    await page.reload();
    await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).waitFor();
    expect(await page.getByRole('definition').allTextContents()).toEqual([
      'Testowa Uczelnia Symulowana',
      '127.0.0.1:4001',
    ]);
  });

  test('gives way to the card when a reload came in the middle of the activation', async () => {
    const { page, host } = await openCodeScene({
      'activation.redeem': () => new Promise(() => undefined),
      'activation.join': async () => ({ ok: true, value: { kind: 'added', card: makeCard() } }),
    });
    await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).fill('aB3dE5gH');
    await press(page, 'Aktywuj');
    await page.getByText('Aktywowanie').first().waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Legitymacja dodana' }).waitFor();
    expect(host.calls.filter(({ name }) => name === 'activation.join')).toHaveLength(1);
    await press(page, 'Pokaż legitymację');
    expect(await page.getByText('Przykładowa').count()).toBeGreaterThan(0);
  });

  test('says so after a reload when the host no longer has the activation', async () => {
    const { page } = await openCodeScene({ 'activation.join': async () => ({ ok: false, code: 'ACTIVATION_GONE' }) });
    await page.reload();
    await page.getByText('ACTIVATION_GONE').waitFor();
    await expect.poll(() => readHeading(page)).toBe('Nie udało się');
  });

  test('of an unsigned offer is plainly labelled, and the host stays punycode', async () => {
    const opened = makeOpened({ isSigned: false, issuerHost: 'xn--uczelna-q5a.example' });
    const { page } = await openCodeScene({ 'activation.open': async () => ({ ok: true, value: opened }) });
    expect(await page.getByText('xn--uczelna-q5a.example', { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText('Oferta niepodpisana.').isVisible()).toBe(true);
    expect(await page.getByText('Kod QR podpisany przez wystawcę').count()).toBe(0);
  });
});
