import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Handlers } from '../../shared/ipc/contract.ts';
import { makeAnswer } from '../support/sample-verifier.ts';
import { cardText, judgedBy, openCheckOn, showToCamera } from './check-scene.ts';
import { waitForState } from './scan-scene.ts';
import { useStage } from './stage.ts';

const openCheck = openCheckOn(useStage());
const ANSWER = cardText(3);

/** A new question each time it is asked for; `c-1`, `c-2`, … */
function asksAnew(livesMs = 110_000): Partial<Handlers> {
  let count = 0;
  return {
    'verifier.challenge': async () => {
      count++;
      return {
        ok: true,
        value: { challengeId: `c-${count}`, text: `MC1:QUESTION ${count}`, expiresAt: Date.now() + livesMs },
      };
    },
  };
}

async function readQuestion(page: Page): Promise<string | undefined> {
  const { data, width, height } = PNG.sync.read(await page.locator('figure').screenshot());
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}
const questions = (host: { readonly calls: readonly { readonly name: string }[] }): number =>
  host.calls.filter(({ name }) => name === 'verifier.challenge').length;

describe('a question without a network', () => {
  test('is shown beside the camera that reads its answer, and is for one answer', async () => {
    const { page, host } = await openCheck('challenge/camera', { handlers: asksAnew() });
    await expect.poll(() => readQuestion(page)).toBe('MC1:QUESTION 1');
    await waitForState(page, 'Szukam kodu QR');
    await showToCamera(page, ANSWER);
    await page.getByRole('heading', { level: 1, name: 'Ważna' }).waitFor();
    expect(judgedBy(host)).toEqual([{ text: ANSWER, source: 'camera', challengeId: 'c-1' }]);
    await page.getByRole('button', { name: 'Następna' }).click();
    await expect.poll(() => readQuestion(page)).toBe('MC1:QUESTION 2');
    const second = cardText(4);
    await showToCamera(page, second);
    await expect.poll(() => judgedBy(host)[1]).toEqual({ text: second, source: 'camera', challengeId: 'c-2' });
  });

  test('that is gone gives way to a new one, and says so', async () => {
    const { page, host } = await openCheck('challenge/camera', {
      handlers: {
        ...asksAnew(),
        'verifier.check': async ({ challengeId }) =>
          challengeId === 'c-1' ? { ok: false, code: 'CHALLENGE_GONE' } : { ok: true, value: makeAnswer() },
      },
    });
    await showToCamera(page, ANSWER);
    await page.getByText('CHALLENGE_GONE').waitFor();
    await expect.poll(() => readQuestion(page)).toBe('MC1:QUESTION 2');
    await showToCamera(page, cardText(4));
    await page.getByRole('heading', { level: 1, name: 'Ważna' }).waitFor();
    expect(questions(host)).toBe(2);
  });

  test('is taken away when its time is over, until a new one is wanted', async () => {
    const { page, host } = await openCheck('challenge/image', { handlers: asksAnew(0) });
    await page.getByText('Czas tego pytania minął').waitFor();
    expect(await page.locator('figure').count()).toBe(0);
    host.answer({ 'verifier.challenge': async () => ({ ok: false, code: 'HOST_FAULT' }) });
    await page.getByRole('button', { name: 'Nowe pytanie' }).click();
    await page.getByText('HOST_FAULT').waitFor();
    host.answer(asksAnew());
    await page.getByRole('button', { name: 'Nowe pytanie' }).click();
    await expect.poll(() => readQuestion(page)).toBe('MC1:QUESTION 1');
  });
});
