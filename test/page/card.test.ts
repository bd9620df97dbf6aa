import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { STALE_AFTER_MS } from '../../renderer/state/card-standing.ts';
import type { CardView } from '../../shared/ipc/views.ts';
import type { Code } from '../../shared/protocol/codes.ts';
import { makeCard, makeWallet, SAMPLE_NOW } from '../support/sample-views.ts';
import { makeHistory } from './card-screens.ts';
import { press, readFocus, readHeading } from './code-scene.ts';
import { setClock, useStage } from './stage.ts';

/** The card screen: how the card stands, bringing it up to date, what happened to it, removing it. */

const openScene = useStage();
const openCard = (change: Partial<CardView> = {}) =>
  openScene({ now: SAMPLE_NOW, route: '/wallet/card/card-1', view: { wallet: makeWallet([makeCard(change)]) } });
const readLooks = (page: Page): Promise<string> =>
  page
    .getByRole('article')
    .locator('header')
    .evaluate((header) => {
      const [frame, mark, path] = ['.status', '.mark', '.mark path'].map((part) => header.querySelector(part));
      if (!frame || !mark || !path) return 'no status';
      const { borderTopStyle, borderTopLeftRadius } = getComputedStyle(frame);
      return `${path.getAttribute('d')} ${borderTopStyle} ${borderTopLeftRadius} ${getComputedStyle(mark).clipPath}`;
    });

const STANDINGS = [
  [{}, 'ważna', 'Uczelnia potwierdza, że jest ważna.'],
  [{ status: 'expired' }, 'nieważna po terminie', 'Minął termin ważności. Przedłuż legitymację w USOSweb'],
  [{ status: 'invalid' }, 'nieważna unieważniona', 'Uczelnia ją unieważniła albo ją anulowano. Usuń ją stąd.'],
  [{ status: 'suspended' }, 'nieważna zawieszona', 'Uczelnia zawiesiła tę legitymację. Wyjaśnij to na uczelni.'],
  [
    { updatedAt: SAMPLE_NOW - STALE_AFTER_MS - 1 },
    'niesprawdzona od ponad 24 godzin',
    'nikt nie musi jej uznać. Połącz się z siecią i wybierz „Aktualizuj”.',
  ],
] as const;

test('each way a card can stand has its own words, next step, icon and outline', async () => {
  const looks = new Set<string>();
  for (const [change, words, sentence] of STANDINGS) {
    const { page } = await openCard(change);
    const header = (await page.getByRole('article').locator('header').innerText()).replace(/\s+/gu, ' ');
    expect(header).toContain(words);
    expect(header).toContain(sentence);
    looks.add(await readLooks(page));
  }
  expect(looks.size).toBe(STANDINGS.length);
});

test('a card goes stale before the eyes of whoever leaves it open, and is told aloud', async () => {
  const updatedAt = SAMPLE_NOW - STALE_AFTER_MS;
  const { page } = await openCard({ updatedAt });
  const card = page.getByRole('article');
  expect(await card.getByText('ważna', { exact: true }).isVisible()).toBe(true);
  await setClock(page, SAMPLE_NOW + 1);
  await card.getByText('niesprawdzona').waitFor();
  await page.getByRole('status').getByText('Status się zmienił: niesprawdzona od ponad 24 godzin.').waitFor();
});

describe('„Aktualizuj”', () => {
  test('shows that it works, once, and then as of when the card is right', async () => {
    const { page, host } = await openCard();
    let release: (card: CardView) => void = () => undefined;
    const updated = new Promise<CardView>((resolve) => (release = resolve));
    host.answer({ 'card.update': async () => ({ ok: true, value: await updated }) });
    await press(page, 'Aktualizuj');
    await page.getByRole('button', { name: 'Aktualizowanie…' }).waitFor();
    await page.keyboard.press('Enter');
    release(makeCard({ updatedAt: SAMPLE_NOW }));
    await page
      .getByRole('status')
      .getByText(/^Aktualna: stan na 02\.10\.2026, \d\d:29\.$/u)
      .waitFor();
    expect(await readFocus(page)).toContain('Aktualizuj');
    expect(host.calls.filter(({ name }) => name === 'card.update')).toEqual([
      { name: 'card.update', argument: { cardId: 'card-1' } },
    ]);
    await page
      .getByRole('article')
      .getByText(/^02\.10\.2026, \d\d:29/u)
      .waitFor();
  });

  test('announces a renewed validity, also where the wallet renewed by itself', async () => {
    const { page, host } = await openCard({ validUntil: '2026-10-31' });
    host.push({ name: 'wallet.changed', value: makeWallet([makeCard()]) });
    const news = page.getByRole('status').getByText('Przedłużono. Nowy termin ważności: 31.03.2027.');
    await news.waitFor();
    expect(
      await page
        .getByRole('status')
        .getByText(/^Aktualna/u)
        .count(),
    ).toBe(0);
  });

  test('tells of a card that was withdrawn meanwhile', async () => {
    const { page, host } = await openCard();
    host.answer({ 'card.update': async () => ({ ok: true, value: makeCard({ status: 'invalid' }) }) });
    await press(page, 'Aktualizuj');
    await page.getByRole('status').getByText('Status się zmienił: nieważna unieważniona.').waitFor();
    expect(await page.getByRole('article').getByText('unieważniona', { exact: true }).isVisible()).toBe(true);
  });

  test.each<[Code, string]>([
    ['STATUS_UNAVAILABLE', 'Uczelnia nie podała, czy legitymacja jest ważna.'],
    ['STATUS_STALE', 'Lista statusów, którą podała uczelnia, jest zbyt stara, aby na niej polegać.'],
    ['JWS_KID_UNKNOWN', 'Listę statusów podpisano kluczem, którego portfel nie zna.'],
    ['ISSUER_UNREACHABLE', 'System uczelni nie odpowiedział albo odpowiedział tylko częściowo.'],
    ['STATUS_SIGNATURE', 'Listy statusów nie podpisał wystawca legitymacji.'],
  ])('says why it failed: %s', async (code, sentence) => {
    const { page, host } = await openCard();
    host.answer({ 'card.update': async () => ({ ok: false, code }) });
    await press(page, 'Aktualizuj');
    await page.getByRole('alert').getByText(sentence).waitFor();
    expect(await page.getByText('Co zrobić').isVisible()).toBe(true);
    expect(await page.getByRole('article').getByText('ważna', { exact: true }).isVisible()).toBe(true);
  });
});

test('the history tells the newest first, in words, the old ones on request', async () => {
  const { page } = await openCard({ history: makeHistory() });
  const history = page.getByRole('region', { name: 'Historia' });
  expect(await history.getByText('7 wpisów', { exact: true }).isVisible()).toBe(true);
  const lines = await history.getByRole('listitem').locator('span').allTextContents();
  expect(lines).toEqual([
    'Przedłużono; nowy termin ważności 31.03.2027',
    'Uczelnia odmówiła przedłużenia',
    'Uczelnia przywróciła ważność',
    'Uczelnia zawiesiła',
    'Udostępniono dane: Biblioteka Symulowana',
  ]);
  await history.getByText('Jeszcze 2 starsze wpisy').click();
  expect(await history.getByText('Dodano do portfela; termin ważności 31.10.2026').isVisible()).toBe(true);
});

describe('„Usuń dokument”', () => {
  const agree = async (page: Page): Promise<void> => {
    await press(page, 'Usuń dokument');
    await press(page, 'Tak, usuń');
  };

  test('explains the 24 hours first, and Enter alone removes nothing', async () => {
    const { page, host } = await openCard();
    await page.getByRole('button', { name: 'Usuń dokument' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Usunąć legitymację?' });
    expect(await dialog.getByRole('listitem').allTextContents()).toEqual([
      expect.stringContaining('zniknie od razu'),
      expect.stringContaining('dowie się od razu i ją anuluje'),
      expect.stringContaining('najwyżej przez 24 godziny'),
      expect.stringContaining('nowe zamówienie'),
    ]);
    expect(await readFocus(page)).toBe('Zostaw');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(host.calls.some(({ name }) => name === 'card.remove')).toBe(false);
    await press(page, 'Usuń dokument');
    await page.keyboard.press('Escape');
    await press(page, 'Usuń dokument');
    expect(await dialog.isVisible()).toBe(true);
  });

  test('leads to the documents, which tell that the university knows', async () => {
    const { page, host } = await openCard();
    await agree(page);
    await page.getByRole('status').getByText('Uczelnia już o tym wie i anulowała ją.').waitFor();
    await expect.poll(() => readHeading(page)).toBe('Dokumenty');
    expect(await readFocus(page)).toBe('Dokumenty');
    expect(host.calls.at(-1)).toEqual({ name: 'card.remove', argument: { cardId: 'card-1' } });
  });

  test('where the university cannot be had, says when it is tried again until it knows', async () => {
    const { page, host } = await openCard();
    const removal = { id: 'r', issuerHost: '127.0.0.1:4001', at: SAMPLE_NOW, nextAt: SAMPLE_NOW + 60_000 };
    host.answer({
      'card.remove': async () => {
        host.push({ name: 'wallet.changed', value: { ...makeWallet(), removals: [removal] } });
        return { ok: true, value: { isIssuerTold: false, isQueued: true } };
      },
    });
    await agree(page);
    await page.getByRole('status').getByText('portfel powiadomi ją, gdy tylko się da').waitFor();
    expect(await page.getByText('Kolejna próba powiadomienia uczelni: za 1 minutę.').isVisible()).toBe(true);
    host.push({ name: 'wallet.changed', value: makeWallet() });
    await page.getByText('Uczelnia jeszcze nie wie', { exact: true }).waitFor({ state: 'detached' });
  });

  test('says before and after that a university cannot be told at all', async () => {
    const { page, host } = await openCard({ isRenewable: false });
    host.answer({
      'card.remove': async () => {
        host.push({ name: 'wallet.changed', value: makeWallet() });
        return { ok: true, value: { isIssuerTold: false, isQueued: false } };
      },
    });
    await press(page, 'Usuń dokument');
    await page.getByRole('dialog').getByText('anuluj legitymację także w USOSweb').waitFor();
    await press(page, 'Tak, usuń');
    await page.getByRole('status').getByText('anuluj ją także w USOSweb').waitFor();
    await expect.poll(() => readHeading(page)).toBe('Dokumenty');
  });

  test('that could not be written leaves the card and says why', async () => {
    const { page, host } = await openCard();
    host.answer({ 'card.remove': async () => ({ ok: false, code: 'VAULT_UNWRITABLE' }) });
    await agree(page);
    await page.getByText('VAULT_UNWRITABLE').waitFor();
    expect(await page.getByRole('article').isVisible()).toBe(true);
  });
});
