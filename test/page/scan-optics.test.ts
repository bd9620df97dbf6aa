import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  asUrl,
  drawQr,
  openWayOn,
  photographUnreadable,
  showToCamera,
  waitForState,
  withCamera,
} from './scan-scene.ts';
import { type Scene, useStage } from './stage.ts';
import type { StubWindow } from './stub-camera.ts';

const openWay = openWayOn(useStage());

/** Before a camera that says it can do this. */
const openBefore = (capabilities: object): Promise<Scene> =>
  openWay('camera', {
    ...withCamera,
    script: async (tab) => {
      await withCamera.script(tab);
      await tab.addInitScript((listed) => Object.assign(window, { cameraCapabilities: listed }), capabilities);
    },
  });
const readApplied = (page: Page): Promise<MediaTrackConstraints[]> =>
  page.evaluate(() => (window as unknown as StubWindow).camera.applied);
const light = (page: Page) => page.getByRole('button', { name: 'Światło' });
const zoom = (page: Page) => page.getByRole('slider', { name: 'Zbliżenie' });

describe('a camera', () => {
  test('that lists nothing gets neither light nor zoom nor a wish', async () => {
    const { page } = await openBefore({ torch: false, focusMode: ['manual'], zoom: { min: 1, max: 1, step: 0 } });
    await waitForState(page, 'Szukam kodu QR');
    // The code's own read comes after whatever the camera would have been told.
    await showToCamera(page, asUrl(await drawQr('https://example.org/menu')));
    await waitForState(page, 'To nie jest kod mLegitymacji');
    expect(await light(page).count()).toBe(0);
    expect(await zoom(page).count()).toBe(0);
    expect(await readApplied(page)).toEqual([]);
  });

  test('is asked for 1280 × 720, and told to keep its focus where it can', async () => {
    const { page } = await openBefore({ focusMode: ['manual', 'continuous'] });
    await waitForState(page, 'Szukam kodu QR');
    await expect.poll(() => readApplied(page)).toEqual([{ advanced: [{ focusMode: 'continuous' }] }]);
    const [asked] = await page.evaluate(() => (window as unknown as StubWindow).camera.asked);
    expect(asked).toMatchObject({ width: { ideal: 1280 }, height: { ideal: 720 } });
  });

  test('with a light and a zoom has a button and a slider for them', async () => {
    const { page } = await openBefore({ torch: true, zoom: { min: 1, max: 4, step: 0.5 } });
    await light(page).click();
    await page.getByRole('button', { name: 'Światło', pressed: true }).waitFor();
    await zoom(page).fill('2.5');
    await expect.poll(async () => (await readApplied(page)).at(-1)).toEqual({ advanced: [{ zoom: 2.5, torch: true }] });
  });

  test('that has a light and will not switch it on says so by the button', async () => {
    const { page } = await openBefore({ torch: true });
    await page.evaluate(() => {
      const [track] = (window as unknown as StubWindow).camera.tracks;
      track!.applyConstraints = () => Promise.reject(new DOMException('stub', 'OverconstrainedError'));
    });
    await light(page).click();
    await page.getByRole('button', { name: 'Światło', pressed: false }).waitFor();
    expect(await light(page).getAttribute('aria-pressed')).toBe('false');
  });

  test('is asked once for a larger picture where a code stays too small', async () => {
    const { page } = await openBefore({ focusMode: ['continuous'] });
    await showToCamera(page, asUrl(photographUnreadable('small')));
    const focus = { advanced: [{ focusMode: 'continuous' }] };
    const large = { width: { ideal: 1920 }, height: { ideal: 1080 } };
    await expect.poll(() => readApplied(page)).toEqual([focus, large, focus]);
    // Again too small, after something else.
    await showToCamera(page, asUrl(await drawQr('https://example.org/menu')));
    await waitForState(page, 'To nie jest kod mLegitymacji');
    await showToCamera(page, asUrl(photographUnreadable('small')));
    await waitForState(page, 'Kod jest za mały');
    await page.evaluate(async () => {
      for (let frame = 0; frame < 60; frame++) await new Promise(requestAnimationFrame);
    });
    expect(await readApplied(page)).toHaveLength(3);
  });

  test('is not asked for a larger picture where the code is only blurred', async () => {
    const { page } = await openBefore({});
    await showToCamera(page, asUrl(photographUnreadable('blurred')));
    await waitForState(page, 'Kod jest nieostry');
    await page.evaluate(async () => {
      for (let frame = 0; frame < 60; frame++) await new Promise(requestAnimationFrame);
    });
    expect(await readApplied(page)).toEqual([]);
  });
});
