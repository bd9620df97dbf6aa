import { describe, expect, test } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract.ts';
import {
  FOREIGN_HOST,
  makeCandidate,
  makeCard,
  makeOpened,
  makeTrusted,
  makeWallet,
  OTHER_FINGERPRINT,
  SAMPLE_FINGERPRINT,
} from '../support/sample-views.ts';
import { press, readFocus } from './code-scene.ts';
import { acceptTerms, typeQrText } from './open-page.ts';
import { useStage } from './stage.ts';
import { look, makeForeign } from './trust-screens.ts';

const openScene = useStage();
const onList = { wallet: makeWallet(), trust: [makeTrusted(), makeForeign()] };
const FOREIGN = FOREIGN_HOST.issuer;

describe('the trust list', () => {
  test('is reached from the documents and shows who, since when, and by which anchor', async () => {
    const { page } = await openScene({ route: '/wallet', view: onList });
    await page.getByRole('link', { name: 'Zaufani wystawcy' }).click();
    const foreign = page.getByRole('article', { name: 'Druga Uczelnia Symulowana' });
    expect((await foreign.locator('code').textContent())?.trim()).toBe(OTHER_FINGERPRINT);
    const text = await foreign.innerText();
    for (const shown of [FOREIGN, '3 klucze', 'Klucze odświeżono', '02.10.2026']) expect(text).toContain(shown);
    const bundled = page.getByRole('article', { name: 'Testowa Uczelnia Symulowana' });
    expect(await bundled.getByRole('button', { name: 'Usuń' }).count()).toBe(0);
    expect(await bundled.getByText('nie można jej usunąć').isVisible()).toBe(true);
  });

  test('hands out a fingerprint without the gaps', async () => {
    const browser = { permissions: ['clipboard-read', 'clipboard-write'] };
    const { page } = await openScene({ route: '/wallet/trust', view: onList, browser });
    const foreign = page.getByRole('article', { name: 'Druga Uczelnia Symulowana' });
    await foreign.getByRole('button', { name: 'Kopiuj: Odcisk kotwicy' }).click();
    await foreign.getByText('Skopiowano').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(OTHER_FINGERPRINT);
  });

  test('removes only after asking, says what becomes of the cards, and by keyboard', async () => {
    const { page, host } = await openScene({ route: '/wallet/trust', view: onList });
    const remove = page.getByRole('button', { name: 'Usuń' });
    await remove.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Usunąć z zaufanych: Druga Uczelnia Symulowana?' });
    expect(await dialog.innerText()).toContain('2 legitymacje tego wystawcy zostaną w portfelu');
    expect(await readFocus(page)).toBe('Zostaw na liście');
    await page.keyboard.press('Enter');
    expect(host.calls.map(({ name }) => name)).not.toContain('trust.remove');
    await remove.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await remove.waitFor({ state: 'detached' });
    expect(host.calls.at(-1)).toEqual({ name: 'trust.remove', argument: { issuer: FOREIGN } });
    expect(await readFocus(page)).toBe('Zaufani wystawcy');
  });

  test('refreshes one issuer and says how it went', async () => {
    const { page, host } = await openScene({ route: '/wallet/trust', view: onList });
    const foreign = page.getByRole('article', { name: 'Druga Uczelnia Symulowana' });
    await foreign.getByRole('button', { name: 'Odśwież klucze' }).click();
    await foreign.getByText('Klucze są aktualne.').waitFor();
    expect(host.calls.at(-1)).toEqual({ name: 'trust.refresh', argument: { issuer: FOREIGN } });
    host.answer({ 'trust.refresh': async () => ({ ok: false, code: 'TRUST_KEYS' }) });
    await foreign.getByRole('button', { name: 'Odśwież klucze' }).click();
    await foreign.getByRole('alert').getByText('Kluczy wystawcy nie podpisała jego kotwica').waitFor();
  });

  test('keeps http to other computers behind a switch that is off', async () => {
    const { page, host } = await openScene({ route: '/wallet/trust', view: onList });
    const allow = page.getByRole('checkbox', { name: 'Zezwalaj na http poza tym komputerem' });
    expect(await allow.isChecked()).toBe(false);
    await allow.check();
    await expect.poll(() => host.view().settings.allowsHttp).toBe(true);
  });
});

describe('adding an issuer', () => {
  const finds = (change: Parameters<typeof makeCandidate>[0] = {}): Partial<Handlers> => ({
    'trust.inspect': async () => ({ ok: true, value: [makeCandidate(change)] }),
    'trust.add': async () => ({ ok: true, value: null }),
  });

  test('asks nobody before the person says so, and adds nothing before they have compared', async () => {
    const route = `/wallet/trust/add?issuer=${encodeURIComponent(FOREIGN)}`;
    const { page, host } = await openScene({ route, view: onList, handlers: finds() });
    const field = page.getByRole('textbox', { name: 'Adres wystawcy albo lista zaufanych' });
    expect(await field.inputValue()).toBe(FOREIGN);
    expect(host.calls.map(({ name }) => name)).not.toContain('trust.inspect');
    await look(page);
    await press(page, 'Dodaj do zaufanych');
    await page.getByText('Porównaj odcisk i zaznacz zgodę.').waitFor();
    expect(host.calls.map(({ name }) => name)).not.toContain('trust.add');
    await page.getByRole('checkbox', { name: 'Odcisk się zgadza, ufam temu wystawcy' }).check();
    await press(page, 'Dodaj do zaufanych');
    await page.getByRole('heading', { level: 1, name: 'Zaufani wystawcy' }).waitFor();
    expect(host.calls.filter(({ name }) => name.startsWith('trust.'))).toEqual([
      { name: 'trust.inspect', argument: { text: FOREIGN } },
      { name: 'trust.add', argument: { issuer: FOREIGN, fingerprint: OTHER_FINGERPRINT, replaces: null } },
    ]);
  });

  test('shows both anchors where it has changed, and replaces none by itself', async () => {
    const changed = finds({ standing: 'anchor-changed', trustedFingerprint: SAMPLE_FINGERPRINT });
    const { page, host } = await openScene({ route: '/wallet/trust/add', view: onList, handlers: changed });
    await page.getByRole('textbox').fill(FOREIGN);
    await look(page);
    await page.getByRole('alert').getByText('Ten wystawca ma teraz inną kotwicę').waitFor();
    const shown = await page.locator('code').allTextContents();
    expect(shown.map((text) => text.trim())).toEqual([SAMPLE_FINGERPRINT, OTHER_FINGERPRINT]);
    await page.getByRole('checkbox', { name: /ufam nowej kotwicy/u }).check();
    await press(page, 'Zamień kotwicę');
    await page.getByRole('heading', { level: 1, name: 'Zaufani wystawcy' }).waitFor();
    expect(host.calls.at(-1)?.argument).toEqual({
      ...{ issuer: FOREIGN, fingerprint: OTHER_FINGERPRINT, replaces: SAMPLE_FINGERPRINT },
    });
  });

  test('says what is missing, and why an address is refused', async () => {
    const { page, host } = await openScene({ route: '/wallet/trust/add', view: onList });
    await look(page);
    await page.getByText('Wpisz adres albo wklej listę.').waitFor();
    await page.getByRole('textbox').fill('nonsense');
    await look(page);
    await page.getByRole('alert').getByText('To nie jest adres wystawcy').waitFor();
    host.answer({ 'trust.inspect': async () => ({ ok: true, value: [makeCandidate({ standing: 'trusted' })] }) });
    await look(page);
    await page.getByText('Już na liście, z tą samą kotwicą.').waitFor();
    expect(await page.getByRole('button', { name: 'Dodaj do zaufanych' }).count()).toBe(0);
  });

  test('on the spot: a refused QR leads to its issuer, and back to the same QR once it is trusted', async () => {
    let isTrusted = false;
    const { page, host } = await openScene({
      route: '/wallet/add/scan',
      view: { wallet: makeWallet() },
      script: acceptTerms,
      handlers: {
        ...finds(),
        'trust.add': async () => {
          isTrusted = true;
          return { ok: true, value: null };
        },
        'activation.open': async () =>
          isTrusted ? { ok: true, value: makeOpened() } : { ok: false, code: 'JWS_KID_UNKNOWN', issuer: FOREIGN_HOST },
      },
    });
    await typeQrText(page, 'eyJ.a.b');
    await page.getByText('Kto podaje się za wystawcę').waitFor();
    await page.getByRole('link', { name: 'Sprawdź wystawcę (dla programistów)' }).click();
    await look(page);
    await page.getByRole('checkbox', { name: /Odcisk się zgadza/u }).check();
    await press(page, 'Dodaj do zaufanych');
    await page.getByRole('textbox', { name: 'Kod aktywacyjny' }).waitFor();
    const opened = { name: 'activation.open', argument: { text: 'eyJ.a.b', source: 'typed' } };
    expect(host.calls.filter(({ name }) => name === 'activation.open')).toEqual([opened, opened]);
  });
});

test('a card whose issuer was removed says so', async () => {
  const card = makeCard({ issuer: FOREIGN });
  const { page, host } = await openScene({ route: '/wallet', view: { ...onList, wallet: makeWallet([card]) } });
  await page.getByRole('link', { name: /^Legitymacja studencka/u }).waitFor();
  expect(await page.getByText('wystawca nie jest już zaufany').count()).toBe(0);
  host.push({ name: 'trust.changed', value: [makeTrusted()] });
  await page.getByText('wystawca nie jest już zaufany').waitFor();
  host.push({ name: 'trust.changed', value: [makeTrusted(), { ...makeForeign(), isInsecure: true }] });
  expect(await page.getByText('wystawca nie jest już zaufany').isVisible()).toBe(true);
});
