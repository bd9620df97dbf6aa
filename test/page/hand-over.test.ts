import { describe, expect, test } from 'vitest';
import { writeWalletPageLink } from '../../shared/protocol/hand-over.ts';
import { makeOpened, makeWallet } from '../support/sample-views.ts';
import { press, readHeading } from './code-scene.ts';
import { acceptTerms } from './open-page.ts';
import { useStage } from './stage.ts';

const openScene = useStage();
const QR = 'eyJ0eXAi.Ab3-.sig';
const route = new URL(writeWalletPageLink('http://x/', QR)).hash.slice(1);
const opened = async () => ({ ok: true, value: makeOpened() }) as const;

describe('a link from Mobile USOS', () => {
  test('shows what it brought, sends nothing by itself, and is checked when the person says so', async () => {
    const { page, host } = await openScene({
      route,
      view: { wallet: makeWallet() },
      handlers: { 'activation.open': opened },
      script: acceptTerms,
    });
    await page.getByText(QR, { exact: true }).waitFor();
    await expect.poll(() => readHeading(page)).toBe('Kod z linku');
    expect(new URL(page.url()).hash).toBe('#/wallet/add/link');
    expect(host.calls.map(({ name }) => name)).toEqual(['app.read']);
    await press(page, 'Sprawdź ten kod');
    await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).waitFor();
    expect(host.calls.at(-1)).toEqual({ name: 'activation.open', argument: { text: QR, source: 'link' } });
    expect(await page.evaluate(() => window.sessionStorage.getItem('mleg.hand-over'))).toBeNull();
  });

  test('waits through sign-in, a reload and the terms', async () => {
    const { page, host } = await openScene({ route });
    await page.getByText('Czeka kod z linku.').waitFor();
    await page.reload();
    await page.getByText('Czeka kod z linku.').waitFor();
    await press(page, 'Rozpocznij');
    await press(page, 'Zaloguj się');
    await page.getByRole('heading', { level: 1, name: 'Zasady' }).waitFor();
    await page.getByRole('checkbox').check();
    await press(page, 'Dalej');
    await page.getByText(QR, { exact: true }).waitFor();
    expect(host.calls.map(({ name }) => name)).not.toContain('activation.open');
  });

  test('can be thrown away', async () => {
    const { page } = await openScene({ route, view: { wallet: makeWallet() }, script: acceptTerms });
    await press(page, 'Odrzuć kod');
    await page.getByRole('textbox', { name: 'Tekst kodu QR' }).waitFor();
    expect(await page.getByText('Czeka kod z linku.').count()).toBe(0);
  });

  test.each([`${route}&code=aB3dE5gH`, '/wallet/activate', '/wallet/activate?qr=%zz'])(
    'with anything beside the one text is refused with a sentence: %s',
    async (bad) => {
      const { page } = await openScene({ route: bad, view: { wallet: makeWallet() }, script: acceptTerms });
      await page.getByRole('alert').getByText('W tym linku nie ma kodu').waitFor();
      expect(page.url()).not.toContain('aB3dE5gH');
    },
  );

  test('that reaches the desktop shell is shown, and the host is told that it has been taken', async () => {
    const { page, host } = await openScene({ view: { wallet: makeWallet() }, script: acceptTerms });
    host.push({ name: 'handover.changed', value: QR });
    await page.getByText(QR, { exact: true }).waitFor();
    expect(host.view().handOver).toBeNull();
  });

  test('that was there before the page is found by it', async () => {
    const { page } = await openScene({ view: { wallet: makeWallet(), handOver: QR }, script: acceptTerms });
    await page.getByText(QR, { exact: true }).waitFor();
    await expect.poll(() => readHeading(page)).toBe('Kod z linku');
  });
});

describe('a link that opens a tab without the token', () => {
  test('gives its code to the tab that has it, and never gets the token', async () => {
    const { page, host } = await openScene({ view: { wallet: makeWallet() }, script: acceptTerms });
    const tab = await page.context().newPage();
    await tab.goto(`${host.origin}/#${route}`);
    await tab.getByText('Kod jest już w karcie z portfelem').waitFor();
    await page.getByText(QR, { exact: true }).waitFor();
    expect(await tab.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))).not.toContain(
      host.token,
    );
    expect(host.calls.map(({ name }) => name)).not.toContain('activation.open');
  });

  test('keeps it where there is no other tab, until the whole address is opened there', async () => {
    const { page, host } = await openScene({ view: { wallet: makeWallet() } });
    await page.goto('about:blank');
    const tab = await page.context().newPage();
    await tab.goto(`${host.origin}/#${route}`);
    await tab.getByText('Kod z linku czeka w tej karcie').waitFor();
    await tab.goto('about:blank');
    await tab.goto(host.address);
    await tab.getByText('Czeka kod z linku.').waitFor();
    await tab.getByRole('link', { name: 'Zobacz kod' }).click();
    await tab.getByRole('heading', { level: 1, name: 'Zasady' }).waitFor();
    await expect.poll(() => readHeading(tab)).toBe('Zasady');
  });
});
