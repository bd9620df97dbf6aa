import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { makeReadiness, makeVerifier } from '../support/sample-verifier.ts';
import { press, readFocus } from './code-scene.ts';
import { type Scene, type SceneOptions, useStage } from './stage.ts';
import { withRecords } from './verifier-screens.ts';

const openScene = useStage();
const callsOf = ({ host }: Scene, name: string): unknown[] =>
  host.calls.filter((call) => call.name === name).map(({ argument }) => argument);
const now = new Date(2026, 9, 2, 12, 0).getTime();
const HOUR_MS = 3_600_000;

describe('readiness', () => {
  const openReady = (options: SceneOptions = {}): Promise<Scene> =>
    openScene({ route: '/verifier/ready', now, ...options });
  const entry = makeReadiness({
    ...{ keysHoldUntil: now + 48 * HOUR_MS, keysFetchedAt: now - 3 * HOUR_MS },
    lists: [
      {
        ...{ uri: 'http://127.0.0.1:4001/status/1', signedAt: now - 2 * HOUR_MS },
        ...{ holdsUntil: now + 21 * HOUR_MS, fetchedAt: now - 5 * 60_000 },
      },
    ],
  });

  test('says of each issuer until when, since when, and how old', async () => {
    const { page } = await openReady({ view: { verifier: makeVerifier({ readiness: [entry] }) } });
    const text = await page.getByRole('article').innerText();
    for (const part of [
      'gotowe do jutra, 09:00',
      'obowiązują do 04.10.2026, 12:00',
      'pobrano 3 godziny temu',
      'podpisana dziś o 10:00, pobrano 5 minut temu',
    ])
      expect(text).toContain(part);
    expect(await page.getByRole('main').innerText()).toContain('niecałe 24 godziny');
  });

  test('fetches, and says what could not be had and that the old stays', async () => {
    const scene = await openReady({
      handlers: {
        'verifier.refresh': async () => ({
          ok: true,
          value: [{ issuer: 'http://127.0.0.1:4001', failure: 'STATUS_UNAVAILABLE' }],
        }),
      },
    });
    await press(scene.page, 'Pobierz teraz');
    const said = scene.page.getByRole('status').filter({ hasText: 'Nie wszystko udało się pobrać' });
    await said.waitFor();
    expect(await said.innerText()).toMatch(/127\.0\.0\.1:4001\s+STATUS_UNAVAILABLE/u);
    scene.host.answer({ 'verifier.refresh': async () => ({ ok: true, value: [] }) });
    await press(scene.page, 'Pobierz teraz');
    await scene.page.getByText('Pobrano klucze i listy').waitFor();
    expect(callsOf(scene, 'verifier.refresh')).toHaveLength(2);
  });

  test('forgets lists and time only when told twice, and then is not ready', async () => {
    const scene = await openReady({ view: { verifier: makeVerifier({ readiness: [entry] }) } });
    const { page } = scene;
    await press(page, 'Zapomnij listy i czas');
    await press(page, 'Zostaw');
    expect(callsOf(scene, 'verifier.forget')).toEqual([]);
    await press(page, 'Zapomnij listy i czas');
    await press(page, 'Tak, zapomnij');
    await page.getByText('Zapomniano listy i czas.').waitFor();
    await page.getByText('brak listy').waitFor();
    expect(callsOf(scene, 'verifier.forget')).toEqual([null]);
  });

  test('switches the network off, and back where the host does not take it', async () => {
    const scene = await openReady();
    const { page } = scene;
    const offline = page.getByRole('checkbox', { name: 'Pracuj bez sieci' });
    await offline.check();
    await expect
      .poll(() => callsOf(scene, 'verifier.change-settings'))
      .toEqual([{ isOffline: true, retentionDays: 90, name: '' }]);
    await expect.poll(() => scene.host.view().verifier.settings.isOffline).toBe(true);
    scene.host.answer({ 'verifier.change-settings': async () => ({ ok: false, code: 'VAULT_UNWRITABLE' }) });
    await offline.click();
    await page.getByRole('alert').waitFor();
    expect(await offline.isChecked()).toBe(true);
  });

  test('keeps the name that a challenge gives', async () => {
    const scene = await openReady();
    await scene.page.getByRole('textbox', { name: 'Nazwa weryfikującego' }).fill(' Kasa 3 ');
    await scene.page.getByRole('button', { name: 'Zapisz', exact: true }).press('Enter');
    await scene.page.getByText('Zapisano.').waitFor();
    expect(callsOf(scene, 'verifier.change-settings')).toEqual([
      { isOffline: false, retentionDays: 90, name: 'Kasa 3' },
    ]);
  });
});

test('a name that a challenge cannot carry is refused with its reason', async () => {
  const scene = await openScene({ route: '/verifier/ready' });
  const { page } = scene;
  const field = page.getByRole('textbox', { name: 'Nazwa weryfikującego' });
  await field.fill('Kasa\u202e3');
  await page.getByRole('button', { name: 'Zapisz', exact: true }).press('Enter');
  await page.getByText('Takiej nazwy nie można użyć', { exact: false }).waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(callsOf(scene, 'verifier.change-settings')).toEqual([]);
});

describe('records', () => {
  const openRecords = (options: SceneOptions = {}): Promise<Scene> =>
    openScene({ route: '/verifier/records', view: { verifier: withRecords }, ...options });

  test('tell what came of each check, and of today as a whole', async () => {
    const { page } = await openRecords();
    const today = page.getByRole('region', { name: /^Dzisiaj/u });
    expect(await today.getByRole('listitem').count()).toBe(5);
    expect(await today.innerText()).toMatch(/48 sprawdzeń/u);
    const latest = page.getByRole('region', { name: /^Ostatnie/u });
    expect(await latest.getByRole('listitem').count()).toBe(8);
    const first = await latest.getByRole('listitem').first().innerText();
    for (const part of ['Ważna', 'potwierdzona na żywo', '02.10.2026', 'zapytano', 'a81f03c2'])
      expect(first).toContain(part);
    expect(await page.getByRole('main').innerText()).toContain('Nie zapisuje się nazwisk');
  });

  test('are saved as one file, day by day', async () => {
    const asked: (string | null)[] = [];
    const { page } = await openRecords({
      now,
      handlers: {
        'verifier.export-records': async ({ day }) => {
          asked.push(day);
          if (day === null) return { ok: true, value: { csv: 'at,verdict\r\n1,VALID\r\n', next: '2026-10-02' } };
          return { ok: true, value: { csv: '2,INVALID\r\n', next: null } };
        },
      },
    });
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Zapisz jako CSV')]);
    expect(download.suggestedFilename()).toBe('weryfikacje-2026-10-02.csv');
    expect(await readFile(await download.path(), 'utf8')).toBe('at,verdict\r\n1,VALID\r\n2,INVALID\r\n');
    expect(asked).toEqual([null, '2026-10-02']);
    await page.getByText('Zapisano plik weryfikacje-2026-10-02.csv.').waitFor();
  });

  test('that cannot be saved whole are not saved at all', async () => {
    const { page } = await openRecords({
      handlers: {
        'verifier.export-records': async ({ day }) =>
          day === null
            ? { ok: true, value: { csv: 'at,verdict\r\n', next: '2026-10-02' } }
            : { ok: false, code: 'HOST_FAULT' },
      },
    });
    let isSaved = false;
    page.on('download', () => (isSaved = true));
    await press(page, 'Zapisz jako CSV');
    await page.getByRole('alert').waitFor();
    expect(isSaved).toBe(false);
  });

  test('are cleared only when told twice, and the focus goes to the title', async () => {
    const scene = await openRecords();
    const { page } = scene;
    await press(page, 'Usuń wszystkie zapisy');
    await page.getByText('Zniknie 312 zapisów', { exact: false }).waitFor();
    await press(page, 'Zostaw');
    expect(callsOf(scene, 'verifier.clear-records')).toEqual([]);
    await press(page, 'Usuń wszystkie zapisy');
    await press(page, 'Tak, usuń');
    await page.getByText('Nie ma żadnych zapisów').waitFor();
    expect(callsOf(scene, 'verifier.clear-records')).toEqual([null]);
    expect(await readFocus(page)).toBe('Zapisy');
  });

  test('are kept for as long as is chosen', async () => {
    const scene = await openRecords();
    await scene.page.getByRole('combobox', { name: 'Przechowuj przez' }).selectOption({ label: '7 dni' });
    await expect
      .poll(() => callsOf(scene, 'verifier.change-settings'))
      .toEqual([{ isOffline: false, retentionDays: 7, name: '' }]);
  });

  test('are kept for as long as before where the host does not take the choice', async () => {
    const { page } = await openRecords({
      handlers: { 'verifier.change-settings': async () => ({ ok: false, code: 'VAULT_UNWRITABLE' }) },
    });
    const period = page.getByRole('combobox', { name: 'Przechowuj przez' });
    await period.selectOption({ label: '7 dni' });
    await page.getByRole('alert').waitFor();
    await expect.poll(() => period.inputValue()).toBe('90');
  });
});
