import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { asUrl, drawQr, openWayOn, reachesCode, TEXT, waitForState } from './scan-scene.ts';
import { useStage } from './stage.ts';

/** Chromium's own capture: two made-up cameras, and a tab as the screen that a person points to. */

describe('two cameras of Chromium', () => {
  const openWay = openWayOn(
    useStage(['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream']),
  );
  const readChoice = (page: Page): Promise<string | null> =>
    page
      .getByRole('combobox', { name: 'Kamera' })
      .evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.textContent ?? null);

  test('are listed by name, and the chosen one is taken again after a reload', async () => {
    const { page } = await openWay('camera');
    const choice = page.getByRole('combobox', { name: 'Kamera' });
    // Before the permission is given, cameras have no names and are one.
    await choice.getByRole('option').nth(1).waitFor({ state: 'attached' });
    const names = await choice.getByRole('option').allTextContents();
    expect(names).toHaveLength(2);
    const other = names.find((name) => name.includes('device_1')) ?? '';
    await choice.selectOption({ label: other });
    await waitForState(page, 'Szukam kodu QR');
    await page.reload();
    await choice.waitFor();
    expect(await readChoice(page)).toBe(other);
  });

  test('serve in place of a remembered one that is gone', async () => {
    const { page } = await openWay('camera', {
      script: (tab) => tab.addInitScript(() => window.localStorage.setItem('mleg.camera', 'sold')),
    });
    await waitForState(page, 'Szukam kodu QR');
    expect(await readChoice(page)).toContain('device');
  });
});

describe('a tab of Chromium as the screen', () => {
  const openWay = openWayOn(useStage(['--auto-select-tab-capture-source-by-title=USOSweb']));
  const look = (page: Page): Promise<void> => page.getByRole('button', { name: 'Wybierz ekran lub okno' }).click();

  /** Another window, with the code somewhere on its page. */
  async function openUsosweb(page: Page): Promise<Page> {
    const usosweb = await page.context().newPage();
    const code = asUrl(await drawQr(TEXT, 420));
    await usosweb.setContent(`<title>USOSweb</title><body style="background:#ccd"><img src="${code}" alt="">`);
    return usosweb;
  }

  test('is read where it shows the code', async () => {
    const { page, host } = await openWay('screen');
    await openUsosweb(page);
    await look(page);
    await reachesCode(page);
    expect(host.calls.at(-1)).toEqual({ name: 'activation.open', argument: { text: TEXT, source: 'screen' } });
  });

  test('is let go when the person leaves, stops, or closes it', async () => {
    const { page } = await openWay('screen');
    const usosweb = await page.context().newPage();
    await usosweb.setContent('<title>USOSweb</title><p>nothing yet</p>');
    await page.evaluate(() => {
      const real = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
      const tracks: MediaStreamTrack[] = [];
      Object.assign(window, { tracks });
      navigator.mediaDevices.getDisplayMedia = async (wish) => {
        const stream = await real(wish);
        tracks.push(...stream.getTracks());
        return stream;
      };
    });
    const readTracks = (): Promise<string[]> =>
      page.evaluate(() =>
        (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map(({ readyState }) => readyState),
      );
    await look(page);
    await waitForState(page, 'Szukam kodu QR');
    await page.getByRole('button', { name: 'Przestań oglądać ekran' }).click();
    await waitForState(page, 'Kod jest na tym samym ekranie?');
    expect(await readTracks()).toEqual(['ended']);

    await look(page);
    await waitForState(page, 'Szukam kodu QR');
    await page.getByRole('link', { name: 'Wpisz' }).click();
    await page.getByRole('textbox', { name: 'Tekst kodu QR' }).waitFor();
    expect(await readTracks()).toEqual(['ended', 'ended']);

    await page.getByRole('link', { name: 'Ekran' }).click();
    await look(page);
    await waitForState(page, 'Szukam kodu QR');
    await usosweb.close();
    await waitForState(page, 'Oglądanie zakończone');
  });
});

describe('a screen that is not to be had', () => {
  const openWay = openWayOn(useStage());

  test.each([
    ['NotAllowedError', 'stub', 'Nie wybrano ekranu'],
    ['NotAllowedError', 'Permission denied by system', 'System nie pozwala oglądać ekranu'],
    ['NotFoundError', 'stub', 'Nie ma czego oglądać'],
    ['NotReadableError', 'stub', 'System nie oddaje obrazu ekranu'],
    ['NotSupportedError', 'stub', 'Ta przeglądarka nie umie oglądać ekranu'],
  ])('because of %s (%s) has its own sentence', async (name, message, title) => {
    const { page } = await openWay('screen', {
      script: (tab) =>
        tab.addInitScript(
          ([error, why]) => {
            navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException(why, error));
          },
          [name, message] as const,
        ),
    });
    await page.getByRole('button', { name: 'Wybierz ekran lub okno' }).click();
    await waitForState(page, title);
    expect(await page.getByRole('button', { name: 'Wybierz ponownie' }).isVisible()).toBe(true);
  });
});
