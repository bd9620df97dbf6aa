import { describe, expect, test } from 'vitest';
import type { WalletView } from '../../shared/ipc/views.ts';
import { makeCard, makeWaiting, makeWallet, SAMPLE_NOW } from '../support/sample-views.ts';
import { makeForeignCard } from './card-screens.ts';
import { openCodeSceneOn, press, readFocus, readHeading } from './code-scene.ts';
import { setClock, useStage } from './stage.ts';

/** The documents: cards of several universities, orders whose card comes later, orders that came to nothing. */

const openScene = useStage();
const openCodeScene = openCodeSceneOn(openScene);
const openDocuments = (wallet: Partial<WalletView>, route = '/wallet') =>
  openScene({ now: SAMPLE_NOW, route, view: { wallet: { ...makeWallet(), ...wallet } } });
const arrived: WalletView = makeWallet([makeCard()]);

test('cards of two universities are told apart by name and address', async () => {
  const { page } = await openDocuments({ cards: [makeCard(), makeForeignCard()] });
  const [own, foreign] = await page.getByRole('main').getByRole('listitem').allInnerTexts();
  expect(own).toMatch(/Testowa Uczelnia Symulowana[^]*127\.0\.0\.1:4001/u);
  expect(foreign).toMatch(/Inna Uczelnia[^]*xn--uczelna-q5a\.example/u);
});

describe('an order whose card comes later', () => {
  test('has a screen of its own in the wizard, which can be left', async () => {
    const { page, host } = await openCodeScene({
      'activation.redeem': async () => ({ ok: true, value: { kind: 'waiting', waiting: makeWaiting() } }),
    });
    await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).fill('aB3dE5gH');
    await press(page, 'Aktywuj');
    await page.getByRole('heading', { level: 1, name: 'W trakcie realizacji' }).waitFor();
    expect(await page.getByText('Portfel pyta o nią sam, co 5 sekund.').isVisible()).toBe(true);
    expect(await page.getByText('a nawet zamknąć program').isVisible()).toBe(true);
    host.setView({ wallet: { ...makeWallet(), waiting: [makeWaiting()] } });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'W trakcie realizacji' }).waitFor();
    await press(page, 'Przejdź do dokumentów');
    await expect.poll(() => readHeading(page)).toBe('Dokumenty');
    await page.getByRole('link', { name: 'W trakcie realizacji' }).click();
    await expect.poll(() => readHeading(page)).toBe('W trakcie realizacji');
  });

  test('leads to its card when that comes while somebody looks', async () => {
    const { page, host } = await openDocuments({ waiting: [makeWaiting()] }, '/wallet/waiting/waiting-1');
    host.push({ name: 'wallet.changed', value: arrived });
    await page.getByRole('heading', { level: 1, name: 'Legitymacja dodana' }).waitFor();
    expect(await readFocus(page)).toBe('Legitymacja dodana');
    await press(page, 'Przejdź do dokumentów');
    expect(await page.getByText('Legitymacja jest gotowa').count()).toBe(0);
  });

  test('is announced in the documents when its card comes, with the way to it', async () => {
    const { page, host } = await openDocuments({ waiting: [makeWaiting()] });
    host.push({ name: 'wallet.changed', value: arrived });
    await page.getByRole('status').getByText('Legitymacja jest gotowa').waitFor();
    await page.getByRole('link', { name: 'Pokaż legitymację' }).click();
    expect(await page.getByRole('article').isVisible()).toBe(true);
  });

  test('counts down to the next asking', async () => {
    const { page } = await openDocuments({ waiting: [makeWaiting()] });
    expect(await page.getByText('Następne pytanie za 5 sekund').isVisible()).toBe(true);
    await setClock(page, SAMPLE_NOW + 3000);
    await page.getByText('Następne pytanie za 2 sekundy').waitFor();
    await setClock(page, SAMPLE_NOW + 5000);
    await page.getByText('Następne pytanie teraz').waitFor();
  });

  test('can be asked for at once: not yet, unreachable, there', async () => {
    const { page, host } = await openDocuments({ waiting: [makeWaiting()] });
    await press(page, 'Sprawdź teraz');
    await page.getByRole('status').getByText('Jeszcze nie gotowa.').waitFor();
    host.answer({ 'waiting.ask': async () => ({ ok: false, code: 'ISSUER_UNREACHABLE' }) });
    await press(page, 'Sprawdź teraz');
    await page.getByRole('alert').getByText('System uczelni nie odpowiedział').waitFor();
    host.answer({ 'waiting.ask': async () => ({ ok: true, value: makeCard() }) });
    await press(page, 'Sprawdź teraz');
    await page.getByRole('status').getByText('Legitymacja jest gotowa').waitFor();
    expect(await page.getByRole('button', { name: 'Sprawdź teraz' }).count()).toBe(0);
    expect(host.calls.filter(({ name }) => name === 'waiting.ask')).toHaveLength(3);
  });

  test('that ends in a refusal is explained until that has been read', async () => {
    const { page, host } = await openDocuments({ waiting: [makeWaiting()] }, '/wallet/waiting/waiting-1');
    host.answer({
      'waiting.ask': async () => {
        host.push({ name: 'wallet.changed', value: makeWallet() });
        return { ok: false, code: 'ORDER_FAILED' };
      },
    });
    await press(page, 'Sprawdź teraz');
    await page.getByText('System uczelni nie mógł zrealizować zamówienia.').waitFor();
    await expect.poll(() => readHeading(page)).toBe('Dokumenty');
    await press(page, 'Zamknij');
    expect(await page.getByText('ORDER_FAILED').count()).toBe(0);
  });
});

test('an order that came to nothing meanwhile says why and what to do, until dismissed', async () => {
  const notice = { id: 'n1', issuerHost: '127.0.0.1:4001', code: 'ORDER_CANCELLED', at: SAMPLE_NOW } as const;
  const { page, host } = await openDocuments({ notices: [notice] });
  expect(await page.getByText('mLegitymacja nie istnieje: to zamówienie anulowano.').isVisible()).toBe(true);
  await press(page, 'Zamknij');
  await page.getByText('ORDER_CANCELLED').waitFor({ state: 'detached' });
  expect(host.calls.at(-1)).toEqual({ name: 'wallet.dismiss-notice', argument: { noticeId: 'n1' } });
});

test('a removal that its university will never hear of is no order that came to nothing', async () => {
  const notice = { id: 'n1', issuerHost: '127.0.0.1:4001', code: 'REMOVAL_UNTOLD', at: SAMPLE_NOW } as const;
  const { page } = await openDocuments({ notices: [notice] });
  expect(await page.getByRole('heading', { name: 'Usunięto legitymację' }).isVisible()).toBe(true);
  expect(await page.getByText('Z zamówienia nic nie wyszło').count()).toBe(0);
});
